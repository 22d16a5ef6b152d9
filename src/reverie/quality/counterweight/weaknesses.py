"""Weaknesses: which measures the counterweight acts on, and where each level begins and ends."""

from typing import Literal, get_args

import msgspec

from reverie.quality.scorecard.definitions import MeasureName

Weakness = Literal["false_claims", "unrequested_change", "over_commenting"]
WEAKNESSES: tuple[Weakness, ...] = get_args(Weakness)

HIGHEST = 3


class Steps(msgspec.Struct, frozen=True):
    """`up[n]` leads from level n to n + 1, `down[n]` from n + 1 back to n. Each `down` lies well below its `up`, so
    that a rate between them moves nothing.

    `least` of the measure's unit must have been seen since the level last moved; `window` is how much of the newest is
    looked at.
    """

    up: tuple[float, float, float]
    down: tuple[float, float, float]
    least: int
    window: int


STEPS: dict[Weakness, Steps] = {
    "false_claims": Steps(up=(0.06, 0.12, 0.20), down=(0.03, 0.08, 0.14), least=40, window=200),
    "unrequested_change": Steps(up=(0.12, 0.22, 0.35), down=(0.05, 0.12, 0.22), least=300, window=4000),
    "over_commenting": Steps(up=(0.06, 0.15, 0.30), down=(0.03, 0.08, 0.18), least=200, window=3000),
}
"""In shares of claims and of lines, and in comment lines a line of code beyond the files' own ratio."""

LEAST_JUDGED = 30
"""Turns of a model that must have been judged before anything is said to it."""

LEAST_TURNS = 10
"""Turns with any of the measure since a level last moved; lines come in blocks, and many of few turns say little."""

_MEASURES: dict[Weakness, MeasureName] = {name: name for name in WEAKNESSES}


def measure_of(weakness: Weakness) -> MeasureName:
    """The measure of a scorecard that shows it."""
    return _MEASURES[weakness]
