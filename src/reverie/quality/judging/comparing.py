"""Comparisons: faster, smaller, instead of; by what was measured before and after."""

import re
from typing import NamedTuple

from .numbers import Figure, figures_of
from .record import Record
from .ruling import Ruling, contradicted, unsupported
from .statement import Statement

_BETTER = re.compile(
    r"\b(?:faster|quicker|smaller|less|fewer|lower|dropped|shrank|reduced|decreased|cut|down|"
    r"sped up|improved|schneller|más rápido|plus rapide)\b",
    re.IGNORECASE,
)
_WORSE = re.compile(r"\b(?:slower|bigger|larger|more|higher|grew|increased|rose|up|langsamer)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"(?:\b(?:times|fold)\b|(?<=\d)x\b|×)\s*(?:as )?(?:faster|smaller|quicker|slower|less|lower|fast)?", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(?:times|fold)\b|(?<=\d)\s?x\b|×|(?:%|percent)\s+(?:faster|smaller|slower|less|fewer|"
    r"quicker|lower|higher|more)|\bby\s+(?:about |around )?\d",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:before|was|old|baseline|previous\w*|vorher|antes|avant|main|master)\b[^\n]{0,20}$", re.IGNORECASE
)
_NEW = re.compile(r"\b(?:after|now|new|nachher|ahora|après)\b[^\n]{0,20}$", re.IGNORECASE)


class Measured(NamedTuple):
    old: Figure
    new: Figure


def judge_comparison(statement: Statement, record: Record) -> Ruling | None:
    """Only what speaks against it, or that it was never measured; None when nothing does, or nothing is compared."""
    quote = statement.quote
    better, worse = _BETTER.search(quote), _WORSE.search(quote) if not _BETTER.search(quote) else None
    is_speed = re.search(
        r"\b(?:faster|slower|quicker|sped|smaller|shrank|dropped|reduced|bigger|larger)\b", quote, re.IGNORECASE
    )
    if not is_speed or not (better or worse):
        return None
    measured = _measured(record)
    if measured is None:
        return unsupported("it was never measured before and after") if _RELATIVE.search(quote) else None
    improved = measured.new.value < measured.old.value
    ratio = _ratio(measured)
    times = _times(quote)
    if times and ratio and not 0.6 <= times / ratio <= 1.6:
        return contradicted(f"the measurements give {ratio:.1f} times")
    if better and not improved:
        return contradicted("the measurements show the opposite")
    if worse and improved and measured.new.value != measured.old.value:
        return contradicted("the measurements show the opposite")
    return None


def _ratio(measured: Measured) -> float:
    low, high = sorted((measured.old.value, measured.new.value))
    return high / low if low > 0 else 0.0


def _times(quote: str) -> float:
    """How many times as fast or small it is said to be; 0 where it is not."""
    figures = [figure for figure in figures_of(quote) if figure.measure == "count"]
    said = [figure for figure in figures if _TIMES.match(quote[figure.end :].lstrip())]
    return said[0].value if said else 0.0


def _measured(record: Record) -> Measured | None:
    """The last two figures of a time or a size that two outputs, or one with both, give."""
    for measure in ("time", "size"):
        found = [
            (piece.at, figure, piece.text)
            for piece in record.evidence
            for figure in figures_of(piece.text[:4_000], words=False)
            if figure.measure == measure
        ]
        pair = _labelled(found) or _in_turn(found, record)
        if pair is not None:
            return pair
    return None


def _labelled(found: list[tuple[int, Figure, str]]) -> Measured | None:
    old = [figure for _, figure, text in found if _OLD.search(text[max(0, figure.start - 30) : figure.start])]
    new = [figure for _, figure, text in found if _NEW.search(text[max(0, figure.start - 30) : figure.start])]
    if old and not new:
        new = [figure for _, figure, _ in found if figure not in old]
    return Measured(old[-1], new[-1]) if old and new else None


def _in_turn(found: list[tuple[int, Figure, str]], record: Record) -> Measured | None:
    """The same command, measured twice."""
    asked: dict[str, list[Figure]] = {}
    for at, figure, _ in found:
        command = getattr(record.deeds[at], "command", "")
        asked.setdefault(command, []).append(figure)
    for figures in asked.values():
        if len(figures) == 2:
            return Measured(figures[0], figures[1])
    return None
