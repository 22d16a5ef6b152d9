"""Finding facts by their words or their id. What no longer holds is found too, marked with its dates."""

import re

import msgspec

from reverie.conversation.origin import Origin
from reverie.memory.fact import ID_LENGTH, Kind
from reverie.memory.known import FactEntry
from reverie.memory.store import Memory

_ID = re.compile(r"\^?([0-9a-hjkmnp-tv-z]{4,10})")
_WORD = re.compile(r"\w+")
_SNIPPET = 160


class FactHit(msgspec.Struct, frozen=True):
    """One fact that was found. `place` is its file (`topics/deploy.md`), `topic` that topic's title.

    `is_current` is False for what was superseded (`by` an id) or retired; `ended` is the day of it.
    """

    id: str
    title: str
    topic: str
    place: str
    snippet: str
    kind: Kind
    origin: Origin
    seen: str
    is_current: bool
    ended: str = ""
    by: str = ""
    because: str = ""


def find_facts(memory: Memory, query: str, limit: int = 20) -> tuple[FactHit, ...]:
    """At most `limit` facts, the best one first.

    Any text is a query. An id finds its fact, and so does its beginning after a `^`.
    """
    found = _by_id(memory, query.strip(), limit) or memory.known.search(query, limit)
    return tuple(_hit(one, query) for one in found)


def _by_id(memory: Memory, query: str, limit: int) -> tuple[FactEntry, ...]:
    """Without its mark only a whole id counts: many words look like the beginning of one."""
    found = _ID.fullmatch(query)
    if found is None or not (query.startswith("^") or len(found[1]) == ID_LENGTH):
        return ()
    return memory.known.entries(found[1], limit)


def _hit(one: FactEntry, query: str) -> FactHit:
    return FactHit(
        id=one.id,
        title=one.title,
        topic=one.topic,
        place=one.name,
        snippet=_snippet(one.body, query),
        kind=one.kind,
        origin=one.origin,
        seen=one.seen,
        is_current=one.is_current,
        ended=one.ended,
        by=one.ended_by,
        because=one.because,
    )


def _snippet(body: str, query: str) -> str:
    """The line of the body that has most of the query's words, around the first one; else its first line."""
    words = {word.casefold() for word in _WORD.findall(query)}
    lines = [line for line in body.split("\n") if line.strip()]
    if not lines:
        return ""
    best = max(lines, key=lambda line: len(words.intersection(_WORD.findall(line.casefold()))))
    return _around(best.strip(), words)


def _around(line: str, words: set[str]) -> str:
    if len(line) <= _SNIPPET:
        return line
    first = min((found.start() for found in _WORD.finditer(line) if found[0].casefold() in words), default=0)
    start = max(0, min(first - _SNIPPET // 3, len(line) - _SNIPPET + 2))
    piece = line[start : start + _SNIPPET - 2].strip()
    return ("…" if start else "") + piece + ("…" if start + _SNIPPET - 2 < len(line) else "")
