"""The terms of facts in the memory's cache: put there at the first recall after a fact came, never by a write."""

import sqlite3

from .lexical import Source
from .terms import terms_of

FACT_TERMS = Source("terms", {"title": 2, "body": 1, "topic": 1})
"""A title says what a fact is about, and a topic's title what all of its facts are about."""

_BATCH = 5_000


def has_full_text(tables: sqlite3.Connection) -> bool:
    row = tables.execute("SELECT 1 FROM sqlite_master WHERE name = 'terms' AND sql LIKE '%fts5%'").fetchone()
    return row is not None


def has_unread(tables: sqlite3.Connection) -> bool:
    """Whether there are facts whose terms are not in the tables yet."""
    return tables.execute("SELECT 1 FROM unread LIMIT 1").fetchone() is not None


def take_in_terms(tables: sqlite3.Connection) -> None:
    """Put the terms of the next `_BATCH` facts into the tables. In a transaction of the caller's."""
    sql = f"SELECT rowid, title, body, topic FROM words WHERE rowid IN (SELECT fact FROM unread LIMIT {_BATCH})"
    for number, *texts in tables.execute(sql).fetchall():
        row = (number, *(" ".join(terms_of(text)) for text in texts))
        tables.execute("INSERT INTO terms (rowid, title, body, topic) VALUES (?, ?, ?, ?)", row)
    tables.execute(f"DELETE FROM unread WHERE fact IN (SELECT fact FROM unread LIMIT {_BATCH})")
