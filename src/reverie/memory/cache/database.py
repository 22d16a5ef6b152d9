"""The database of a cache: the file `.cache.sqlite` beside the memory, or one in this process where that cannot be.

No write-ahead log: its second file belongs to a name and not to a database, so a person who deletes the cache while it
is open would mix two of them. Nothing is synced, so what a power cut leaves is looked through before it is trusted.
"""

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from reverie.storage.migrations.memory_cache import FULL_TEXT, PLAIN_TEXT, TABLES, VERSION

BUSY_SECONDS = 5.0
_APPLICATION = 0x52657665
"""`Reve`: tells our file from any other database."""
_SAME_BOOT = 10
"""Seconds by which two readings of one boot's instant may differ: clocks are set."""
_UNUSABLE = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
        *(sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS),
    }
)


class Database:
    """`connection` is to the file at `path`, or in memory when there is none (None); `has_full_text` as in the schema.

    Raises sqlite3.DatabaseError and OSError when the file cannot be used; see `is_unusable`.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.identity = (0, 0)
        if path is not None:
            _make_usual(path)
        self.connection = sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None)
        try:
            self.has_full_text = _has_full_text(self.connection)
            self._prepare()
        except BaseException:
            self.connection.close()
            raise

    @property
    def in_memory(self) -> bool:
        return self._path is None

    def is_there(self) -> bool:
        """Whether the file still is the one that was opened: anybody may delete it at any time."""
        return self._path is None or _identity(self._path) == self.identity

    def close(self) -> None:
        self.connection.close()

    def _prepare(self) -> None:
        self.connection.execute("PRAGMA synchronous=OFF")
        if self._path is not None:
            self.identity = _identity(self._path)
        version = VERSION * 2 + self.has_full_text
        if self._pragmas() != (_APPLICATION, version):
            self._begin_afresh(version)
        if self._path is not None:
            self._look_through()

    def _pragmas(self) -> tuple[int, int]:
        (application,) = self.connection.execute("PRAGMA application_id").fetchone()
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        return application, version

    def _begin_afresh(self, version: int) -> None:
        """Two processes may do so at once: the second one finds it done. What is none of ours is NOTADB to us."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            if self._pragmas() == (_APPLICATION, version):
                return
            (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables:
                raise Foreign("another database")
            for statement in [*TABLES.split(";\n"), FULL_TEXT if self.has_full_text else PLAIN_TEXT]:
                self.connection.execute(statement)
            self.connection.execute("INSERT INTO state VALUES ('boot', ?)", (_boot(),))
            self.connection.execute(f"PRAGMA application_id={_APPLICATION}")
            self.connection.execute(f"PRAGMA user_version={version}")
        finally:
            if self.connection.in_transaction:
                self.connection.execute("COMMIT")

    def _look_through(self) -> None:
        """After a power cut, pages that were never synced may be missing: once a boot, all of them are looked at."""
        (boot,) = self.connection.execute("SELECT value FROM state WHERE name = 'boot'").fetchone()
        if abs(boot - _boot()) < _SAME_BOOT:
            return
        found = self.connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            raise Foreign("it was torn")
        self.connection.execute("UPDATE state SET value = ? WHERE name = 'boot'", (_boot(),))


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's changes or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise
    connection.execute("COMMIT")


class Foreign(sqlite3.DatabaseError):
    """The file is no cache of this version: it is made anew."""


def is_unusable(error: sqlite3.Error | OSError) -> bool:
    """Whether the file cannot be used where it lies (locked for long, not writable, disk full) rather than broken."""
    if isinstance(error, OSError):
        return True
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _UNUSABLE


def remove(path: Path, identity: tuple[int, int] | None = None) -> None:
    """Delete a cache's file, when it still is the one that was opened. Raises OSError."""
    if identity is not None and _identity(path) != identity:
        return
    for each in (path, path.with_name(path.name + "-journal")):
        each.unlink(missing_ok=True)


def _make_usual(path: Path) -> None:
    """A file for this user alone; a link would lead the cache out of the memory's folder."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            path.unlink()
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino


def _has_full_text(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None


def _boot() -> float:
    """The instant at which this machine was started, in seconds since the epoch."""
    return time.time() - time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
