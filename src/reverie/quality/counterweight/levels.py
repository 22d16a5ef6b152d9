"""Levels: how strong the counterweight is, as a function of the level before and of what was measured since."""

from collections.abc import Sequence

import msgspec

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.measured import drawn_of, measure

from .weaknesses import HIGHEST, LEAST_TURNS, STEPS, Weakness


class Evidence(msgspec.Struct, frozen=True):
    """What the newest turns since a level last moved show of one weakness: a rate with its 95 % interval, over `n` of
    the measure's unit in `turns` turns."""

    weakness: Weakness
    rate: float
    low: float
    high: float
    n: int
    turns: int

    @property
    def is_enough(self) -> bool:
        return self.n >= STEPS[self.weakness].least and self.turns >= LEAST_TURNS


def evidence_of(weakness: Weakness, turns: Sequence[TurnMeasures], since: str) -> Evidence | None:
    """From a model's turns in their order, those that ended after the instant `since`; None when none has any of it."""
    newest = _newest(weakness, [turn for turn in turns if turn.at > since])
    found = measure(weakness, newest)
    if found.low is None or found.high is None:
        return None
    return Evidence(weakness, found.value, found.low, found.high, round(found.whole), found.turns)


def _newest(weakness: Weakness, turns: Sequence[TurnMeasures]) -> Sequence[TurnMeasures]:
    """The last turns that together fill the window: what a model did long ago is not held against it."""
    left: float = STEPS[weakness].window
    for at in range(len(turns) - 1, -1, -1):
        left -= sum(drawn.whole for drawn in drawn_of(weakness, turns[at : at + 1]))
        if left <= 0:
            return turns[at:]
    return turns


def level_of(before: int, evidence: Evidence | None) -> int:
    """The level after `before`: the same, one more, or one less.

    It rises when the whole interval lies above the step up; it falls when the rate lies below the step down and the
    whole interval below the step it once came over. So both take proof, and a rate near a step moves nothing.
    """
    if evidence is None or not evidence.is_enough:
        return before
    steps = STEPS[evidence.weakness]
    if before < HIGHEST and evidence.low > steps.up[before]:
        return before + 1
    if before > 0 and evidence.rate < steps.down[before - 1] and evidence.high < steps.up[before - 1]:
        return before - 1
    return before
