"""Which facts a query is about, the best one first, by their words and, with an embedder, by what they mean."""

import sqlite3

import msgspec

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.known import FactEntry, Known
from reverie.memory.store import Memory

from .fact_terms import FACT_TERMS, has_full_text, has_unread, take_in_terms
from .lexical import Hit, find_by_terms
from .terms import query_terms

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


def rank_facts(memory: Memory | Known, query: str, limit: int, embedder: Embedder | None = None) -> tuple[Ranked, ...]:
    """At most `limit` facts, the best one first; none when nothing is relevant. Facts that ended are among them."""
    known = memory.known if isinstance(memory, Memory) else memory
    if not known.ask(has_full_text):
        found = known.search(query, limit)
        return tuple(Ranked(entry.id, 1 / (60 + place), "words", entry) for place, entry in enumerate(found))
    while known.ask(has_unread):
        known.change(take_in_terms)
    terms = query_terms(query)

    def ranked(tables: sqlite3.Connection) -> tuple[Ranked, ...]:
        hits = find_by_terms(tables, FACT_TERMS, terms, limit)
        return _with_entries(tables, hits)

    return known.ask(ranked)


def _with_entries(tables: sqlite3.Connection, hits: tuple[Hit, ...]) -> tuple[Ranked, ...]:
    among = ", ".join(str(hit.number) for hit in hits)
    rows = tables.execute(f"{_ENTRY_COLUMNS} WHERE number IN ({among})")
    entries = {number: _entry(rest) for number, *rest in rows}
    return tuple(
        Ranked(entries[hit.number].id, hit.score, f"words {hit.coverage:.0%}", entries[hit.number])
        for hit in hits
        if hit.number in entries
    )


def _entry(row: list[object]) -> FactEntry:
    return msgspec.convert(dict(zip(FactEntry.__struct_fields__, row, strict=True)), FactEntry, strict=False)
