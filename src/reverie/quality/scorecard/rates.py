"""Rates: what share of trials came out, with the interval that the number of trials allows."""

import math

import msgspec

Z_95 = 1.959963984540054
"""The normal quantile that leaves 2.5 % on either side."""

FEW = 30
"""Under so many trials a rate is not told: its interval is wider than any difference worth telling."""


def wilson(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a proportion as (low, high), each within 0 and 1; (0, 1) when nothing was tried.

    `z` is the normal quantile of the confidence: 1.96 for 95 %. Source: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209-212. It keeps
    its coverage for small samples and for rates near 0 and 1, where the plain interval p ± z·s is empty or leaves 0..1.
    """
    return wilson_of(successes, trials, z)


def wilson_of(successes: float, trials: float, z: float = Z_95) -> tuple[float, float]:
    """The same for numbers that need not be whole, such as a sample shrunk by its design effect."""
    if trials <= 0:
        return 0.0, 1.0
    rate = min(1.0, max(0.0, successes / trials))
    middle = rate + z * z / (2 * trials)
    reach = z * math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    whole = 1 + z * z / trials
    low = 0.0 if successes <= 0 else max(0.0, (middle - reach) / whole)
    high = 1.0 if successes >= trials else min(1.0, (middle + reach) / whole)
    return low, high


class Rate(msgspec.Struct, frozen=True):
    """`successes` of `trials`, with a 95 % interval `low`..`high`."""

    successes: int
    trials: int
    low: float
    high: float

    @classmethod
    def of(cls, successes: int, trials: int) -> "Rate":
        """With the interval of independent trials."""
        return cls(successes, trials, *wilson_of(successes, trials))

    @property
    def value(self) -> float:
        """0 when nothing was tried."""
        return self.successes / self.trials if self.trials else 0.0

    @property
    def too_few(self) -> bool:
        return self.trials < FEW
