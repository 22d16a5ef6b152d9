"""Which topics keep their line in a full index: those that were changed or used lately, and often."""

from collections.abc import Callable, Mapping
from datetime import date
from math import log2

from reverie.memory.draft import Draft
from reverie.storage.errors import UnusableFile

from .counts import FactUse, Usage, UsageUnusable

_DAYS_OF_A_DOUBLING = 7.0
"""A topic whose facts were used twice as often stays as if it had been used a week later."""


def by_usage(usage: Usage) -> Callable[[Draft, date], Callable[[str], float]]:
    """What an open memory asks when its index is full: only then the counts are read. Without a ledger that can be
    read it is as if nothing had been used."""

    def uses(draft: Draft, today: date) -> Callable[[str], float]:
        known: list[Mapping[str, FactUse]] = []

        def used(slug: str) -> float:
            if not known:
                known.append(_counts(usage))
            return uses_of(draft, today, known[0])(slug)

        return used

    return uses


def _counts(usage: Usage) -> Mapping[str, FactUse]:
    try:
        return usage.of_all()
    except UsageUnusable:
        return {}
    finally:
        usage.close()


def uses_of(draft: Draft, today: date, counts: Mapping[str, FactUse]) -> Callable[[str], float]:
    """How much a topic, by its slug, is used, as a day's number; more is more.

    Without counts that is the day on which it was changed. A citation counts as three recalls, since a fact that was
    only found may not have helped.
    """

    def used(slug: str) -> float:
        try:
            topic = draft.topic(slug)
        except UnusableFile:
            return 0.0
        if topic is None:
            return 0.0
        known = [use for fact in topic.facts if (use := counts.get(fact.id))]
        days = [_day(topic.head.get("updated"), today), *(_day(use.last, today) for use in known)]
        times = sum(use.recalled + 3 * use.cited for use in known)
        return max(days) + _DAYS_OF_A_DOUBLING * log2(1 + times)

    return used


def _day(text: str | None, today: date) -> int:
    """A date to come counts as today."""
    try:
        return min(today, date.fromisoformat(text or "")).toordinal()
    except ValueError:
        return 0
