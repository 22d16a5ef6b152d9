"""Which facts a new one takes the place of, found by code: those of the same slot that its author may replace."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from reverie.memory.fact import Fact
from reverie.memory.gates.authority import replaces_its_own, replaces_what_it_speaks_of
from reverie.memory.gates.context import Candidate
from reverie.memory.known import Known

from .finding import older_of
from .questions import Question

Place = tuple[str, Fact]
"""A topic's slug and a fact in it."""

_WORD = re.compile(r"\w+")
_MOST_WITH_CHECKS = 8


class Older(msgspec.Struct, frozen=True):
    """A fact of the slot of a new one, where it stands; `is_whole` when nothing it says is left by the new one."""

    place: Place
    slot: str
    is_whole: bool = True


class Succession(msgspec.Struct, frozen=True):
    """The facts that a new one takes the place of, and what is left to ask."""

    replaced: tuple[Place, ...] = ()
    questions: tuple[Question, ...] = ()


def succession(candidate: Candidate, known: Known, place_of: Callable[[str], Place | None]) -> Succession:
    """`place_of` finds a current fact by its id, None when there is none or two; `candidate` is not examined yet."""
    fact, today = candidate.fact, candidate.today
    replaced: list[Place] = []
    questions: list[Question] = []
    for older in _older(fact, known, place_of):
        old = older.place[1]
        if not _is_later(fact, old, today) or any(old.id == one.id for _, one in replaced):
            continue
        if not older.is_whole:
            questions.append(Question(fact.id, old.id, older.slot, "checks"))
        elif _outranks(candidate, old):
            questions.append(Question(fact.id, old.id, older.slot, "outranked"))
        else:
            replaced.append(older.place)
            if old.body and not fact.body:
                questions.append(Question(fact.id, old.id, older.slot, "details"))
    return Succession(tuple(replaced), tuple(questions))


def _older(fact: Fact, known: Known, place_of: Callable[[str], Place | None]) -> Iterator[Older]:
    for entry, match in older_of(fact.statement, known):
        if match.is_functional and entry.id not in fact.supersedes and (place := place_of(entry.id)):
            yield Older(place, match.subject)
    if fact.checks:
        yield from _older_by_checks(fact, known, place_of)


def _older_by_checks(fact: Fact, known: Known, place_of: Callable[[str], Place | None]) -> Iterator[Older]:
    from .checked import changed_slots, slots_of_checks, words_of_slots

    slots = slots_of_checks(fact.checks)
    for name in words_of_slots(slots):
        for entry in known.titled_with(_WORD.findall(name.casefold()), _MOST_WITH_CHECKS):
            place = place_of(entry.id) if entry.checks and entry.id not in fact.supersedes else None
            before = slots_of_checks(place[1].checks) if place else {}
            if place and (changed := changed_slots(before, slots)):
                yield Older(place, changed[0], before.keys() <= slots.keys())


def _is_later(fact: Fact, old: Fact, today: date) -> bool:
    """Of two that were seen on one day, the one that is written on that day is later; of others nobody knows."""
    return fact.seen > old.seen or fact.seen == old.seen == today.isoformat()


def _outranks(candidate: Candidate, old: Fact) -> bool:
    replacing = msgspec.structs.replace(candidate, replaces=(old,))
    return bool(replaces_its_own(replacing) or replaces_what_it_speaks_of(replacing))
