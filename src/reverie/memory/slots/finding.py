"""The slot that two statements share, found in their wording alone, and the older statements of a new one's slot."""

import re
from collections.abc import Iterator

import msgspec

from reverie.memory.fact import plain_key
from reverie.memory.known import FactEntry, Known

from .deciding import has_one_value
from .reading import Reading, readings_of
from .values import are_alike
from .wording import plain_of, text_of

_WORD = re.compile(r"\w+")
_MOST_LOOKED_AT = 48
"""Newest facts with the words of a subject: so a write costs the same at any number of facts."""
_MOST_SUBJECTS = 6
_PRONOUNS = frozenset(("we", "i", "you", "they", "it", "he", "she", "user"))


class SlotMatch(msgspec.Struct, frozen=True):
    """Two statements say something of `subject` by the same `relation`: once `old_value`, once `new_value`.

    `is_functional`: there is one value at a time, so that the newer one takes the place of the older one.
    """

    subject: str
    relation: str
    old_value: str
    new_value: str
    is_functional: bool


def same_slot(old: str, new: str) -> SlotMatch | None:
    """The slot of two statements; None when they have none in common, or say the same of it."""
    return match_of(readings_of(old), readings_of(new))


def older_of(statement: str, known: Known) -> tuple[tuple[FactEntry, SlotMatch], ...]:
    """The current facts of the slots of a new statement, the newest first, each with the slot.

    The statement's first line says it; where a fact has the same first line, what stands below is compared.
    """
    title, _, body = statement.partition("\n")
    readings = readings_of(title)
    found: list[tuple[FactEntry, SlotMatch]] = []
    words = _word_sets(readings)
    if body:
        words.append(tuple(dict.fromkeys(_WORD.findall(title.lower()))))
    for entry in _candidates(words, known):
        is_same = plain_key(entry.title) == plain_key(title)
        match = _below(title, entry.body, body) if is_same else match_of(readings_of(entry.title), readings)
        if match is not None:
            found.append((entry, match))
    return tuple(found)


def _below(title: str, old: str, new: str) -> SlotMatch | None:
    """The slot of what stands below a title: of whole sentences, or of what goes on from it where it says nothing."""
    if not old or not new or readings_of(title):
        return None
    return same_slot(old, new) or same_slot(f"{title} {old}", f"{title} {new}")


def _candidates(sets: list[tuple[str, ...]], known: Known) -> Iterator[FactEntry]:
    seen: set[tuple[str, str]] = set()
    for words in sets:
        for entry in known.titled_with(words, _MOST_LOOKED_AT):
            if (entry.id, entry.name) not in seen:
                seen.add((entry.id, entry.name))
                yield entry


def _word_sets(readings: tuple[Reading, ...]) -> list[tuple[str, ...]]:
    """Words that a statement of the same slot must have: those of the subject, first with those of the relation."""
    sets: list[tuple[str, ...]] = []
    for reading in readings:
        subject = _WORD.findall(text_of(reading.subject).lower())
        relation = [word for word in _WORD.findall(reading.relation) if reading.how not in ("place", "command")]
        sets.append(tuple(dict.fromkeys((*subject, *relation))))
        if not set(subject) <= _PRONOUNS:
            sets.append(tuple(dict.fromkeys(subject)))
    return [one for one in dict.fromkeys(sets) if one][:_MOST_SUBJECTS]


def match_of(old: tuple[Reading, ...], new: tuple[Reading, ...]) -> SlotMatch | None:
    """The slot of two statements that were read: one with one value, when there is any, and with the shortest value."""
    pairs = [(one, two) for one in old for two in new if _is_one_slot(one, two)]
    matches = [(has_one_value(one, two), -len(two.value), one, two) for one, two in pairs]
    if not matches:
        return None
    is_functional, _, one, two = max(matches, key=lambda found: found[:2])
    values = text_of(one.value), text_of(two.value)
    return SlotMatch(text_of(two.subject), two.relation, *values, is_functional)


def _is_one_slot(old: Reading, new: Reading) -> bool:
    if plain_of(old.subject) != plain_of(new.subject) or plain_of(old.value) == plain_of(new.value):
        return False
    if not _is_one_relation(old, new):
        return False
    return new.how in ("prefers", "sets") or are_alike(old.value, new.value)


def _is_one_relation(old: Reading, new: Reading) -> bool:
    relations = {old.relation, new.relation}
    if "at *" in relations:  # it moved to there, from wherever it was
        return all(one.startswith("at ") for one in relations)
    return len(relations) == 1 and (old.how == new.how or {old.how, new.how} <= {"is", "names", "done"})
