"""Searching the facts by their words. Any text is a query: nothing in it has a meaning to the index.

What stands in a fact just as in the query comes first (identifiers are searched so), then facts with all its words,
then facts with some of them or with words that begin so. A SQLite without the full-text index looks at every fact.
"""

import re
import sqlite3
from collections.abc import Collection

from reverie.memory.known import FactEntry

from .likeness import quoted
from .queries import ENTRY, IS_CURRENT, entry

_WORD = re.compile(r"\w+")
_MOST_WORDS = 32
_MOST_SCANNED = 5_000
"""Facts among which the best are looked for, the newest ones, where there is no index to tell."""


def search(tables: sqlite3.Connection, query: str, limit: int, *, full_text: bool) -> tuple[FactEntry, ...]:
    """At most `limit` facts, the best one first; of facts as good, current ones before those that ended."""
    words = list(dict.fromkeys(_WORD.findall(query)))[:_MOST_WORDS]
    found: dict[tuple[str, str], FactEntry] = {}
    for stage in _indexed_stages(query, words) if full_text and words else ():
        for one in _matching(tables, stage, limit):
            found.setdefault((one.id, one.name), one)
        if len(found) >= limit:
            break
    if not found:
        found = {(one.id, one.name): one for one in _scanned(tables, query, limit)}
    ranked = sorted(found.values(), key=lambda one: not _holds(one, query))
    return tuple(ranked[:limit])


def titled_with(
    tables: sqlite3.Connection, words: Collection[str], limit: int, *, full_text: bool
) -> tuple[FactEntry, ...]:
    """At most `limit` current facts whose titles have all of the words, the newest first."""
    if not words:
        return ()
    if full_text:
        condition, values = "words MATCH ?", [f"title : ({' '.join(map(quoted, words))})"]
    else:
        condition, values = " AND ".join(["instr(lower(words.title), ?)"] * len(words)), list(words)
    sql = f"{ENTRY} WHERE {condition} AND {IS_CURRENT} ORDER BY words.rowid DESC LIMIT ?"
    return tuple(entry(row) for row in tables.execute(sql, (*values, limit)))


def _indexed_stages(query: str, words: list[str]) -> list[str]:
    """Expressions of FTS5, the strictest first. A word between quotes is a plain text to it."""
    phrase = quoted(" ".join(_WORD.findall(query)[:_MOST_WORDS]))
    each = [quoted(word) for word in words]
    return list(dict.fromkeys((phrase, " ".join(each), " OR ".join(f"{word} *" for word in each))))


def _matching(tables: sqlite3.Connection, expression: str, limit: int) -> list[FactEntry]:
    sql = f"{ENTRY} WHERE words MATCH ? ORDER BY NOT ({IS_CURRENT}), bm25(words, 4.0, 1.0, 2.0) LIMIT ?"
    return [entry(row) for row in tables.execute(sql, (expression, limit))]


def _scanned(tables: sqlite3.Connection, query: str, limit: int) -> list[FactEntry]:
    """Facts that hold the query, or all that is in it between blanks, in any case."""
    wanted = [part for part in query.casefold().split() if part]
    if not wanted:
        return []
    numbers = []
    for number, title, body, topic in tables.execute("SELECT rowid, title, body, topic FROM words"):
        text = f"{title}\n{body}\n{topic}".casefold()
        if all(part in text for part in wanted):
            numbers.append(number)
    among = ", ".join(map(str, numbers[-_MOST_SCANNED:]))
    sql = f"{ENTRY} WHERE number IN ({among}) ORDER BY NOT ({IS_CURRENT}), seen DESC, id LIMIT ?"
    return [entry(row) for row in tables.execute(sql, (limit,))]


def _holds(one: FactEntry, query: str) -> bool:
    return query.strip().casefold() in f"{one.title}\n{one.body}".casefold()
