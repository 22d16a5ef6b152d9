"""A memory filled by writes of a person, one statement after another, with nothing said of what supersedes what."""

import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory

OLD_DAY, NEW_DAY = "2026-06-01", "2026-11-20"
_REPLACED = "SELECT old.title, new.title FROM facts AS old JOIN facts AS new ON new.id = old.ended_by"
_PERSON = Author("human")


class Kept:
    """The memory, ids of facts by statement, statements that were refused, and milliseconds of each write.

    `replaced` are pairs of statements of which the second took the place of the first.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.ids: dict[str, str] = {}
        self.refused: list[str] = []
        self.times: list[float] = []

    @property
    def replaced(self) -> list[tuple[str, str]]:
        return self.memory.known.ask(lambda tables: tables.execute(_REPLACED).fetchall())

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times)

    def write(self, adds: Sequence[Add]) -> None:
        """In one write; what cannot be written with the others, alone."""
        started = time.perf_counter()
        outcome = self.memory.write(adds, _PERSON)
        self.times.append((time.perf_counter() - started) * 1e3)
        if not isinstance(outcome, Receipt):
            for add in adds if len(adds) > 1 else ():
                self.write([add])
            self.refused += [add.title for add in adds if len(adds) == 1]
            return
        self.ids.update({one.title: one.id for one in outcome.saved if one.change == "added"})


def fill(folder: Path, statements: Sequence[tuple[str, str]]) -> Kept:
    """Write each statement on its day."""
    now = [0.0]
    kept = Kept(open_memory(folder, clock=lambda: now[0]))
    for day, text in statements:
        now[0] = instant_of(day)
        kept.write([Add(title=text)])
    return kept


def instant_of(day: str) -> float:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()
