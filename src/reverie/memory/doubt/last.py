"""Where facts stood when somebody last looked, kept in the cache: what the overview counts, and what waits to be
repaired. Losing it loses nothing: the next look finds it again.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from reverie.checks.verdict import Word
from reverie.memory.fact import Fact
from reverie.memory.store import Memory

from .standing import Standing

_CURRENT = (
    " FROM standings JOIN facts ON facts.id = standings.fact AND facts.digest = standings.digest"
    " JOIN files ON files.name = facts.file WHERE NOT files.archived AND facts.ended IS NULL"
)


class Doubt(msgspec.Struct, frozen=True):
    """A fact that no longer held on `day`: withheld, and waiting for a dream or a person to repair it."""

    id: str
    title: str
    said: str
    day: str


def keep_standings(memory: Memory, judged: Sequence[tuple[Fact, Standing]]) -> None:
    """Remember where these facts stand; of facts that were not changed since. Writes only what is new."""
    if not judged:
        return
    day = datetime.fromtimestamp(memory.clock()).astimezone().date().isoformat()
    news = memory.known.ask(lambda tables: list(_news(tables, judged, day)))
    if news:
        sql = "INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?, ?)"
        memory.known.change(lambda tables: tables.executemany(sql, news))


def doubts(memory: Memory) -> tuple[Doubt, ...]:
    """The queue: facts that no longer held when they were last judged and are as they were then, oldest doubt first."""
    sql = f"SELECT facts.id, facts.title, said, day{_CURRENT} AND word = 'refuted' ORDER BY day, facts.id"
    return memory.known.ask(lambda tables: tuple(Doubt(*row) for row in tables.execute(sql)))


def last_words(memory: Memory) -> dict[Word, int]:
    """How many current facts stood how when they were last judged; of a person's own wishes nothing is counted."""
    sql = f"SELECT word, count(*){_CURRENT} AND said NOT LIKE 'you said%' GROUP BY word"
    return memory.known.ask(lambda tables: dict(tables.execute(sql).fetchall()))


def _news(tables: sqlite3.Connection, judged: Iterable[tuple[Fact, Standing]], day: str) -> Iterable[tuple[Any, ...]]:
    """The rows that are not there yet; a fact that somebody changes meanwhile has none."""
    for fact, standing in judged:
        rows = tables.execute("SELECT digest FROM facts WHERE id = ?", (fact.id,)).fetchall()
        if len(rows) != 1:
            continue
        new = (rows[0][0], standing.word, standing.said)
        sql = "SELECT digest, word, said FROM standings WHERE fact = ?"
        if tables.execute(sql, (fact.id,)).fetchone() != new:
            yield (fact.id, *new, day)
