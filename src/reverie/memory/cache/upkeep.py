"""Bringing the tables up to date with the files: by the journal after a write, by every file's status now and then.

A write is flat in the number of facts because the journal names the files that changed. What a person changes by hand
is in no journal; it is looked for at opening, when a folder tells that something came or went, and every few seconds.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator

import msgspec

from reverie.memory.draft import Remembered
from reverie.memory.layout import Layout

from .database import Database
from .journal_tail import News, Place, follow, is_at_end
from .rows import drop_single_ids
from .scan import changed_files, folder_times, look, read, take_in

SECONDS_BETWEEN_SCANS = 5.0
_BATCH = 16
"""Files that are put into the tables while nobody else can write to them."""

_Seen = tuple[tuple[int, int, int], tuple[int, ...]]


class Upkeep:
    """Of one connection in one process. `monotonic` gives seconds. Raises sqlite3.DatabaseError."""

    def __init__(self, layout: Layout, remembered: Remembered, monotonic: Callable[[], float]) -> None:
        self._layout = layout
        self._remembered = remembered
        self._monotonic = monotonic
        self._scanned: float | None = None
        self._seen: _Seen | None = None
        self._is_settled = False

    @property
    def is_begun(self) -> bool:
        """Whether the tables were brought up to date since they were opened."""
        return self._scanned is not None

    def bring_up_to_date(self, database: Database, *, thorough: bool = False) -> None:
        """Do as little as is needed; nothing at all when nothing changed since the last time."""
        seen = (_signature(self._layout), folder_times(self._layout))
        needs_scan = thorough or self._needs_scan(seen)
        if seen == self._seen and self._is_settled and not needs_scan:
            return
        if self._follow_journal(database) or needs_scan:
            self._scan(database)
        self._seen = seen

    def _needs_scan(self, seen: _Seen) -> bool:
        if self._scanned is None or self._seen is None:
            return True
        is_by_hand = seen[1] != self._seen[1] and seen[0] == self._seen[0]
        return is_by_hand or self._monotonic() - self._scanned > SECONDS_BETWEEN_SCANS

    def _follow_journal(self, database: Database) -> bool:
        """Take in the files that it names. True when it is another journal, so that every file has to be looked at."""
        connection = database.connection
        place = _place(connection)
        if not place.pending and is_at_end(self._layout.journal, place):
            self._is_settled = True
            return False
        with database.transaction():
            place = _place(connection)
            news = _news(connection, self._layout, place)
            for name in () if news.is_another else news.files:
                take_in(connection, self._layout, read(self._layout, name, self._remembered))
            drop_single_ids(connection)
            if news.place != place:
                connection.execute("INSERT OR REPLACE INTO state VALUES ('journal', ?)", (_encoded(news.place),))
        self._is_settled = not news.place.pending
        return news.is_another

    def _scan(self, database: Database) -> None:
        """In small transactions, so that other processes go on meanwhile."""
        connection = database.connection
        started = self._monotonic()
        found = look(self._layout)
        for names in _batches(changed_files(connection, found)):
            taken = [read(self._layout, name, {}) for name in names]
            with database.transaction():
                for one in taken:
                    take_in(connection, self._layout, one)
                drop_single_ids(connection)
        _put_passed_over(database, found.passed_over)
        self._scanned = started


def _batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _BATCH):
        yield names[start : start + _BATCH]


def _put_passed_over(database: Database, lines: tuple[str, ...]) -> None:
    """They stand in the table of problems as those of no file."""
    connection = database.connection
    rows = [(line,) for line in sorted(lines)]
    if connection.execute("SELECT text FROM problems WHERE file = '' ORDER BY text").fetchall() == rows:
        return
    with database.transaction():
        connection.execute("DELETE FROM problems WHERE file = ''")
        connection.executemany("INSERT INTO problems VALUES ('', ?, FALSE)", rows)


def _news(connection: sqlite3.Connection, layout: Layout, place: Place) -> News:
    try:
        return follow(connection, layout.journal, place)
    except OSError:  # told at opening; the files can be read without it
        return News(place)


def _signature(layout: Layout) -> tuple[int, int, int]:
    try:
        found = os.lstat(layout.journal)
    except OSError:
        return (0, 0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns


def _place(connection: sqlite3.Connection) -> Place:
    row = connection.execute("SELECT value FROM state WHERE name = 'journal'").fetchone()
    return msgspec.json.decode(row[0], type=Place) if row else Place()


def _encoded(place: Place) -> bytes:
    return msgspec.json.encode(place)
