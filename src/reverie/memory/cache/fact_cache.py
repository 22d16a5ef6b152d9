"""The port `Known`, fulfilled by tables in `.cache.sqlite`."""

import os
import sqlite3
import time
from collections.abc import Callable, Collection
from typing import TypeVar

from reverie.memory.draft import Remembered
from reverie.memory.journal import Commit, read_journal
from reverie.memory.known import FactEntry, Tally, TopicEntry
from reverie.memory.layout import Layout
from reverie.memory.tombstone import tombstone

from . import queries
from .database import Database, Foreign, Mode, is_broken, is_unusable, remove
from .likeness import facts_with, most_like
from .search import search, titled_with
from .upkeep import Upkeep

T = TypeVar("T")


class FactCache:
    """What an open memory knows of its files. `notice` is one line when the cache cannot lie beside them.

    `remembered` are topics that were parsed already. Never raises for what is wrong with its file: a broken one is made
    anew, and where none can be the tables are kept in this process. Belongs to the thread that made it.
    """

    def __init__(
        self,
        layout: Layout,
        remembered: Remembered | None = None,
        *,
        in_memory: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._layout = layout
        self._remembered: Remembered = {} if remembered is None else remembered
        self._monotonic = monotonic
        self._stays_in_memory = in_memory
        self._was_made_anew = False
        self.notice = ""
        self._open()

    def refresh(self, *, thorough: bool = False) -> None:
        """Take in what was written since, by us or others; `thorough` looks at the status of every file, too."""
        self._ask(lambda _: None, is_thorough=thorough, is_fresh=True)

    def with_statement(self, key: str) -> tuple[str, ...]:
        return self._ask(lambda tables: queries.with_statement(tables, key))

    def with_title(self, topic: str, key: str) -> tuple[str, ...]:
        return self._ask(lambda tables: queries.with_title(tables, topic, key))

    def is_purged(self, key: str) -> bool:
        stones = [tombstone(key, salt) for salt in self._ask(queries.salts)]
        return self._ask(lambda tables: any(queries.has_tombstone(tables, stone) for stone in stones))

    def topics_titled(self, key: str) -> tuple[str, ...]:
        return self._ask(lambda tables: queries.topics_titled(tables, key))

    def has_slug(self, folded: str) -> bool:
        return self._ask(lambda tables: queries.has_slug(tables, folded))

    def slug_of(self, fact_id: str) -> str | None:
        return self._ask(lambda tables: queries.slug_of(tables, fact_id))

    def places_of(self, fact_id: str) -> tuple[str, ...]:
        return self._ask(lambda tables: queries.places_of(tables, fact_id))

    def write_of(self, key: str) -> Commit | None:
        found = self._ask(lambda tables: queries.write_of(tables, key))
        if found is None:
            return None
        tx, offset = found
        entry = next(read_journal(self._layout.journal, offset), None)
        return entry if isinstance(entry, Commit) and (entry.tx, entry.key) == (tx, key) else None

    def best_topic(self, text: str) -> str | None:
        return self._ask(lambda tables: most_like(tables, text) if self._database.has_full_text else None)

    def facts_with(self, words: Collection[str]) -> dict[str, int]:
        return self._ask(lambda tables: facts_with(tables, words) if self._database.has_full_text else {})

    def entries(self, beginning: str, limit: int) -> tuple[FactEntry, ...]:
        return self._ask(lambda tables: queries.entries(tables, beginning, limit), is_fresh=True)

    def superseded_by(self, fact_id: str) -> tuple[FactEntry, ...]:
        return self._ask(lambda tables: queries.superseded_by(tables, fact_id), is_fresh=True)

    def search(self, query: str, limit: int) -> tuple[FactEntry, ...]:
        def found(tables: sqlite3.Connection) -> tuple[FactEntry, ...]:
            return search(tables, query, limit, full_text=self._database.has_full_text)

        return self._ask(found, is_fresh=True)

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        return self._ask(question, is_fresh=True)

    def change(self, deed: Callable[[sqlite3.Connection], T]) -> T:
        def changed(tables: sqlite3.Connection) -> T:
            with self._database.transaction():
                return deed(tables)

        return self._ask(changed)

    def titled_with(self, words: Collection[str], limit: int) -> tuple[FactEntry, ...]:
        def found(tables: sqlite3.Connection) -> tuple[FactEntry, ...]:
            return titled_with(tables, words, limit, full_text=self._database.has_full_text)

        return self._ask(found, is_fresh=True)

    def topics(self) -> tuple[TopicEntry, ...]:
        return self._ask(queries.topics, is_fresh=True)

    def tallies(self) -> tuple[Tally, ...]:
        return self._ask(queries.tallies, is_fresh=True)

    def cited_sessions(self) -> frozenset[str]:
        return self._ask(queries.cited_sessions, is_thorough=True, is_fresh=True)

    def problems(self) -> tuple[str, ...]:
        return self._ask(lambda tables: queries.problems(tables, self._layout), is_thorough=True, is_fresh=True)

    def newer_file(self) -> str:
        """The line about a file that a newer Reverie wrote; empty when there is none."""
        return self._ask(queries.newer_file)

    def discard(self) -> None:
        try:
            self._database.remove()
            remove(self._layout.cache)
        finally:
            self._open()

    def close(self) -> None:
        self._database.close()

    def _ask(
        self, question: Callable[[sqlite3.Connection], T], *, is_thorough: bool = False, is_fresh: bool = False
    ) -> T:
        """Ask the tables, brought up to date before when the answer is to be fresh.

        When their file turns out to be broken new ones are asked, when it cannot be used ones in memory.
        """
        if not self._database.is_there() or (self._waits_for_folder and self._layout.folder.is_dir()):
            self._reopen()
        if self._database.is_torn():
            self._remove(Foreign("its writer was killed"))
            self._reopen()
        while True:
            try:
                if is_fresh or not self._upkeep.is_begun:
                    self._upkeep.bring_up_to_date(self._database, thorough=is_thorough)
                return question(self._database.connection)
            except sqlite3.DatabaseError as error:
                self._give_up_file(error)

    def _give_up_file(self, error: sqlite3.DatabaseError) -> None:
        """Go on with another one, or raise the error: it is a mistake of ours, or tables in memory had it."""
        if not self._database.is_there():  # deleted while it was asked
            self._reopen()
            return
        is_unusable_here = is_unusable(error) or self._database.mode == "read-only file"
        if self._database.mode == "memory" or not (is_unusable_here or is_broken(error)):
            raise error
        if is_unusable_here or self._was_made_anew:
            self._stay_in_memory(error)
        else:
            self._was_made_anew = True
            self._remove(error)
        self._reopen()

    def _reopen(self) -> None:
        self._database.close()
        self._open()

    def _open(self) -> None:
        self._waits_for_folder = not self._stays_in_memory and not os.path.lexists(self._layout.folder)
        self._database = self._opened()
        self._upkeep = Upkeep(self._layout, self._remembered, self._monotonic)

    def _opened(self) -> Database:
        if self._stays_in_memory or self._waits_for_folder:
            return Database(self._layout.cache, "memory")
        try:
            return Database(self._layout.cache, "file")
        except (sqlite3.DatabaseError, OSError) as error:
            return self._opened_otherwise(error)

    def _opened_otherwise(self, error: sqlite3.DatabaseError | OSError) -> Database:
        """Make a broken file anew, only read one that cannot be written, or do without."""
        mode: Mode = "read-only file" if is_unusable(error) else "file"
        try:
            if mode == "file":
                remove(self._layout.cache)
            return Database(self._layout.cache, mode)
        except (sqlite3.DatabaseError, OSError):
            self._stay_in_memory(error)
            return Database(self._layout.cache, "memory")

    def _remove(self, error: sqlite3.DatabaseError) -> None:
        try:
            self._database.remove()
        except OSError:
            self._stay_in_memory(error)

    def _stay_in_memory(self, error: sqlite3.DatabaseError | OSError) -> None:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        self.notice = f"'{self._layout.cache}' cannot be used ({why}); the memory works, but is slower to open"
        self._stays_in_memory = True
