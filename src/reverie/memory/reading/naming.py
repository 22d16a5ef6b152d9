"""The fact that a person names by its id, or by the beginning of one, with or without `^` before it."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from reverie.memory.errors import NoSuchFact
from reverie.memory.known import FactEntry
from reverie.memory.store import Memory

_BEGINNING = re.compile(r"\^?([0-9a-hjkmnp-tv-z]{1,10})")
_MOST = 50
_NAMED = 3


class Named(msgspec.Struct, frozen=True):
    """A fact and the memory that it is in. Of an id that was given twice, the first entry."""

    memory: Memory
    entry: FactEntry


def beginning_in(wanted: str) -> str | None:
    """The beginning of an id that a text may be, in lower case and without `^`; None when it can be none."""
    found = _BEGINNING.fullmatch(wanted.strip().lower())
    return found[1] if found else None


def matches(memories: Iterable[Memory], wanted: str) -> list[Named]:
    """All facts whose id begins so, current ones of each memory first."""
    beginning = beginning_in(wanted)
    if beginning is None:
        return []
    return [Named(memory, entry) for memory in memories for entry in memory.known.entries(beginning, _MOST)]


def find_fact(memories: Sequence[Memory], wanted: str) -> Named:
    """The one fact whose id begins so, current or not. Raises NoSuchFact for none and for several."""
    found = matches(memories, wanted)
    if not found:
        raise NoSuchFact(f"there is no fact '{wanted}'; 'reverie memory search' looks for words")
    if len({one.entry.id for one in found}) > 1:
        raise NoSuchFact(f"'{wanted}' begins the ids of {_several(found)}; give more of it")
    return next((one for one in found if one.entry.is_current), found[0])


def find_current(memories: Sequence[Memory], wanted: str) -> Named:
    """The same, of facts that hold. Raises NoSuchFact."""
    named = find_fact(memories, wanted)
    entry = named.entry
    if entry.is_current:
        return named
    why = f"was superseded by ^{entry.ended_by}" if entry.ended_by else "was retired"
    raise NoSuchFact(f"^{entry.id} ({entry.title}) {why}; only what still holds can be changed")


def _several(found: list[Named]) -> str:
    titles = {one.entry.id: one.entry.title for one in found}
    shown = [f"^{one} ({title})" for one, title in list(titles.items())[:_NAMED]]
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return ", ".join(shown) + more
