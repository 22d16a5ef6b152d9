"""What is asked of the tables, each question a function. A fact is current in a topic while nothing says it ended."""

import sqlite3
from typing import Any, TypeVar

import msgspec

from reverie.memory.known import FactEntry, Tally, TopicEntry
from reverie.memory.layout import Layout
from reverie.memory.tombstone import salt_of

from .keys import digest, folded

V = TypeVar("V", bound=msgspec.Struct)

IS_CURRENT = "NOT archived AND ended IS NULL"
ENTRY = (
    "SELECT id, file, files.title, facts.title, body, kind, origin, seen, archived, coalesce(ended, ''),"
    " coalesce(ended_by, ''), coalesce(because, ''), checks"
    " FROM facts JOIN files ON name = file JOIN words ON words.rowid = number"
)
"""A row for `entry`; conditions go behind it."""


def entry(row: tuple[Any, ...]) -> FactEntry:
    return _value(FactEntry, row)


def with_statement(tables: sqlite3.Connection, key: str) -> tuple[str, ...]:
    sql = f"SELECT id FROM facts JOIN files ON name = file WHERE statement_key = ? AND {IS_CURRENT}"
    return _firsts(tables, sql, digest(key))


def with_title(tables: sqlite3.Connection, topic: str, key: str) -> tuple[str, ...]:
    first = "coalesce((SELECT first FROM files WHERE slug = :topic AND NOT archived), :topic)"
    sql = (
        "SELECT id FROM facts JOIN files ON name = file"
        f" WHERE facts.title_key = :key AND {IS_CURRENT} AND first = {first}"
    )
    return tuple(found for (found,) in tables.execute(sql, {"topic": topic, "key": digest(key)}))


def topics_titled(tables: sqlite3.Connection, key: str) -> tuple[str, ...]:
    return _firsts(tables, "SELECT slug FROM files WHERE title_key = ? AND NOT archived ORDER BY slug", digest(key))


def has_slug(tables: sqlite3.Connection, slug: str) -> bool:
    return bool(_firsts(tables, "SELECT slug FROM files WHERE folded = ? LIMIT 1", folded(slug)))


def slug_of(tables: sqlite3.Connection, fact_id: str) -> str | None:
    sql = "SELECT slug FROM facts JOIN files ON name = file WHERE id = ? AND NOT archived ORDER BY slug LIMIT 1"
    return next(iter(_firsts(tables, sql, fact_id)), None)


def places_of(tables: sqlite3.Connection, fact_id: str) -> tuple[str, ...]:
    return _firsts(tables, "SELECT file FROM facts WHERE id = ? ORDER BY file", fact_id)


def write_of(tables: sqlite3.Connection, key: str) -> tuple[str, int] | None:
    """The id of the transaction of this key, and its line's offset in the journal."""
    row: tuple[str, int] | None = tables.execute("SELECT tx, offset FROM writes WHERE key = ?", (key,)).fetchone()
    return row


def salts(tables: sqlite3.Connection) -> tuple[str, ...]:
    return _firsts(tables, "SELECT DISTINCT salt FROM tombstones")


def has_tombstone(tables: sqlite3.Connection, stone: str) -> bool:
    sql = "SELECT 1 FROM tombstones WHERE salt = ? AND hash = ?"
    return tables.execute(sql, (salt_of(stone), stone)).fetchone() is not None


def entries(tables: sqlite3.Connection, beginning: str, limit: int) -> tuple[FactEntry, ...]:
    """Ids are of small letters and digits, so that what is past the last of them ends the range."""
    sql = f"{ENTRY} WHERE id >= ? AND id < ? ORDER BY archived, id, file LIMIT ?"
    return tuple(map(entry, tables.execute(sql, (beginning, beginning + "\x7f", limit))))


def superseded_by(tables: sqlite3.Connection, fact_id: str) -> tuple[FactEntry, ...]:
    return tuple(map(entry, tables.execute(f"{ENTRY} WHERE ended_by = ? ORDER BY id, file", (fact_id,))))


def topics(tables: sqlite3.Connection) -> tuple[TopicEntry, ...]:
    sql = (
        "SELECT name, slug, first, title, description, archived,"
        " (SELECT count(*) FROM facts WHERE file = name) FROM files ORDER BY name"
    )
    return tuple(_value(TopicEntry, row) for row in tables.execute(sql))


def tallies(tables: sqlite3.Connection) -> tuple[Tally, ...]:
    sql = (
        f"SELECT kind, origin, {IS_CURRENT} AS current, checks > 0 AS checked, count(*)"
        " FROM facts JOIN files ON name = file GROUP BY kind, origin, current, checked ORDER BY kind, origin"
    )
    return tuple(_value(Tally, row) for row in tables.execute(sql))


def cited_sessions(tables: sqlite3.Connection) -> frozenset[str]:
    return frozenset(_firsts(tables, "SELECT DISTINCT session FROM evidence"))


def problems(tables: sqlite3.Connection, layout: Layout) -> tuple[str, ...]:
    lines = _firsts(tables, "SELECT text FROM problems ORDER BY file, rowid")
    ids = _firsts(tables, "SELECT id FROM doubles ORDER BY id")
    return (*lines, *(_ambiguous(layout, one, places_of(tables, one)) for one in ids))


def newer_file(tables: sqlite3.Connection) -> str:
    return next(iter(_firsts(tables, "SELECT text FROM problems WHERE newer ORDER BY file LIMIT 1")), "")


def _ambiguous(layout: Layout, fact_id: str, names: tuple[str, ...]) -> str:
    places = " and ".join(f"'{layout.folder / name}'" for name in dict.fromkeys(names))
    return f"{len(names)} facts are called ^{fact_id}, in {places}; remove one of them, or give it another id"


def _value(kind: type[V], row: tuple[Any, ...]) -> V:
    """A row as a value with a field for each column; SQLite's booleans are numbers."""
    return msgspec.convert(dict(zip(kind.__struct_fields__, row, strict=True)), kind, strict=False)


def _firsts(tables: sqlite3.Connection, sql: str, *values: object) -> tuple[Any, ...]:
    return tuple(row[0] for row in tables.execute(sql, values))
