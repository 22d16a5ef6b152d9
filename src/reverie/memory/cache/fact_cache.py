"""The port `Known`, fulfilled by tables in `.cache.sqlite`."""

import os
import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from reverie.memory.draft import Remembered
from reverie.memory.journal import Commit, read_journal
from reverie.memory.layout import Layout
from reverie.memory.tombstone import tombstone

from .database import Database, is_unusable, remove
from .keys import digest, folded
from .likeness import most_like
from .upkeep import Upkeep

T = TypeVar("T")


class FactCache:
    """What an open memory knows of its files. `notice` is one line when the cache could not lie beside them.

    `remembered` are topics that were parsed already. Never raises for what is wrong with its file: a broken one is made
    anew, and where none can be the tables are kept in this process. Belongs to the thread that made it.
    """

    def __init__(self, layout: Layout, remembered: Remembered | None = None, *, in_memory: bool = False) -> None:
        self._layout = layout
        self._remembered: Remembered = {} if remembered is None else remembered
        self.notice = ""
        self._database = self._opened(in_memory)
        self._upkeep = Upkeep(layout, self._remembered, time.monotonic)

    def refresh(self, *, thorough: bool = False) -> None:
        """Take in what was written since, by us or others; `thorough` looks at the status of every file, too."""
        self.ask(lambda connection: None, thorough=thorough)

    def with_statement(self, key: str) -> tuple[str, ...]:
        return self._ids(
            "SELECT id FROM facts WHERE statement_key = ? AND ended IS NULL AND file LIKE 'topics/%'", digest(key)
        )

    def with_title(self, topic: str, key: str) -> tuple[str, ...]:
        return self._ids(
            "SELECT id FROM facts JOIN files ON name = file"
            " WHERE facts.title_key = ? AND NOT archived AND ended IS NULL"
            " AND first = coalesce((SELECT first FROM files WHERE slug = ? AND NOT archived), ?)",
            digest(key),
            topic,
            topic,
        )

    def is_purged(self, key: str) -> bool:
        def found(connection: sqlite3.Connection) -> bool:
            salts = connection.execute("SELECT DISTINCT salt FROM tombstones").fetchall()
            return any(
                connection.execute(
                    "SELECT 1 FROM tombstones WHERE salt = ? AND hash = ?", (salt, tombstone(key, salt))
                ).fetchone()
                for (salt,) in salts
            )

        return self._look(found)

    def topics_titled(self, key: str) -> tuple[str, ...]:
        return self._ids("SELECT slug FROM files WHERE title_key = ? AND NOT archived ORDER BY slug", digest(key))

    def has_slug(self, folded_slug: str) -> bool:
        return bool(self._ids("SELECT slug FROM files WHERE folded = ? LIMIT 1", folded(folded_slug)))

    def slug_of(self, fact_id: str) -> str | None:
        sql = "SELECT slug FROM facts JOIN files ON name = file WHERE id = ? AND NOT archived ORDER BY slug LIMIT 1"
        return next(iter(self._ids(sql, fact_id)), None)

    def write_of(self, key: str) -> Commit | None:
        sql = "SELECT tx, offset FROM writes WHERE key = ?"
        row = self._look(lambda connection: connection.execute(sql, (key,)).fetchone())
        if row is None:
            return None
        entry = next(read_journal(self._layout.journal, row[1]), None)
        return entry if isinstance(entry, Commit) and (entry.tx, entry.key) == (row[0], key) else None

    def best_topic(self, text: str) -> str | None:
        full_text = self._database.has_full_text
        return self._look(lambda connection: most_like(connection, text, full_text=full_text))

    def ask(self, question: Callable[[sqlite3.Connection], T], *, thorough: bool = False) -> T:
        """Answer from the tables after they were brought up to date."""

        def fresh(connection: sqlite3.Connection) -> T:
            self._upkeep.bring_up_to_date(connection, thorough=thorough)
            return question(connection)

        return self._look(fresh)

    def problems(self) -> tuple[str, ...]:
        """What cannot be read, a line each with its file; every file's status is looked at for it."""
        sql = "SELECT text FROM problems ORDER BY file, rowid"
        return self.ask(lambda connection: tuple(text for (text,) in connection.execute(sql)), thorough=True)

    def newer_file(self) -> str:
        """The line about a file that a newer Reverie wrote, empty when there is none."""
        return next(iter(self._ids("SELECT text FROM problems WHERE newer ORDER BY file LIMIT 1")), "")

    @property
    def has_full_text(self) -> bool:
        return self._database.has_full_text

    def close(self) -> None:
        self._database.close()

    def _ids(self, sql: str, *values: object) -> tuple[str, ...]:
        return self._look(lambda connection: tuple(one for (one,) in connection.execute(sql, values)))

    def _look(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask the tables; when their file turns out broken ask new ones, when it cannot be used ones in memory."""
        if not self._database.is_there() or (self._waits_for_folder and self._layout.folder.is_dir()):
            self._change_to(in_memory=False)
        for _ in range(2):
            try:
                return question(self._database.connection)
            except sqlite3.DatabaseError as error:
                if self._database.in_memory:
                    raise
                self._give_up_file(error)
        return question(self._database.connection)

    def _give_up_file(self, error: sqlite3.DatabaseError) -> None:
        is_unusable_here = is_unusable(error)
        if self._database.connection.in_transaction:
            self._database.connection.rollback()
        if is_unusable_here:
            self.notice = _notice(self._layout, error)
        else:
            remove(self._layout.cache, self._database.identity)
        self._change_to(in_memory=is_unusable_here)

    def _change_to(self, *, in_memory: bool) -> None:
        self._database.close()
        self._database = self._opened(in_memory)
        self._upkeep = Upkeep(self._layout, self._remembered, time.monotonic)
        self._upkeep.bring_up_to_date(self._database.connection, thorough=True)

    def _opened(self, in_memory: bool) -> Database:
        self._waits_for_folder = not in_memory and not os.path.lexists(self._layout.folder)
        in_memory = in_memory or self._waits_for_folder
        for _ in range(2):
            if in_memory:
                break
            try:
                return Database(self._layout.cache)
            except (sqlite3.DatabaseError, OSError) as error:
                in_memory = is_unusable(error) or not self._removed()
                if in_memory:
                    self.notice = _notice(self._layout, error)
        return Database(None)

    def _removed(self) -> bool:
        try:
            remove(self._layout.cache)
        except OSError:
            return False
        return True


def _notice(layout: Layout, error: sqlite3.Error | OSError) -> str:
    why = error.strerror if isinstance(error, OSError) else str(error)
    return f"'{layout.cache}' cannot be used ({why}); reading the memory takes longer until it can"
