"""Which facts a query is about, the best one first, by their words and, with an embedder, by what they mean."""

import sqlite3

import msgspec

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.known import FactEntry, Known
from reverie.memory.store import Memory

from .arms import Meaning, Scored, score
from .fact_terms import FACT_TERMS, has_full_text, has_unread, take_in_terms
from .fact_vectors import embed_facts, load_nearness
from .fusing import embed_query, why
from .nearness import Nearness
from .silence import relevant
from .terms import query_terms

_EMBEDDED_AT_ONCE = 32
"""Vectors that one recall makes at most, a few tenths of a second; the rest is made when there is time."""

_ENTRY_COLUMNS = (
    "SELECT number, id, file, files.title, facts.title, body, kind, origin, seen, archived, coalesce(ended, ''),"
    " coalesce(ended_by, ''), coalesce(because, ''), checks"
    " FROM facts JOIN files ON name = file JOIN words ON words.rowid = number"
)


class Ranked(msgspec.Struct, frozen=True):
    """A fact that a query found, which may have ended. `why` says for a person what it was found by."""

    id: str
    score: float
    why: str
    entry: FactEntry


class FactRanking:
    """The facts of one memory, ranked for many queries: keeps their vectors in this process while nothing changes.

    Without an embedder by words alone. Belongs to the thread of the memory.
    """

    def __init__(self, known: Known, embedder: Embedder | None = None) -> None:
        self._known = known
        self._embedder = embedder
        self._nearness: Nearness | None = None
        self._seen: tuple[int, ...] = ()

    def rank(self, query: str, limit: int) -> tuple[Ranked, ...]:
        """At most `limit` facts, the best one first; none when nothing is relevant."""
        known = self._known
        if not known.ask(has_full_text):
            found = known.search(query, limit)
            return tuple(Ranked(entry.id, 1 / (1 + place), "words", entry) for place, entry in enumerate(found))
        while known.ask(has_unread):
            known.change(take_in_terms)
        terms = query_terms(query)
        if not terms:
            return ()
        meaning = self._meaning(query)

        def ranked(tables: sqlite3.Connection) -> tuple[Ranked, ...]:
            found = score(tables, FACT_TERMS, terms, meaning)
            by_words_alone = not found or found[0].cosine is None
            return _with_entries(tables, relevant(found, by_words_alone=by_words_alone)[:limit])

        return known.ask(ranked)

    def embed_more(self, most: int) -> int:
        """Make the vectors of at most `most` facts that have none; how many were made. For when there is time."""
        return embed_facts(self._known, self._embedder, most) if self._embedder else 0

    def _meaning(self, query: str) -> Meaning | None:
        """The arm by meaning; None without an embedder, and while no fact has a vector."""
        if self._embedder is None:
            return None
        if self._nearness is None or self._known.ask(_state) != self._seen:
            self.embed_more(_EMBEDDED_AT_ONCE)
            model = self._embedder.model
            self._nearness = self._known.ask(lambda tables: load_nearness(tables, model))
            self._seen = self._known.ask(_state)
        return Meaning(self._nearness, embed_query(self._embedder, query)) if len(self._nearness) else None


def rank_facts(memory: Memory | Known, query: str, limit: int, embedder: Embedder | None = None) -> tuple[Ranked, ...]:
    """One query of one memory; who has several keeps a `FactRanking`."""
    return FactRanking(memory.known if isinstance(memory, Memory) else memory, embedder).rank(query, limit)


def _state(tables: sqlite3.Connection) -> tuple[int, ...]:
    """Another one after each change of the tables, by this process or others."""
    (others,) = tables.execute("PRAGMA data_version").fetchone()
    return others, tables.total_changes, id(tables)


def _with_entries(tables: sqlite3.Connection, found: list[Scored]) -> tuple[Ranked, ...]:
    among = ", ".join(str(one.number) for one in found)
    rows = tables.execute(f"{_ENTRY_COLUMNS} WHERE number IN ({among})")
    entries = {number: _entry(rest) for number, *rest in rows}
    return tuple(
        Ranked(entry.id, one.score, why(one.coverage, one.cosine), entry)
        for one in found
        if (entry := entries.get(one.number)) is not None
    )


def _entry(row: list[object]) -> FactEntry:
    return msgspec.convert(dict(zip(FactEntry.__struct_fields__, row, strict=True)), FactEntry, strict=False)
