"""Comparing: whether a model does worse, or better, in some turns than in others, beyond what chance allows."""

import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from reverie.quality.measures import TurnMeasures

from .definitions import DEFINITIONS, MeasureName
from .measured import Measured, drawn_of, measure
from .ratio import Drawn, by_session, sums_of

SIGNIFICANCE = 0.05
"""Of a wrong word about one pair of models, in either direction, over all measures compared."""

Direction = Literal["worse", "better", "same"]


class Change(msgspec.Struct, frozen=True):
    """One measure `before` and `after`. `p` is how likely chance alone gives such a difference or a larger one, after
    the correction for the number of measures compared."""

    name: MeasureName
    before: Measured
    after: Measured
    p: float
    direction: Direction


def compare(before: Sequence[TurnMeasures], after: Sequence[TurnMeasures]) -> tuple[Change, ...]:
    """The measures of which both sides have enough, each with its verdict."""
    both = [
        (name, measure(name, before), measure(name, after))
        for name, definition in DEFINITIONS.items()
        if definition.is_compared
    ]
    enough = [(name, old, new) for name, old, new in both if not (old.too_few or new.too_few)]
    chances = corrected(
        [chance(drawn_of(name, before), drawn_of(name, after)) for name, _, _ in enough],
        [DEFINITIONS[name].weight for name, _, _ in enough],
    )
    return tuple(
        Change(name, old, new, p, _direction(old, new, p)) for (name, old, new), p in zip(enough, chances, strict=True)
    )


def _direction(before: Measured, after: Measured, p: float) -> Direction:
    """Of every measure more is worse."""
    if p >= SIGNIFICANCE:
        return "same"
    return "worse" if after.value > before.value else "better"


def chance(before: Sequence[Drawn], after: Sequence[Drawn]) -> float:
    """The two-sided p-value that both have the same ratio; 1 when nothing tells them apart.

    Two tests must agree, and the larger p-value counts: one takes turns as what was drawn, the other sessions, because
    the turns of a session share a task. Turns are many, so a score test serves, which keeps its level where things are
    rare; sessions are few, and it would be blind for them.
    """
    if not sum(one.whole for one in before) or not sum(one.whole for one in after):
        return 1.0
    return max(_by_turns(before, after), _by_sessions(before, after))


def _by_turns(before: Sequence[Drawn], after: Sequence[Drawn]) -> float:
    """The generalised score test for clustered counts: both sides get their common ratio, and what turns deviate from
    it makes the variance.

    Source: A. Rotnitzky and N. P. Jewell, Biometrika 77 (1990), 485-497; D. D. Boos, The American Statistician 46
    (1992), 327-333.
    """
    old, new = sums_of(before), sums_of(after)
    whole = old.whole + new.whole
    common = (old.part + new.part) / whole
    left = [one.part - common * one.whole for one in before]
    right = [one.part - common * one.whole for one in after]
    variance = (new.whole / whole) ** 2 * _squares(left) + (old.whole / whole) ** 2 * _squares(right)
    return math.erfc(abs(sum(right)) / math.sqrt(2 * variance)) if variance > 0 else 1.0


def _by_sessions(before: Sequence[Drawn], after: Sequence[Drawn]) -> float:
    """Student's test of the two ratios, each with the variance that its own sessions show; 0, which decides nothing,
    where a side has one session alone."""
    old, new = sums_of(by_session(before)), sums_of(by_session(after))
    if min(old.clusters, new.clusters) < 2:
        return 0.0
    variance = old.variance + new.variance
    if variance <= 0:
        return 0.0
    return student(abs(new.ratio - old.ratio) / math.sqrt(variance), old.clusters + new.clusters - 2)


def student(t: float, freedom: int) -> float:
    """What Student's distribution has beyond `t` on both sides, for 1 and more degrees of freedom.

    Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.7.3 and 26.7.4.
    """
    angle = math.atan(t / math.sqrt(freedom))
    is_odd = freedom % 2
    term = total = math.cos(angle) if is_odd else 1.0
    for power in range(2 + is_odd, freedom - 1, 2):
        term *= math.cos(angle) ** 2 * (power - 1) / power
        total += term
    within = math.sin(angle) * total
    if is_odd:
        within = 2 / math.pi * (angle + (within if freedom > 1 else 0.0))
    return max(0.0, 1 - within)


def _squares(values: Sequence[float]) -> float:
    return sum(one * one for one in values)


def corrected(chances: Sequence[float], weights: Sequence[float]) -> list[float]:
    """P-values after the correction for their number, in their order; what weighs more pays less for the others.

    Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6
    (1979), 65-70, with weights as in its last section.
    """
    result = [0.0] * len(chances)
    least, left = 0.0, sum(weights)
    for at in sorted(range(len(chances)), key=lambda at: chances[at] / weights[at]):
        least = max(least, min(1.0, chances[at] * left / weights[at]))
        left -= weights[at]
        result[at] = least
    return result
