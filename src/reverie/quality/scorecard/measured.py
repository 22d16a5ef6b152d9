"""Measured: one measure of a model over turns, with its interval and the sample that it rests on."""

from collections.abc import Iterable, Sequence

import msgspec

from reverie.quality.measures import TurnMeasures

from .definitions import DEFINITIONS, Definition, MeasureName, expected_comments
from .rates import FEW
from .ratio import Drawn, Sums, plain_interval, positive_interval, share_interval, sums_of_turns

FEW_TURNS = 10
"""What comes from fewer turns than these is too few, however many lines or claims they had."""


class Measured(msgspec.Struct, frozen=True):
    """`part` over `whole` is `value`, with a 95 % interval `low`..`high`; both None where nothing allows one.

    `turns` are those that had any of the whole. Of over-commenting `part` is the comment lines beyond what the same
    files' own ratio would give, and `against` that ratio; it is None for all others.
    """

    name: MeasureName
    part: float
    whole: float
    turns: int
    value: float
    low: float | None
    high: float | None
    too_few: bool
    against: float | None = None


def measure(name: MeasureName, turns: Iterable[TurnMeasures]) -> Measured:
    """One measure over these turns."""
    definition = DEFINITIONS[name]
    counted = [(turn, drawn) for turn in turns if (drawn := _drawn(definition, turn))]
    sums = sums_of_turns([drawn for _, drawn in counted])
    low, high = _interval(definition, sums) if sums.whole else (None, None)
    against = _before([turn for turn, _ in counted]) if definition.form == "excess" and sums.whole else None
    too_few = sums.whole < FEW or sums.clusters < FEW_TURNS
    return Measured(name, sums.part, sums.whole, sums.clusters, sums.ratio, low, high, too_few, against)


def drawn_of(name: MeasureName, turns: Iterable[TurnMeasures]) -> list[Drawn]:
    """What each turn adds to a measure; turns without a part in it are left out."""
    return [drawn for turn in turns if (drawn := _drawn(DEFINITIONS[name], turn))]


def _drawn(definition: Definition, turn: TurnMeasures) -> Drawn | None:
    counted = definition.count(turn)
    return counted and Drawn(turn.session, *counted)


def _interval(definition: Definition, sums: Sums) -> tuple[float | None, float | None]:
    if definition.form == "money":
        low, high = positive_interval(sums)
    elif definition.form == "excess":
        low, high = plain_interval(sums)
    else:
        low, high = share_interval(sums, of_lines=definition.form == "lines")
    return (low, high) if sums.clusters > 1 or definition.form in ("share", "lines") else (None, None)


def _before(turns: Sequence[TurnMeasures]) -> float:
    """What the files had, weighted by the code that was added to them."""
    return sum(expected_comments(turn) or 0.0 for turn in turns) / sum(turn.added_code_lines for turn in turns)
