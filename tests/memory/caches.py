"""Caches of memories in temporary folders, and all that is in their tables."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.fact import Fact
from reverie.memory.layout import Layout
from reverie.memory.publish import make_folders, read_bytes
from reverie.memory.topic import Topic, new_topic

_TABLES = {
    "files": "SELECT name, size, inode, slug, folded, first, archived, title, title_key, description FROM files",
    "problems": "SELECT file, text, newer FROM problems",
    "facts": (
        "SELECT file, digest, id, kind, origin, seen, facts.title, title_key, statement_key, ended, ended_by, because,"
        " checks, words.title, body, topic, (SELECT group_concat(session) FROM evidence WHERE fact = number)"
        " FROM facts LEFT JOIN words ON words.rowid = number"
    ),
    "doubles": "SELECT id FROM doubles",
    "writes": "SELECT key, tx, offset FROM writes",
    "tombstones": "SELECT hash FROM tombstones",
    "words": "SELECT count(*) FROM words",
}


class Ticks:
    """A clock that stands still until it is set; in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def a_cache(folder: Path, ticks: Ticks | None = None) -> FactCache:
    layout = Layout(folder)
    make_folders(layout)
    return FactCache(layout, monotonic=ticks or Ticks())


def a_fact(id_: str, title: str, body: str = "", **values: Any) -> Fact:
    return Fact(id=id_, title=title, body=body, **{"kind": "fact", "origin": "human", "seen": "2026-11-20", **values})


def a_topic(*facts: Fact, title: str = "Deployment", **head: str) -> Topic:
    topic = new_topic(title, "what it is about", "2026-11-20").with_head(**head)
    for fact in facts:
        topic = topic.adding(fact)
    return topic


def put(folder: Path, name: str, content: Topic | str | bytes) -> Path:
    """Write a file of a memory by hand."""
    make_folders(Layout(folder))
    path = folder / name
    text = content.render() if isinstance(content, Topic) else content
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def dump(cache: FactCache) -> dict[str, list[tuple[Any, ...]]]:
    """All that the tables say, whatever the numbers of their rows."""
    cache.refresh(thorough=True)
    tables = cache._database.connection
    return {name: sorted(tables.execute(sql), key=repr) for name, sql in _TABLES.items()}


def rebuilt(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the tables would say if they were made now, from the files alone."""
    cache = FactCache(Layout(folder), in_memory=True)
    try:
        return dump(cache)
    finally:
        cache.close()


@contextlib.contextmanager
def files_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that the cache reads in the block."""
    names: list[str] = []

    def reading(layout: Layout, name: str) -> bytes | None:
        names.append(name)
        return read_bytes(layout, name)

    with monkeypatch.context() as patched:
        patched.setattr("reverie.memory.cache.scan.read_bytes", reading)
        yield names


def execute(folder: Path, sql: str) -> None:
    """Change the cache's file behind its back."""
    with contextlib.closing(sqlite3.connect(folder / ".cache.sqlite", isolation_level=None)) as connection:
        connection.execute(sql)
