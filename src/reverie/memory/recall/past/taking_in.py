"""Bringing the index up to date with the transcripts: only those are read that changed since."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reverie.memory.recall.terms import terms_of
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.sources import own_transcripts

from .turns import Turn, turns_of

_Status = tuple[int, int]


def take_in(tables: sqlite3.Connection, sessions: Path) -> None:
    """Take in what the transcripts in the folder `sessions` say by now; each in a transaction of its own."""
    there = {file.session: file for file in own_transcripts(sessions)}
    known = {name: (mtime, size) for name, mtime, size in tables.execute("SELECT session, mtime, size FROM sessions")}
    for name in known.keys() - there.keys():
        _put(tables, name, None, ())
    for name, file in there.items():
        status = _status(file)
        if status is not None and known.get(name) != status:
            with suppress(OSError):  # it went away meanwhile
                _put(tables, name, status, list(turns_of(file)))


def put_session(tables: sqlite3.Connection, session: str, status: _Status, turns: Sequence[Turn]) -> None:
    """Make the tables say of a session that it has these turns."""
    _put(tables, session, status, turns)


def _put(tables: sqlite3.Connection, session: str, status: _Status | None, turns: Sequence[Turn]) -> None:
    tables.execute("BEGIN IMMEDIATE")
    try:
        _drop(tables, session)
        for turn in turns:
            row = (session, turn.line, turn.at, turn.is_human, turn.text if turn.is_human else "")
            number = tables.execute("INSERT INTO turns VALUES (NULL, ?, ?, ?, ?, ?)", row).lastrowid
            tables.execute("INSERT INTO terms (rowid, text) VALUES (?, ?)", (number, " ".join(terms_of(turn.text))))
        if status is not None:
            tables.execute("INSERT INTO sessions VALUES (?, ?, ?)", (session, *status))
        tables.execute("COMMIT")
    finally:
        if tables.in_transaction:
            tables.rollback()


def _drop(tables: sqlite3.Connection, session: str) -> None:
    numbers = "(SELECT number FROM turns WHERE session = ?)"
    tables.execute(f"DELETE FROM terms WHERE rowid IN {numbers}", (session,))
    tables.execute(f"DELETE FROM vectors WHERE turn IN {numbers}", (session,))
    tables.execute("DELETE FROM turns WHERE session = ?", (session,))
    tables.execute("DELETE FROM sessions WHERE session = ?", (session,))


def _status(file: TranscriptFile) -> _Status | None:
    try:
        found = file.path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
