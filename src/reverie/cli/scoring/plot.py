"""Plots as inline SVG: points with their 95 % intervals, in the colours of the page around them."""

from collections.abc import Sequence
from html import escape

import msgspec

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 14, 44
_HEIGHT = 220
_STEP = 104
_LETTERS = 14


class Point(msgspec.Struct, frozen=True):
    """A share with its interval. `is_worse`: significantly more than the model that it replaced."""

    label: str
    value: float
    low: float
    high: float
    said: str
    is_worse: bool = False


def plot(points: Sequence[Point], title: str) -> str:
    """A point a column, in their order; `title` is for those who cannot see it."""
    width = _LEFT + _RIGHT + _STEP * len(points)
    top = _top(points)
    drawn = [*_grid(top, width), *(_drawn(point, at, top) for at, point in enumerate(points))]
    return (
        f'<svg viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(drawn)}</svg>'
    )


def _top(points: Sequence[Point]) -> float:
    highest = max(point.high for point in points)
    return next((mark for mark in (0.05, 0.1, 0.2, 0.4, 0.6) if highest <= mark), 1.0)


def _y(value: float, top: float) -> float:
    return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / top), 1)


def _grid(top: float, width: int) -> list[str]:
    lines = []
    for quarter in range(5):
        value = top * quarter / 4
        y = _y(value, top)
        lines.append(f'<line class="grid" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y}" y2="{y}"/>')
        lines.append(f'<text class="tick" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{100 * value:g} %</text>')
    return lines


def _drawn(point: Point, at: int, top: float) -> str:
    x = _LEFT + _STEP * (at + 0.5)
    low, value, high = (_y(each, top) for each in (point.low, point.value, point.high))
    kind = "point worse" if point.is_worse else "point"
    label = point.label if len(point.label) <= _LETTERS else f"{point.label[: _LETTERS - 1]}…"
    return (
        f'<g class="{kind}"><title>{escape(point.said)}</title>'
        f'<line x1="{x}" x2="{x}" y1="{low}" y2="{high}"/>'
        f'<line x1="{x - 5}" x2="{x + 5}" y1="{low}" y2="{low}"/>'
        f'<line x1="{x - 5}" x2="{x + 5}" y1="{high}" y2="{high}"/>'
        f'<circle cx="{x}" cy="{value}" r="4.5"/>'
        f'<text class="number" x="{x + 9}" y="{value + 4}">{100 * point.value:.1f}</text>'
        f'<text class="tick" x="{x}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{escape(label)}</text></g>'
    )
