"""The ledger `<state>/ledger.sqlite`: one row a model request, written before it is sent and settled after it.

A row that was never settled counts with all that was reserved: the request may have been sent and billed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from reverie.conversation.messages import Usage
from reverie.storage.clock import Clock, instant, system_clock
from reverie.storage.errors import UnusableFile
from reverie.storage.migrations.ledger import LEDGER
from reverie.storage.sqlite import open_database

if TYPE_CHECKING:
    import sqlite3

Scope = Literal["run", "session"]

_COUNTED = "CASE WHEN settled_at IS NULL THEN reserved_usd ELSE coalesce(cost_usd, 0.0) END"


class LedgerUnusable(Exception):
    """One line: which ledger, and why it cannot be used."""


class Spent(msgspec.Struct, frozen=True):
    """Sums over requests. `usd` holds what is settled and what is still reserved, `open` of them.

    `unpriced` settled requests cost an unknown amount, which `usd` leaves out.
    """

    usd: float = 0.0
    requests: int = 0
    open: int = 0
    unpriced: int = 0
    usage: Usage = Usage()


class Ledger:
    """Opened at first use, by the one thread that uses it from then on. Each method may raise `LedgerUnusable`."""

    def __init__(self, path: Path, clock: Clock = system_clock) -> None:
        self._path = path
        self._clock = clock
        self._opened: sqlite3.Connection | None = None

    def open(self) -> None:
        with self._failures():
            self._connection()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is read and written in the block holds together, also against other processes; durable at its end."""
        with self._failures():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def add(self, *, run: str, session: str, model: str, usd: float) -> int:
        """Reserve; the row's id."""
        with self._failures():
            cursor = self._connection().execute(
                "INSERT INTO spend (at, run, session, process, model, reserved_usd) VALUES (?, ?, ?, ?, ?, ?)",
                (instant(self._clock), run, session, os.getpid(), model, usd),
            )
        return cursor.lastrowid or 0

    def settle(self, row: int, usage: Usage, usd: float | None) -> None:
        """Book what a request used; `usd` is None when its price is unknown."""
        with self._failures():
            self._connection().execute(
                "UPDATE spend SET settled_at = ?, cost_usd = ?, input = ?, output = ?, cache_read = ?, cache_write = ?"
                " WHERE id = ?",
                (instant(self._clock), usd, usage.input, usage.output, usage.cache_read, usage.cache_write, row),
            )

    def spent(self, scope: Scope, of: str) -> Spent:
        """What the requests of one run or one session cost so far."""
        with self._failures():
            row = self._connection().execute(
                f"SELECT coalesce(sum({_COUNTED}), 0.0), count(*), count(*) - count(settled_at),"
                " count(settled_at) - count(cost_usd), coalesce(sum(input), 0), coalesce(sum(output), 0),"
                f" coalesce(sum(cache_read), 0), coalesce(sum(cache_write), 0) FROM spend WHERE {scope} = ?",
                (of,),
            )
            usd, requests, opened, unpriced, *tokens = row.fetchone()
        return Spent(usd, requests, opened, unpriced, Usage(*tokens))

    def close(self) -> None:
        """Called by the thread that used it."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _connection(self) -> "sqlite3.Connection":
        if self._opened is None:
            self._opened = open_database(self._path, LEDGER)
        return self._opened

    @contextmanager
    def _failures(self) -> Iterator[None]:
        import sqlite3

        try:
            yield
        except UnusableFile as error:
            raise LedgerUnusable(str(error)) from error
        except (OSError, sqlite3.Error) as error:
            raise LedgerUnusable(f"the ledger '{self._path}' cannot be used: {error}") from error
