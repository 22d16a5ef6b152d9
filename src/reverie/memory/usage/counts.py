"""The counts of one memory's facts, in the ledger `<state>/ledger.sqlite`, where they survive the memory's cache."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from reverie.storage.clock import Clock, instant, system_clock
from reverie.storage.errors import UnusableFile
from reverie.storage.migrations.ledger import LEDGER
from reverie.storage.sqlite import open_database

if TYPE_CHECKING:
    import sqlite3

What = Literal["recalled", "cited", "contradicted"]
_DAY = len("2026-11-20")


class FactUse(msgspec.Struct, frozen=True):
    """How often a fact left the memory, was named by an answer that relied on it, and was found to be no longer true.

    `last` is the day of the last time, in UTC.
    """

    recalled: int = 0
    cited: int = 0
    contradicted: int = 0
    last: str = ""


class UsageUnusable(Exception):
    """One line: which ledger, and why it cannot be used. Nothing but counts is lost."""


class Usage:
    """`memory` names it: the project's id, or `user`. Opened at the first use, by the one thread that uses it.

    What is asked of it raises UsageUnusable.
    """

    def __init__(self, ledger: Path, memory: str, clock: Clock = system_clock) -> None:
        self._ledger = ledger
        self._memory = memory
        self._clock = clock
        self._opened: sqlite3.Connection | None = None

    def count(self, what: What, facts: Iterable[str]) -> None:
        """One more time for each of these facts."""
        rows = [(self._memory, fact, instant(self._clock)[:_DAY]) for fact in dict.fromkeys(facts)]
        if not rows:
            return
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                f"INSERT INTO fact_use (memory, fact, {what}, last) VALUES (?, ?, 1, ?)"
                f" ON CONFLICT (memory, fact) DO UPDATE SET {what} = {what} + 1, last = excluded.last",
                rows,
            )
            connection.execute("COMMIT")

    def of_all(self) -> dict[str, FactUse]:
        """The facts that were ever used, by id. Nothing is made where there is no ledger."""
        if self._opened is None and not self._ledger.exists():
            return {}
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT fact, recalled, cited, contradicted, last FROM fact_use WHERE memory = ?", (self._memory,)
            )
            return {fact: FactUse(*counts) for fact, *counts in rows}

    def of(self, fact: str) -> FactUse:
        """Of one fact."""
        return self.of_all().get(fact, FactUse())

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @contextmanager
    def _connection(self) -> "Iterator[sqlite3.Connection]":
        import sqlite3

        try:
            if self._opened is None:
                self._opened = open_database(self._ledger, LEDGER)
            yield self._opened
        except UnusableFile as error:
            raise UsageUnusable(str(error)) from error
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise UsageUnusable(f"the ledger '{self._ledger}' cannot be used: {error}") from error
