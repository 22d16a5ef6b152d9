"""Ratios of sums over turns, with intervals that take the turns as what was drawn.

What a model does in one turn hangs together: of five claims in an answer all are sound or several are not, and a
changed file brings a hundred lines at once. Counted as independent trials, such samples look larger than they are. So
the variance is that of a ratio of sums over clusters (W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, 6.4),
for turns and for sessions as clusters, and the larger one counts.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .rates import Z_95, wilson_of


class Drawn(NamedTuple):
    """What one turn adds to a ratio: `part` of `whole`."""

    session: str
    part: float
    whole: float


class Sums(NamedTuple):
    """`variance` is that of the ratio, as far as the clusters that were drawn show it."""

    part: float
    whole: float
    variance: float
    clusters: int

    @property
    def ratio(self) -> float:
        return self.part / self.whole if self.whole else 0.0


def sums_of(drawn: Sequence[Drawn]) -> Sums:
    """Each of them is a cluster, and has some of the whole."""
    part, whole = sum(one.part for one in drawn), sum(one.whole for one in drawn)
    ratio, count = part / whole if whole else 0.0, len(drawn)
    if count < 2 or not whole:
        return Sums(part, whole, 0.0, count)
    squares = sum((one.part - ratio * one.whole) ** 2 for one in drawn)
    return Sums(part, whole, squares * count / (count - 1) / (whole * whole), count)


def sums_of_turns(drawn: Sequence[Drawn]) -> Sums:
    """The same of turns, with the larger variance of turns and sessions."""
    sums = sums_of(drawn)
    return sums._replace(variance=max(sums.variance, sums_of(by_session(drawn)).variance))


def by_session(drawn: Iterable[Drawn]) -> list[Drawn]:
    """The turns of each session as one."""
    parts: defaultdict[str, float] = defaultdict(float)
    wholes: defaultdict[str, float] = defaultdict(float)
    for one in drawn:
        parts[one.session] += one.part
        wholes[one.session] += one.whole
    return [Drawn(session, part, wholes[session]) for session, part in parts.items()]


def share_interval(sums: Sums, *, of_lines: bool = False) -> tuple[float, float]:
    """The 95 % interval of a proportion: Wilson's, for the sample that independent trials would be worth.

    That sample is the whole over its design effect (J. N. K. Rao and A. J. Scott, "A simple method for the analysis of
    clustered binary data", Biometrics 48, 1992, 577-585), which never counts as less than 1. Lines of one turn count
    together as one trial at most: a rate near 0 hides that they come in blocks, and the estimate would miss it.
    """
    effective = sums.whole / max(1.0, design_effect(sums))
    if of_lines:
        effective = min(effective, float(sums.clusters))
    return wilson_of(sums.ratio * effective, effective)


def design_effect(sums: Sums) -> float:
    """How many times larger the variance is than that of as many independent trials; 1 where that has none."""
    plain = sums.ratio * (1 - sums.ratio) / sums.whole if sums.whole else 0.0
    return sums.variance / plain if plain > 0 else 1.0


def plain_interval(sums: Sums) -> tuple[float, float]:
    """The 95 % interval of a ratio that may be any number, by Student's t with the clusters' degrees of freedom."""
    if sums.clusters < 2:
        return -math.inf, math.inf
    reach = t_95(sums.clusters - 1) * math.sqrt(sums.variance)
    return sums.ratio - reach, sums.ratio + reach


def positive_interval(sums: Sums) -> tuple[float, float]:
    """The same of a ratio that is never below 0 and scatters upwards, such as money: taken on its logarithm."""
    if sums.clusters < 2:
        return 0.0, math.inf
    if sums.ratio <= 0:
        return 0.0, 0.0
    reach = t_95(sums.clusters - 1) * math.sqrt(sums.variance) / sums.ratio
    return sums.ratio * math.exp(-reach), sums.ratio * math.exp(min(reach, 700.0))


def t_95(freedom: int) -> float:
    """Student's quantile that leaves 2.5 % above it, within 0.01 from 4 degrees of freedom on.

    Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.7.5.
    """
    z = Z_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
