"""Which of several facts holds now, or held on a day, also where a person wrote them and said nothing of the older."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from reverie.memory.fact import Fact
from reverie.memory.gates.authority import rank
from reverie.memory.known import FactEntry, Known

from .finding import match_of, older_of
from .reading import Reading, readings_of

Read = tuple[FactEntry, tuple[Reading, ...]]


class Found(Protocol):
    """A fact that a search found."""

    @property
    def entry(self) -> FactEntry: ...


F = TypeVar("F", bound=Found)


def current_of(found: Sequence[F]) -> tuple[F, ...]:
    """Those that are current, in their order, without those whose slot has a newer fact among them."""
    past = outdated_in(one.entry for one in found)
    return tuple(one for one in found if one.entry.is_current and one.entry.id not in past)


def outdated_in(facts: Iterable[FactEntry]) -> dict[str, FactEntry]:
    """By the id of each current fact that a newer one among them has overtaken, the newest such one.

    Only a fact that was seen on a later day, and by somebody who is trusted as much, overtakes another.
    """
    read = [(one, readings_of(one.title)) for one in facts if one.is_current]
    past: dict[str, FactEntry] = {}
    for subject in _by_subject(read).values():
        for old, before in subject:
            for new, after in subject:
                if _may_overtake(new, old) and _is_newer(new, past.get(old.id)) and _match(before, after):
                    past[old.id] = new
    return past


def overtaken_by(fact: Fact, known: Known) -> FactEntry | None:
    """The newest fact of all that has overtaken a current one; for one that was asked for by its place, alone."""
    slot = [entry for entry, match in older_of(fact.statement, known) if match.is_functional]
    newer = (entry for entry in slot if _may_overtake(entry, fact))
    return max(newer, key=lambda entry: entry.seen, default=None)


def holding_on(facts: Iterable[FactEntry], day: date) -> tuple[FactEntry, ...]:
    """Those of the facts, ended ones among them, that held on a day as far as the memory knows, in their order."""
    among = tuple(facts)
    begun = {one.ended_by: one.ended for one in among if one.ended_by}
    asked = day.isoformat()
    return tuple(one for one in among if (not one.ended or asked < one.ended) and begun.get(one.id, "") <= asked)


def _by_subject(read: list[Read]) -> dict[str, list[Read]]:
    groups: dict[str, list[Read]] = {}
    for entry, readings in read:
        for subject in {" ".join(word.plain for word in reading.subject) for reading in readings}:
            groups.setdefault(subject, []).append((entry, readings))
    return groups


def _match(old: tuple[Reading, ...], new: tuple[Reading, ...]) -> bool:
    match = match_of(old, new)
    return match is not None and match.is_functional


def _may_overtake(new: FactEntry, old: FactEntry | Fact) -> bool:
    return new.seen > old.seen and rank(new.origin) >= rank(old.origin)


def _is_newer(new: FactEntry, other: FactEntry | None) -> bool:
    return other is None or new.seen > other.seen
