"""What held earlier: superseded and retired facts, for a question about the past, and always with their dates."""

from collections.abc import Iterator

import msgspec

from reverie.memory.known import FactEntry
from reverie.memory.slots.asking import Asked, asked_day
from reverie.memory.slots.current import holding_on, outdated_in

from .block import Line
from .ranking import FactRanking

_MOST = 12


def earlier(ranking: FactRanking, question: str) -> Iterator[Line]:
    """The facts that held on the day that a question asks about and no longer do; none for one about now."""
    asked = asked_day(question)
    if asked is None:
        return
    entries = _with_ends([one.entry for one in ranking.rank(asked.rest, _MOST)])
    for entry in _meant(entries, asked):
        if not entry.is_current:
            yield _line(entry)


def _with_ends(entries: list[FactEntry]) -> list[FactEntry]:
    """A fact that a newer one has overtaken ended when that was seen, though nobody wrote it down."""
    past = outdated_in(entries)
    return [
        msgspec.structs.replace(one, ended=newer.seen, ended_by=newer.id) if (newer := past.get(one.id)) else one
        for one in entries
    ]


def _meant(entries: list[FactEntry], asked: Asked) -> tuple[FactEntry, ...]:
    return tuple(entries) if asked.day is None else holding_on(entries, asked.day)


def _line(entry: FactEntry) -> Line:
    text = f"{entry.title}\n{entry.body}" if entry.body else entry.title
    until = f"no longer so since {entry.ended}" if entry.ended else "no longer so"
    follower = f"^{entry.ended_by} took its place" if entry.ended_by else entry.because
    return Line(text, (f"^{entry.id}", f"seen {entry.seen}", until, follower))
