"""SQLite files that survive: write-ahead log, full syncs, a version in the file, migrations under a lock.

Works with SQLite 3.37. `sqlite3` is imported here on first use, because a start that needs no database must not pay
for it. A connection belongs to the thread that opened it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .atomic import private_folder
from .errors import BrokenFile, NewerFormat
from .lock import FileLock

if TYPE_CHECKING:
    import sqlite3

BUSY_SECONDS = 10.0


def open_database(path: Path, migrations: Sequence[str]) -> "sqlite3.Connection":
    """A connection in autocommit mode to the database at `path`, made (0600) and brought up to date when needed.

    `migrations[n]` is the SQL script that takes the file from version n to n + 1. Raises `NewerFormat` when the file
    is past them, `BrokenFile` when it is no database, OSError or sqlite3.OperationalError when it cannot be written.
    """
    import sqlite3

    private_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        if not _is_current(connection, path, len(migrations)):
            with FileLock(path.with_name(f".{path.name}.lock")):
                _bring_up_to_date(connection, path, migrations)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise BrokenFile(path, str(error)) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _is_current(connection: "sqlite3.Connection", path: Path, known: int) -> bool:
    version = _version(connection)
    if version > known:
        raise NewerFormat(path, version, known)
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    return version == known and journal == "wal"


def _version(connection: "sqlite3.Connection") -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _bring_up_to_date(connection: "sqlite3.Connection", path: Path, migrations: Sequence[str]) -> None:
    """Holds the file lock: switching to WAL does not wait for other openers by itself."""
    if _is_current(connection, path, len(migrations)):
        return
    connection.execute("PRAGMA journal_mode=WAL")
    for version in range(_version(connection), len(migrations)):
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{migrations[version]};\nPRAGMA user_version={version + 1};\nCOMMIT;"
        )
