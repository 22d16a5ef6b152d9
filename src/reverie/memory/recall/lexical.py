"""The lexical arm: rows of a full-text table by BM25 over terms (https://doi.org/10.1561/1500000019, section 3.4).

SQLite's own `bm25` looks at every row that has any of the words, which takes long where some are common. So the rare
terms find the rows, the index orders them roughly, and those are scored by all terms here, exactly.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

_MOST_POSTINGS = 3_000
"""Rows that are looked at for one query, of all its rare terms together."""
_MOST_TERMS = 32
_K1, _B = 1.2, 0.5
"""As usual for BM25: how soon another mention of a term counts less, and how much a long text is held back."""


class Source(msgspec.Struct, frozen=True):
    """A table of FTS5 whose columns hold terms; `weights` has for each column how often its terms count."""

    table: str
    weights: dict[str, int]


class Term(msgspec.Struct, frozen=True):
    """A term of a query, in how many rows it stands (counted up to a bound), and what it weighs: more when rare."""

    text: str
    rows: int
    weight: float


class Hit(msgspec.Struct, frozen=True):
    """A row. `share` is its BM25 as a share of the most that any text could have for this query; `coverage` is the
    weight of the query's terms that it has, as a share of all. Both are from 0 to 1, also where few terms are known."""

    number: int
    share: float
    coverage: float


def weigh(tables: sqlite3.Connection, source: Source, terms: Sequence[str]) -> list[Term]:
    """The terms with their weights; those that stand nowhere are among them."""
    (rows,) = tables.execute(f"SELECT coalesce(max(rowid), 0) FROM {source.table}").fetchone()
    return [_weighed(tables, source, term, rows) for term in list(dict.fromkeys(terms))[:_MOST_TERMS]]


def find_rows(tables: sqlite3.Connection, source: Source, terms: Sequence[Term], limit: int) -> list[int]:
    """The numbers of at most `limit` rows that have the rarest of the terms, roughly the best ones first."""
    present = sorted((term for term in terms if term.rows), key=lambda term: (term.rows, term.text))
    if not present:
        return []
    if present[0].rows >= _MOST_POSTINGS:
        return _rows_of_common(tables, source, present, limit)
    chosen, postings = [present[0]], present[0].rows
    for term in present[1:]:
        postings += term.rows
        if postings > _MOST_POSTINGS:
            break
        chosen.append(term)
    weights = ", ".join(map(str, source.weights.values()))
    sql = (
        f"SELECT rowid FROM {source.table} WHERE {source.table} MATCH ?"
        f" ORDER BY bm25({source.table}, {weights}), rowid DESC LIMIT ?"
    )
    expression = " OR ".join(_quoted(term.text) for term in chosen)
    return [number for (number,) in tables.execute(sql, (expression, limit))]


def score_rows(
    tables: sqlite3.Connection, source: Source, terms: Sequence[Term], numbers: Collection[int]
) -> dict[int, Hit]:
    """These rows scored by all of the terms."""
    among = ", ".join(map(str, numbers))
    columns = ", ".join(source.weights)
    rows = tables.execute(f"SELECT rowid, {columns} FROM {source.table} WHERE rowid IN ({among})").fetchall()
    wanted = frozenset(term.text for term in terms)
    counted = {number: _counted(source, texts, wanted) for number, *texts in rows}
    usual = sum(length for _, length in counted.values()) / max(1, len(counted))
    whole = sum(term.weight for term in terms)
    return {number: _hit(number, *found, terms, whole, usual) for number, found in counted.items()}


def _weighed(tables: sqlite3.Connection, source: Source, term: str, rows: int) -> Term:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source.table} WHERE {source.table} MATCH ? LIMIT {_MOST_POSTINGS})"
    (count,) = tables.execute(sql, (_quoted(term),)).fetchone()
    return Term(term, count, math.log(1 + (max(rows, count) - count + 0.5) / (count + 0.5)))


def _rows_of_common(tables: sqlite3.Connection, source: Source, present: Sequence[Term], limit: int) -> list[int]:
    """All terms are common: the newest rows that have most of them, the rarer ones first."""
    sql = f"SELECT rowid FROM {source.table} WHERE {source.table} MATCH ? ORDER BY rowid DESC LIMIT ?"
    found: dict[int, None] = {}
    for count in range(len(present), 0, -1):
        expression = " AND ".join(_quoted(term.text) for term in present[:count])
        found |= dict.fromkeys(number for (number,) in tables.execute(sql, (expression, limit)))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _counted(source: Source, texts: Sequence[str], wanted: frozenset[str]) -> tuple[Counter[str], int]:
    """How often each wanted term stands in a row, and how many terms it has."""
    counted: Counter[str] = Counter()
    length = 0
    for text, weight in zip(texts, source.weights.values(), strict=True):
        terms = text.split()
        length += weight * len(terms)
        for term in terms:
            if term in wanted:
                counted[term] += weight
    return counted, length


def _hit(number: int, counted: Counter[str], length: int, terms: Sequence[Term], whole: float, usual: float) -> Hit:
    held_back = _K1 * (1 - _B + _B * length / usual) if usual else _K1
    score = covered = 0.0
    for term in terms:
        if times := counted[term.text]:
            score += term.weight * times / (times + held_back)
            covered += term.weight
    return Hit(number, score / whole if whole else 0.0, covered / whole if whole else 0.0)


def _quoted(term: str) -> str:
    """As FTS5 takes it for a term and nothing else (https://sqlite.org/fts5.html#fts5_strings)."""
    return '"' + term.replace('"', '""') + '"'
