"""The lexical arm: rows of a full-text table by BM25 over terms (https://doi.org/10.1561/1500000019, section 3.4).

SQLite's own `bm25` looks at every row that has any of the words, which takes long where some are common. So the rare
terms find the rows, the index orders them roughly, and the first of them are scored by all terms here, exactly.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Sequence

import msgspec

_MOST_POSTINGS = 3_000
"""Rows that are looked at for one query, of all its rare terms together."""
_MOST_SCORED = 100
_K1, _B = 1.2, 0.5
"""As usual for BM25: how soon another mention of a term counts less, and how much a long text is held back."""


class Source(msgspec.Struct, frozen=True):
    """A table of FTS5 whose columns hold terms; `weights` has for each column how often its terms count."""

    table: str
    weights: dict[str, int]


class Hit(msgspec.Struct, frozen=True):
    """A row with its score; `coverage` is the share of the query that it has, terms weighed by how rare they are."""

    number: int
    score: float
    coverage: float


class _Term(msgspec.Struct, frozen=True):
    text: str
    rows: int
    weight: float


def find_by_terms(tables: sqlite3.Connection, source: Source, terms: Sequence[str], limit: int) -> tuple[Hit, ...]:
    """At most `limit` rows, the best one first; empty for no terms."""
    (rows,) = tables.execute(f"SELECT coalesce(max(rowid), 0) FROM {source.table}").fetchone()
    weighed = [_weighed(tables, source, term, rows) for term in dict.fromkeys(terms)]
    present = sorted((term for term in weighed if term.rows), key=lambda term: (term.rows, term.text))
    if not present:
        return ()
    found = _candidates(tables, source, present)
    return tuple(_scored(tables, source, weighed, found)[:limit])


def _weighed(tables: sqlite3.Connection, source: Source, term: str, rows: int) -> _Term:
    """How many rows have it is counted up to a bound: all that are more common weigh the same, next to nothing."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source.table} WHERE {source.table} MATCH ? LIMIT {_MOST_POSTINGS})"
    (count,) = tables.execute(sql, (_quoted(term),)).fetchone()
    return _Term(term, count, math.log(1 + (max(rows, count) - count + 0.5) / (count + 0.5)))


def _candidates(tables: sqlite3.Connection, source: Source, present: Sequence[_Term]) -> list[int]:
    chosen, postings = [present[0]], present[0].rows
    for term in present[1:]:
        postings += term.rows
        if postings > _MOST_POSTINGS:
            break
        chosen.append(term)
    if present[0].rows >= _MOST_POSTINGS:
        return _of_common(tables, source, present)
    weights = ", ".join(str(weight) for weight in source.weights.values())
    sql = (
        f"SELECT rowid FROM {source.table} WHERE {source.table} MATCH ?"
        f" ORDER BY bm25({source.table}, {weights}), rowid DESC LIMIT {_MOST_SCORED}"
    )
    expression = " OR ".join(_quoted(term.text) for term in chosen)
    return [number for (number,) in tables.execute(sql, (expression,))]


def _of_common(tables: sqlite3.Connection, source: Source, present: Sequence[_Term]) -> list[int]:
    """All terms are common: the newest rows that have most of them, the rarer ones first."""
    sql = f"SELECT rowid FROM {source.table} WHERE {source.table} MATCH ? ORDER BY rowid DESC LIMIT {_MOST_SCORED}"
    found: dict[int, None] = {}
    for count in range(len(present), 0, -1):
        expression = " AND ".join(_quoted(term.text) for term in present[:count])
        found |= dict.fromkeys(number for (number,) in tables.execute(sql, (expression,)))
        if len(found) >= _MOST_SCORED:
            break
    return list(found)[:_MOST_SCORED]


def _scored(tables: sqlite3.Connection, source: Source, terms: Sequence[_Term], numbers: Sequence[int]) -> list[Hit]:
    among = ", ".join(map(str, numbers))
    columns = ", ".join(source.weights)
    rows = tables.execute(f"SELECT rowid, {columns} FROM {source.table} WHERE rowid IN ({among})").fetchall()
    counts = {number: _counted(source, texts) for number, *texts in rows}
    usual = sum(map(Counter.total, counts.values())) / max(1, len(counts))
    whole = sum(term.weight for term in terms)
    hits = [_hit(number, counts[number], terms, whole, usual) for number in numbers if number in counts]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.number))


def _counted(source: Source, texts: Sequence[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text, weight in zip(texts, source.weights.values(), strict=True):
        for _ in range(weight):
            counted.update(text.split())
    return counted


def _hit(number: int, counted: Counter[str], terms: Sequence[_Term], whole: float, usual: float) -> Hit:
    held_back = _K1 * (1 - _B + _B * counted.total() / usual) if usual else _K1
    score = covered = 0.0
    for term in terms:
        if times := counted[term.text]:
            score += term.weight * times * (_K1 + 1) / (times + held_back)
            covered += term.weight
    return Hit(number, score, covered / whole if whole else 0.0)


def _quoted(term: str) -> str:
    """As FTS5 takes it for a term and nothing else (https://sqlite.org/fts5.html#fts5_strings)."""
    return '"' + term.replace('"', '""') + '"'
