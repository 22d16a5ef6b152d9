"""Telling: numbers of a scorecard as a person reads them, and the sentences below its table."""

from collections.abc import Iterator, Sequence

from .cards import Comparison, Scorecard
from .comparing import Change
from .definitions import DEFINITIONS
from .measured import Measured

TOO_FEW = "too few to tell"


def value_of(measured: Measured) -> str:
    """`29.5 %`; comment lines for 100 lines of code, `+19.3`; money, `$0.042`."""
    form = DEFINITIONS[measured.name].form
    if form == "money":
        return f"${_money(measured.value)}"
    return f"{100 * measured.value:+.1f}" if form == "excess" else f"{100 * measured.value:.1f} %"


def interval_of(measured: Measured) -> str:
    """`25.2–34.2 %`; nothing where there is none."""
    if measured.low is None or measured.high is None:
        return ""
    form = DEFINITIONS[measured.name].form
    if form == "money":
        return f"${_money(measured.low)}–{_money(measured.high)}"
    low, high = 100 * measured.low, 100 * measured.high
    return f"{low:+.1f} to {high:+.1f}" if form == "excess" else f"{low:.1f}–{high:.1f} %"


def sample_of(measured: Measured) -> str:
    """`410 claims`; of over-commenting also what the files had."""
    count = round(measured.whole)
    unit = DEFINITIONS[measured.name].unit
    said = f"{count:,} {unit.removesuffix('s') if count == 1 else unit}"
    return said if measured.against is None else f"{said}; before {100 * measured.against:.1f}"


def headline(card: Scorecard) -> str:
    """`212 turns (198 finished), 2026-10-01 to 2026-11-20`."""
    turns = "1 turn" if card.turns == 1 else f"{card.turns:,} turns"
    days = dict.fromkeys((card.first[:10], card.last[:10]))
    return f"{turns} ({card.finished:,} finished), {' to '.join(days)}"


def title(card: Scorecard) -> str:
    """`anthropic/claude-x-5 “Sol”, version 5 of claude-x`, as far as the catalog knows."""
    facts = card.facts
    codename = f" “{facts.codename}”" if facts.codename else ""
    version = f", version {facts.version}" if facts.version else ""
    family = f" of {facts.family}" if facts.version and facts.family else ""
    return f"{facts.full_name}{codename}{version}{family}"


def sentences(cards: Sequence[Scorecard]) -> Iterator[str]:
    """What is significantly worse, one line a measure; what is better, one line a model."""
    for card in cards:
        name = card.facts.name
        if (found := card.predecessor) is not None:
            yield from _beside(name, _other(found), found)
        if (found := card.lately) is not None and found.telling():
            yield from _beside(f"in its last four weeks {name}", "it did before", found)


def _other(comparison: Comparison) -> str:
    name = comparison.beside.partition("/")[2] or comparison.beside
    return f"{name}, which it replaces" if comparison.is_direct else f"{name}, an earlier one of its kind"


def _beside(name: str, other: str, comparison: Comparison) -> Iterator[str]:
    if not comparison.changes:
        yield f"{TOO_FEW} whether {name} does worse than {other}"
    elif not (telling := comparison.telling()):
        yield f"{name} differs from {other}, by no more than chance allows"
    else:
        yield from (_worse(name, other, change) for change in telling if change.direction == "worse")
        if better := [change for change in telling if change.direction == "better"]:
            yield f"{name} does better than {other}: {'; '.join(map(_short, better))}"


def _worse(name: str, other: str, change: Change) -> str:
    definition = DEFINITIONS[change.name]
    of = "for 100 of" if definition.form == "excess" else "of"
    after, before = change.after, change.before
    return (
        f"{name} {definition.worse} {other}: {value_of(after)} {of} {round(after.whole):,} {definition.unit} against"
        f" {value_of(before)} of {round(before.whole):,}"
        f" (95 % intervals {interval_of(after)} and {interval_of(before)})"
    )


def _short(change: Change) -> str:
    return f"{DEFINITIONS[change.name].title} {value_of(change.after)} against {value_of(change.before)}"


def _money(usd: float) -> str:
    return f"{usd:,.2f}" if usd >= 1 else f"{usd:.3f}"
