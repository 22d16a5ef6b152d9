"""The verdicts, made in a few words: what every kind of check says in the same way."""

from collections.abc import Iterable, Sequence

from reverie.checks.check import AnyCheck
from reverie.checks.verdict import Verdict
from reverie.code.values import Place

_SHOWN = 4


def verified(place: Place | None = None) -> Verdict:
    return Verdict("verified", place)


def moved(place: Place, becomes: AnyCheck) -> Verdict:
    """It is at exactly one other place, where it holds as `becomes`."""
    return Verdict("moved", place, now=f"it is in `{place}`", becomes=becomes)


def scattered(places: Sequence[Place]) -> Verdict:
    """It is at several other places, of which none is the one."""
    return Verdict("moved", places[0], now=f"it is in {listed(map(str, places))}")


def refuted(now: str, place: Place | None = None) -> Verdict:
    return Verdict("refuted", place, now)


def unverified(why: str, place: Place | None = None) -> Verdict:
    return Verdict("unverified", place, why=why)


def listed(names: Iterable[str]) -> str:
    """A few of them in backticks, then how many more."""
    every = list(names)
    shown = ", ".join(f"`{name}`" for name in every[:_SHOWN])
    more = len(every) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
