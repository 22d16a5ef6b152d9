"""The database of a cache: the file `.cache.sqlite` beside the memory, or one in this process where that cannot be.

SQLite keeps no second file for it, neither a write-ahead log nor a rollback journal: those belong to a name and not to
a database, so a person who deletes the cache while it is open would mix two of them. Nothing is synced, either. What a
killed writer leaves is known by its mark, and what a power cut leaves is looked through before it is trusted.
"""

import contextlib
import os
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from reverie.storage.migrations.memory_cache import FULL_TEXT, PLAIN_TEXT, TABLES, VERSION

from .mark import Mark

BUSY_SECONDS = 5.0
Mode = Literal["file", "read-only file", "memory"]
MARK = ".cache.lock"
_APPLICATION = 0x52657665
"""`Reve`: tells our file from any other database."""
_SAME_BOOT = 10
"""Seconds by which two readings of one boot's instant may differ: clocks are set."""
_PAGES_KIB = 8_000
_BROKEN = (sqlite3.OperationalError, sqlite3.IntegrityError, sqlite3.InternalError)
_UNUSABLE = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
        *(sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS),
    }
)


class Foreign(sqlite3.DatabaseError):
    """The file is no cache of this version, or it is torn: it is made anew."""


class Database:
    """`connection` is to the file at `path`, or to one in this process for the mode `memory`.

    `has_full_text` is as in the schema. Raises sqlite3.DatabaseError and OSError when the file cannot be used; see
    `is_broken` and `is_unusable`.
    """

    def __init__(self, path: Path, mode: Mode) -> None:
        self._path = path
        self.mode = mode
        if mode == "file":
            _make_usual(path)
        self._mark = Mark(path.with_name(MARK)) if mode == "file" else None
        self.connection = _connected(path, mode)
        try:
            self._identity = _identity(path)
            self.connection.execute("PRAGMA synchronous=OFF")
            self.connection.execute("PRAGMA journal_mode=MEMORY")
            self.connection.execute(f"PRAGMA cache_size=-{_PAGES_KIB}")
            self.has_full_text = _has_full_text(self.connection)
            self._prepare(VERSION * 2 + self.has_full_text)
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's changes or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            if self._mark is not None:
                self._mark.set(BUSY_SECONDS)
            try:
                yield
                self.connection.execute("COMMIT")
            finally:
                self._roll_back()
                if self._mark is not None:
                    self._mark.clear()
        finally:
            self._roll_back()

    def is_there(self) -> bool:
        """Whether the file still is the one that was opened: anybody may delete it at any time."""
        has_mark = self._mark is None or self._mark.is_there()
        return self.mode == "memory" or (has_mark and _identity(self._path) == self._identity)

    def is_torn(self) -> bool:
        """Whether a process was killed while it wrote to it."""
        return self._mark is not None and self._mark.is_left()

    def remove(self) -> None:
        """Close it and delete its file, unless that is another one by now. Raises OSError."""
        is_ours = self.mode == "file" and _identity(self._path) == self._identity
        self.close()
        if is_ours:
            remove(self._path)

    def close(self) -> None:
        self.connection.close()
        if self._mark is not None:
            self._mark.close()
            self._mark = None

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.rollback()

    def _prepare(self, version: int) -> None:
        if self._pragmas() != (_APPLICATION, version):
            if self.mode == "read-only file":
                raise Foreign("it is of another version")
            with self.transaction():
                self._make_tables(version)
        elif self.is_torn():
            raise Foreign("it is torn")
        if self.mode != "memory":
            self._look_through()

    def _pragmas(self) -> tuple[int, int]:
        (application,) = self.connection.execute("PRAGMA application_id").fetchone()
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        return application, version

    def _make_tables(self, version: int) -> None:
        if self._pragmas() == (_APPLICATION, version):  # another process was quicker
            return
        (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables:
            raise Foreign("it is another database")
        text = FULL_TEXT if self.has_full_text else PLAIN_TEXT
        for statement in (*TABLES.split(";\n"), *text.split(";\n")):
            self.connection.execute(statement)
        self.connection.execute("INSERT INTO state VALUES ('boot', ?)", (_boot(),))
        self.connection.execute(f"PRAGMA application_id={_APPLICATION}")
        self.connection.execute(f"PRAGMA user_version={version}")

    def _look_through(self) -> None:
        """After a power cut, pages that were never synced may be missing: once a boot, all of them are looked at."""
        (boot,) = self.connection.execute("SELECT value FROM state WHERE name = 'boot'").fetchone()
        if abs(boot - _boot()) < _SAME_BOOT:
            return
        if self.connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Foreign("it is torn")
        if self.mode == "file":
            with self.transaction():
                self.connection.execute("UPDATE state SET value = ? WHERE name = 'boot'", (_boot(),))


def is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether the file's content is to blame: it is to be made anew. False for mistakes in the use of SQLite."""
    return type(error) in (sqlite3.DatabaseError, Foreign, *_BROKEN) and not is_unusable(error)


def is_unusable(error: sqlite3.Error | OSError) -> bool:
    """Whether the file cannot be used where it lies: locked for long, not writable, disk full."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (code is not None and code & 0xFF in _UNUSABLE)


def remove(path: Path) -> None:
    """Delete a cache's file. Raises OSError."""
    for each in (path.with_name(path.name + "-journal"), path):
        each.unlink(missing_ok=True)


def _connected(path: Path, mode: Mode) -> sqlite3.Connection:
    match mode:
        case "file":
            return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        case "read-only file":
            uri = f"{path.absolute().as_uri()}?mode=ro"
            return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        case "memory":
            return sqlite3.connect(":memory:", isolation_level=None)


def _make_usual(path: Path) -> None:
    """A file for this user alone; a link would lead the cache out of the memory's folder."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            path.unlink()
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.lstat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino


def _has_full_text(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None


def _boot() -> float:
    """The instant at which this machine was started, in seconds since the epoch."""
    clock = time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC  # that counts sleep, too
    return time.time() - time.clock_gettime(clock)
