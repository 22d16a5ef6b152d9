"""The journal, followed from where the cache last stopped: which files changed, which writes and tombstones came."""

import os
import sqlite3
from pathlib import Path

import msgspec

from reverie.memory.journal import Commit, Done, Strange, Tombstones, Void, decode
from reverie.memory.layout import ARCHIVE, TOPICS
from reverie.memory.tombstone import salt_of

_NAME = "journal.jsonl"
_WATCHED = (f"{TOPICS}/", f"{ARCHIVE}/")
_TAIL = 64
"""Bytes before the place where we stopped that must still be the same: a purge writes another journal."""


class Place(msgspec.Struct, frozen=True):
    """How far the journal was read. `pending` are files of a transaction whose end was not seen."""

    inode: int = 0
    offset: int = 0
    lines: int = 0
    tail: bytes = b""
    pending: tuple[str, ...] = ()


class News(msgspec.Struct, frozen=True):
    """What came: the place after it, and the files to look at; `is_another` when it is not the journal of before."""

    place: Place
    files: tuple[str, ...] = ()
    is_another: bool = False


def follow(connection: sqlite3.Connection, path: Path, place: Place) -> News:
    """Take in the lines after `place`. In a transaction of the caller's. Raises OSError but for a missing journal."""
    try:
        file = open(path, "rb", opener=_unfollowed)  # noqa: SIM115
    except FileNotFoundError:
        return _from_the_start(connection, place)
    with file:
        descriptor = file.fileno()
        inode = os.fstat(descriptor).st_ino
        start = place.offset - len(place.tail)
        is_same = (inode, os.pread(descriptor, len(place.tail), start)) == (place.inode, place.tail)
        is_another = place.offset > 0 and not is_same
        if is_another:
            place = _from_the_start(connection, place).place
        file.seek(place.offset)
        reader = _Reader(connection, path, place)
        for line in file:
            if not line.endswith(b"\n"):
                break
            reader.read(line)
        tail = os.pread(descriptor, min(_TAIL, reader.offset), max(0, reader.offset - _TAIL))
    files = tuple(sorted(reader.changed | set(place.pending)))
    return News(Place(inode, reader.offset, reader.lines, tail, reader.pending), files, is_another)


def is_at_end(path: Path, place: Place) -> bool:
    """Whether the journal is the one of `place` and has not a byte more."""
    try:
        with open(path, "rb", opener=_unfollowed) as file:
            found = os.fstat(file.fileno())
            tail = os.pread(file.fileno(), len(place.tail), place.offset - len(place.tail))
    except OSError:
        return place.offset == 0
    return (found.st_ino, found.st_size, tail) == (place.inode, place.offset, place.tail)


def _unfollowed(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _from_the_start(connection: sqlite3.Connection, place: Place) -> News:
    if place.offset:
        connection.execute("DELETE FROM writes")
        connection.execute("DELETE FROM tombstones")
        connection.execute("DELETE FROM problems WHERE file = ?", (_NAME,))
    return News(Place(), place.pending, is_another=place.offset > 0)


class _Reader:
    def __init__(self, connection: sqlite3.Connection, path: Path, place: Place) -> None:
        self._connection = connection
        self._path = path
        self.offset = place.offset
        self.lines = place.lines
        self.pending = place.pending
        self.changed: set[str] = set()

    def read(self, line: bytes) -> None:
        self.lines += 1
        match decode(line[:-1], self.lines):
            case Commit() as entry:
                self.pending = tuple(one.name for one in entry.files if one.name.startswith(_WATCHED))
                self.changed.update(self.pending)
                if entry.key:
                    row = (entry.key, entry.tx, self.offset)
                    self._connection.execute("INSERT OR REPLACE INTO writes VALUES (?, ?, ?)", row)
            case Done():
                self.pending = ()
            case Void(tx=tx):
                self.pending = ()
                self._connection.execute("DELETE FROM writes WHERE tx = ?", (tx,))
            case Tombstones(hashes=hashes):
                rows = [(salt_of(one), one) for one in hashes]
                self._connection.executemany("INSERT OR IGNORE INTO tombstones VALUES (?, ?)", rows)
            case Strange(line=number):
                why = f"'{self._path}' line {number} cannot be read; what it tells is not shown and cannot be undone"
                self._connection.execute("INSERT INTO problems VALUES (?, ?, FALSE)", (_NAME, why))
        self.offset += len(line)
