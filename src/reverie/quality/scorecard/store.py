"""The measures of turns in the ledger `<state>/ledger.sqlite`: numbers and names alone, no text of a conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reverie.quality.measures import TurnMeasures
from reverie.storage.errors import UnusableFile
from reverie.storage.migrations.ledger import LEDGER
from reverie.storage.sqlite import open_database

if TYPE_CHECKING:
    import sqlite3

_FIELDS = TurnMeasures.__struct_fields__
_FLAGS = ("finished", "was_corrected")
_KEY = ("session", "turn")


class ScoresUnusable(Exception):
    """One line: which ledger, and why it cannot be used. No conversation hangs on it."""


class Scores:
    """Opened at the first use, by the one thread that uses it. What is asked of it raises ScoresUnusable."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self._opened: sqlite3.Connection | None = None

    def add(self, measures: TurnMeasures) -> None:
        """Keep a turn's measures; durable when it returns. Those of the same turn from before are replaced, except that
        a correction stays."""
        values = msgspec.structs.asdict(measures)
        changed = ", ".join(f"{name} = excluded.{name}" for name in _FIELDS if name not in (*_KEY, "was_corrected"))
        with self.connection() as connection:
            connection.execute(
                f"INSERT INTO turn_measures ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"
                f" ON CONFLICT (session, turn) DO UPDATE SET {changed},"
                " was_corrected = max(was_corrected, excluded.was_corrected)",
                [values[name] for name in _FIELDS],
            )

    def mark_corrected(self, session: str, turn: int) -> None:
        """The person set this turn right. A turn that is not kept stays so."""
        with self.connection() as connection:
            connection.execute(
                "UPDATE turn_measures SET was_corrected = 1 WHERE session = ? AND turn = ?", (session, turn)
            )

    def of_all(self) -> tuple[TurnMeasures, ...]:
        """Every turn, the oldest first. Nothing is made where there is no ledger."""
        return self._turns("")

    def of(self, model: str, most: int = -1) -> tuple[TurnMeasures, ...]:
        """Those of one model, `PROVIDER/NAME`, the oldest first; the `most` newest of them, or all."""
        return self._turns("WHERE model = ?", model, most=most)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _turns(self, where: str, *values: str, most: int = -1) -> tuple[TurnMeasures, ...]:
        if not self.is_there:
            return ()
        with self.connection() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_FIELDS)} FROM turn_measures {where}"
                " ORDER BY at DESC, session DESC, turn DESC LIMIT ?",
                (*values, most),
            ).fetchall()
        return tuple(_measures(row) for row in reversed(rows))

    @property
    def is_there(self) -> bool:
        """Whether there is a ledger; reading makes none."""
        return self._opened is not None or self.ledger.exists()

    @contextmanager
    def connection(self) -> "Iterator[sqlite3.Connection]":
        """The ledger, made when it is not there; for what else quality keeps in it."""
        with usable(self.ledger):
            try:
                if self._opened is None:
                    self._opened = open_database(self.ledger, LEDGER)
                yield self._opened
            except BaseException:
                self.close()
                raise


@contextmanager
def usable(ledger: Path) -> Iterator[None]:
    """Within it, what is wrong with the ledger becomes ScoresUnusable."""
    import sqlite3

    try:
        yield
    except UnusableFile as error:
        raise ScoresUnusable(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise ScoresUnusable(f"the ledger '{ledger}' cannot be used: {error}") from error


def _measures(row: tuple[object, ...]) -> TurnMeasures:
    values = dict(zip(_FIELDS, row, strict=True))
    return TurnMeasures(**{name: bool(value) if name in _FLAGS else value for name, value in values.items()})  # type: ignore[arg-type]  # the table is STRICT, its columns those of the fields
