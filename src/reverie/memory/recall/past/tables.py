"""The file in which past sessions are indexed. Safe to delete at any time, never a source of truth."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from reverie.storage.errors import UnusableFile
from reverie.storage.migrations.past_sessions import NAME, PAST_SESSIONS
from reverie.storage.sqlite import open_database


def past_file(sessions: Path) -> Path:
    """Where the index of a project's `sessions` folder lies: beside it."""
    return sessions.parent / NAME


def open_past(path: Path) -> sqlite3.Connection:
    """The tables at `path`: a broken file is made anew, and where none can be they are kept in this process.

    Raises sqlite3.OperationalError where SQLite was built without full-text search.
    """
    for _ in range(2):
        try:
            connection = open_database(path, PAST_SESSIONS)
            connection.execute("PRAGMA synchronous=OFF")  # it can be made anew
            return connection
        except (UnusableFile, sqlite3.IntegrityError):
            with suppress(OSError):
                remove_past(path)
        except (OSError, sqlite3.OperationalError):
            break
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(PAST_SESSIONS[0])
    return connection


def remove_past(path: Path) -> None:
    """Delete the file and what SQLite keeps beside it. Raises OSError."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
