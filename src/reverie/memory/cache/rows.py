"""One topic or archive put into the tables: only rows of facts that differ from those that are there are touched."""

import sqlite3
from collections.abc import Iterator

import msgspec

from reverie.memory.fact import Evidence, Fact, FileLine, plain_key
from reverie.memory.layout import ARCHIVE, slug_of_name
from reverie.memory.placing import CONTINUES
from reverie.memory.topic import Topic

from .keys import digest, folded


class Status(msgspec.Struct, frozen=True):
    """What tells one content of a file from another: nanoseconds, bytes, and its number in the file system.

    `mtime` is 0 for a file that was changed just before it was read: it may change once more in the same instant.
    """

    mtime: int
    size: int
    inode: int


class Content(msgspec.Struct, frozen=True):
    """What a file holds: `topic` is None when it cannot be read as one; `problems` are lines that name the file."""

    topic: Topic | None
    problems: tuple[str, ...] = ()
    is_newer: bool = False
    """A newer Reverie wrote it."""


def put_file(connection: sqlite3.Connection, name: str, status: Status, content: Content) -> None:
    """Make the tables say of the file `name` what `content` says. In a transaction of the caller's."""
    topic, slug = content.topic, slug_of_name(name)
    title = (topic.title if topic else "") or slug
    row = (
        name,
        status.mtime,
        status.size,
        status.inode,
        slug,
        folded(slug),
        (topic and topic.head.get(CONTINUES)) or slug,
    )
    rest = (name.startswith(f"{ARCHIVE}/"), title, digest(plain_key(title)), topic.description if topic else "")
    connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row + rest)
    _put_problems(connection, name, content)
    _put_facts(connection, name, title, topic)


def drop_file(connection: sqlite3.Connection, name: str) -> None:
    """Take out all that the tables say of a file. In a transaction of the caller's."""
    _put_problems(connection, name, Content(None))
    _put_facts(connection, name, "", None)
    connection.execute("DELETE FROM files WHERE name = ?", (name,))


def drop_single_ids(connection: sqlite3.Connection) -> None:
    """Forget of ids that were seen twice those that are no longer: a fact on its way was in two files for a moment."""
    connection.execute("DELETE FROM doubles WHERE (SELECT count(*) FROM facts WHERE facts.id = doubles.id) < 2")


def _put_problems(connection: sqlite3.Connection, name: str, content: Content) -> None:
    connection.execute("DELETE FROM problems WHERE file = ?", (name,))
    connection.executemany(
        "INSERT INTO problems VALUES (?, ?, ?)", [(name, one, content.is_newer) for one in content.problems]
    )


def _put_facts(connection: sqlite3.Connection, name: str, topic_title: str, topic: Topic | None) -> None:
    there: dict[bytes, list[int]] = {}
    for number, found in connection.execute("SELECT number, digest FROM facts WHERE file = ?", (name,)):
        there.setdefault(found, []).append(number)
    for segment in topic.segments if topic else ():
        if segment.fact is None:
            continue
        key = digest(topic_title, segment.text.rstrip())
        if same := there.get(key):
            same.pop()
        else:
            _add_fact(connection, name, key, topic_title, segment.fact)
    for number in [number for numbers in there.values() for number in numbers]:
        _drop_fact(connection, number)


def _add_fact(connection: sqlite3.Connection, name: str, key: bytes, topic_title: str, fact: Fact) -> None:
    ended = fact.ended
    keys = (digest(plain_key(fact.title)), digest(plain_key(fact.statement)))
    end = (ended.date, ended.by or None, ended.because) if ended else (None, None, None)
    row = (name, key, fact.id, fact.kind, fact.origin, fact.seen, fact.title, *keys, *end, len(fact.checks))
    done = connection.execute(f"INSERT INTO facts VALUES (NULL{', ?' * len(row)})", row)
    number = done.lastrowid
    (count,) = connection.execute("SELECT count(*) FROM facts WHERE id = ?", (fact.id,)).fetchone()
    if count > 1:
        connection.execute("INSERT OR IGNORE INTO doubles VALUES (?)", (fact.id,))
    texts = (number, fact.title, fact.body, topic_title)
    connection.execute("INSERT INTO words (rowid, title, body, topic) VALUES (?, ?, ?, ?)", texts)
    connection.execute("INSERT INTO unread VALUES (?)", (number,))
    sessions = sorted(set(_sessions(fact)))
    connection.executemany("INSERT INTO evidence VALUES (?, ?)", [(number, session) for session in sessions])


def _drop_fact(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("DELETE FROM vectors WHERE digest = (SELECT digest FROM facts WHERE number = ?)", (number,))
    for table, column in (("words", "rowid"), ("terms", "rowid"), ("unread", "fact")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
    connection.execute("DELETE FROM evidence WHERE fact = ?", (number,))
    connection.execute("DELETE FROM facts WHERE number = ?", (number,))


def _sessions(fact: Fact) -> Iterator[str]:
    """The sessions whose transcripts it rests on."""
    for one in fact.rests_on:
        if session := _session(one):
            yield session


def _session(evidence: Evidence) -> str:
    return "" if isinstance(evidence, FileLine) else evidence.session
