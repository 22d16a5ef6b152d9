"""The scorecards as one static page: no script, nothing fetched, light and dark."""

from collections.abc import Iterator, Sequence
from html import escape

from reverie.conversation.visible import visible_line
from reverie.quality.scorecard.cards import Scorecard
from reverie.quality.scorecard.definitions import DEFINITIONS, MeasureName
from reverie.quality.scorecard.measured import Measured
from reverie.quality.scorecard.telling import TOO_FEW, headline, interval_of, sample_of, sentences, title, value_of

from .plot import Point, plot

MARK = '<meta name="generator" content="reverie scorecard">'
"""What tells a page of ours from another file, near its beginning."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1f23; --soft: #6b7078; --line: #e3e5e8; --back: #fdfdfc; --mark: #2f6f9f;
  --bad: #b23a2f; --good: #2f7d4f }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e5e7; --soft: #9aa0a8; --line: #33373d; --back: #17191c;
  --mark: #7db4dc; --bad: #e8897c; --good: #84c79e } }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 62rem; background: var(--back); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif }
h1 { font-size: 1.4rem; font-weight: 600 } h2 { font-size: 1.1rem; font-weight: 600; margin: 2.5rem 0 0 }
h3 { font-size: .95rem; font-weight: 500; color: var(--soft); margin: 1.4rem 0 .3rem }
p { margin: .2rem 0 } .soft { color: var(--soft) }
.scroll { overflow-x: auto } table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .3rem 1.4rem .3rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
th { font-weight: 500; color: var(--soft) } td.number { text-align: right }
.worse { color: var(--bad) } .better { color: var(--good) }
svg { display: block; max-width: none } svg text { font: 12px system-ui, sans-serif; fill: var(--soft) }
.grid { stroke: var(--line) } .point line { stroke: var(--mark); stroke-width: 1.5 } .point circle { fill: var(--mark) }
.point .number { fill: var(--ink) } .point.worse line { stroke: var(--bad) } .point.worse circle { fill: var(--bad) }
ul { padding-left: 1.1rem }
"""

_PLOTTED: tuple[MeasureName, ...] = ("false_claims", "unrequested_change", "failed_edits", "corrections")
_MOST_WEEKS = 52


def html_page(cards: Sequence[Scorecard], nothing: str) -> str:
    """The whole page; `nothing` is said when there are no cards."""
    parts = [*_sentences(cards), *_by_version(cards), *(part for card in cards for part in _model(card))]
    body = "\n".join(parts) if cards else f"<p>{_text(nothing)}</p>"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{MARK}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Scorecards</title><style>{_STYLE}</style></head>\n<body><h1>Scorecards</h1>\n"
        '<p class="soft">Counted by code from what models did in your sessions. Bars are 95 % intervals.</p>\n'
        f"{body}\n</body></html>\n"
    )


def _sentences(cards: Sequence[Scorecard]) -> Iterator[str]:
    if said := list(sentences(cards)):
        yield "<ul>" + "".join(f"<li>{_text(one)}</li>" for one in said) + "</ul>"


def _by_version(cards: Sequence[Scorecard]) -> Iterator[str]:
    """All models side by side, one plot a measure, in the order of their versions."""
    for name in _PLOTTED:
        points = [point for card in cards if (point := _point(card, name))]
        if len(points) > 1:
            yield _figure(points, f"{DEFINITIONS[name].title} by model")


def _point(card: Scorecard, name: MeasureName) -> Point | None:
    changes = card.predecessor.changes if card.predecessor else ()
    is_worse = any(change.name == name and change.direction == "worse" for change in changes)
    return _of_measured(card.of(name), card.facts.name, is_worse=is_worse)


def _of_measured(one: Measured, label: str, *, is_worse: bool = False) -> Point | None:
    if one.too_few or one.low is None or one.high is None:
        return None
    said = f"{label}: {value_of(one)} ({interval_of(one)}) of {sample_of(one)}"
    return Point(visible_line(label), one.value, one.low, one.high, visible_line(said), is_worse)


def _model(card: Scorecard) -> Iterator[str]:
    yield f"<h2>{_text(title(card))}</h2>"
    yield f'<p class="soft">{_text(headline(card))}</p>'
    yield _table(card)
    for name in _PLOTTED:
        weeks = [(week.week, one) for week in card.weeks for one in week.measures if one.name == name]
        points = [point for week, one in weeks if (point := _of_measured(one, week))][-_MOST_WEEKS:]
        if len(points) > 1:
            yield _figure(points, f"{DEFINITIONS[name].title} by week")


def _table(card: Scorecard) -> str:
    heads = "".join(f"<th>{head}</th>" for head in ("measure", "rate", "95 % interval", "of"))
    rows = "".join(_row(one, card) for one in card.measures if one.whole)
    return f'<div class="scroll"><table><tr>{heads}</tr>{rows}</table></div>'


def _row(one: Measured, card: Scorecard) -> str:
    value, interval = (TOO_FEW, "") if one.too_few else (value_of(one), interval_of(one))
    changes = card.predecessor.changes if card.predecessor else ()
    kind = next((change.direction for change in changes if change.name == one.name), "same")
    name = DEFINITIONS[one.name].title
    return (
        f'<tr><td>{name}</td><td class="number {kind}">{_text(value)}</td><td>{_text(interval)}</td>'
        f'<td class="soft">{_text(sample_of(one))}</td></tr>'
    )


def _figure(points: Sequence[Point], caption: str) -> str:
    return f'<h3>{_text(caption)}</h3><div class="scroll">{plot(points, caption)}</div>'


def _text(text: str) -> str:
    return escape(visible_line(text))
