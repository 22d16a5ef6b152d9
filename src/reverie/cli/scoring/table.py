"""Scorecards on a terminal: a block a model, a line a measure with its interval drawn, then the sentences."""

from collections.abc import Iterator, Sequence

from reverie.plain.terminal.ansi import BOLD, FAINT, GREEN, RED, Line, Span
from reverie.plain.terminal.columns import columns_of, fit
from reverie.plain.terminal.wrapping import wrap
from reverie.quality.scorecard.cards import Scorecard
from reverie.quality.scorecard.definitions import DEFINITIONS
from reverie.quality.scorecard.measured import Measured
from reverie.quality.scorecard.telling import (
    TOO_FEW,
    headline,
    interval_of,
    sample_of,
    sentences,
    title,
    value_of,
)

_BAR = 20
_GAP = "  "
_MOST_WEEKS = 8
_NARROWEST = 20
_TIED = "\u00a0%"


def table_lines(cards: Sequence[Scorecard], columns: int, *, bars: bool) -> Iterator[Line]:
    """The whole of it in `columns`; with `bars` the intervals are drawn where there is room."""
    columns = max(_NARROWEST, columns)
    for card in cards:
        yield from _block(card, columns, bars=bars)
        yield []
    yield from _versions(cards, columns)
    for sentence in sentences(cards):
        yield from _wrapped([Span(sentence)], columns)


def _block(card: Scorecard, columns: int, *, bars: bool) -> Iterator[Line]:
    yield from wrap([Span(title(card), BOLD)], columns)
    yield from wrap([Span(headline(card), FAINT)], columns)
    rows = [(one, _cells(one)) for one in card.measures if one.whole]
    if not rows:
        return
    widths = [max(columns_of(cells[at]) for _, cells in rows) for at in range(4)]
    yield []
    if sum(widths) + 3 * len(_GAP) > columns:
        for one, cells in rows:
            yield from _narrow(one, cells, widths, columns, card)
    else:
        has_bars = bars and sum(widths) + _BAR + 4 * len(_GAP) <= columns
        scale = _scale(card)
        for one, cells in rows:
            yield _row(one, cells, widths, card, scale if has_bars else 0.0)
    yield from _weeks(card, columns)


def _cells(one: Measured) -> tuple[str, str, str, str]:
    """Measure, rate, interval, sample."""
    name = DEFINITIONS[one.name].title
    return name, *((TOO_FEW, "") if one.too_few else (value_of(one), interval_of(one))), sample_of(one)


def _row(one: Measured, cells: Sequence[str], widths: Sequence[int], card: Scorecard, scale: float) -> Line:
    name, value, interval, sample = cells
    line = [Span(_left(name, widths[0]) + _GAP), Span(_right(value, widths[1]) + _GAP, _style(one, card))]
    line.append(Span(_left(interval, widths[2]) + _GAP))
    if scale:
        line.append(Span(_left(_bar(one, scale), _BAR) + _GAP, FAINT))
    return [*line, Span(sample, FAINT)]


def _narrow(
    one: Measured, cells: Sequence[str], widths: Sequence[int], columns: int, card: Scorecard
) -> Iterator[Line]:
    """The rate behind its name, and what it rests on below."""
    name, value, interval, sample = cells
    room = min(widths[0] + len(_GAP) + widths[1], columns)
    before = room - columns_of(value) - 1
    yield [Span(_left(fit(name, before), before) + " "), Span(value, _style(one, card))]
    rest = " of ".join(filter(None, (interval, sample)))
    yield from ([Span(_GAP), *line] for line in _wrapped([Span(rest, FAINT)], columns - len(_GAP)))


def _style(one: Measured, card: Scorecard) -> str:
    if one.too_few:
        return FAINT
    changes = card.predecessor.changes if card.predecessor else ()
    directions = {change.name: change.direction for change in changes}
    return {"worse": RED, "better": GREEN}.get(directions.get(one.name, "same"), "")


def _scale(card: Scorecard) -> float:
    """What the right end of the bars stands for: the next round share above all intervals."""
    ends = [one.high or 0.0 for one in card.measures if _is_drawn(one)]
    return next((mark for mark in (0.05, 0.1, 0.2, 0.5) if max(ends, default=0.0) <= mark), 1.0)


def _is_drawn(one: Measured) -> bool:
    return DEFINITIONS[one.name].form in ("share", "lines") and not one.too_few


def _bar(one: Measured, scale: float) -> str:
    if not _is_drawn(one) or one.low is None or one.high is None:
        return ""
    low, at, high = (min(_BAR - 2, round(each / scale * (_BAR - 2))) for each in (one.low, one.value, one.high))
    marks = ["─" if low <= column <= high else " " for column in range(_BAR - 1)]
    marks[at] = "●"
    return "│" + "".join(marks)


def _weeks(card: Scorecard, columns: int) -> Iterator[Line]:
    """How the share of false claims went, where two weeks or more had enough."""
    found = [
        (week.week, one)
        for week in card.weeks
        for one in week.measures
        if one.name == "false_claims" and not one.too_few
    ][-_MOST_WEEKS:]
    if len(found) > 1:
        told = " · ".join(f"{week[5:]} {value_of(one)}" for week, one in found)
        yield []
        yield from _wrapped([Span("false claims by week  "), Span(told, FAINT)], columns)


def _versions(cards: Sequence[Scorecard], columns: int) -> Iterator[Line]:
    """How it went from each model to the one that replaced it, where two or more of a line have enough."""
    by_line: dict[str, list[str]] = {}
    for card in cards:
        if not (one := card.of("false_claims")).too_few:
            by_line.setdefault(card.line, []).append(f"{card.facts.name} {value_of(one)}")
    told = [" · ".join(line) for line in by_line.values() if len(line) > 1]
    for text in told:
        yield from _wrapped([Span("false claims by version  "), Span(text, FAINT)], columns)
    yield from [[]] if told else []


def _wrapped(spans: Line, columns: int) -> Iterator[Line]:
    """No line ends between a number and its sign."""
    whole = [Span(text.replace(" %", _TIED), style) for text, style in spans]
    for line in wrap(whole, columns):
        yield [Span(text.replace(_TIED, " %"), style) for text, style in line]


def _left(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def _right(text: str, columns: int) -> str:
    return " " * (columns - columns_of(text)) + text
