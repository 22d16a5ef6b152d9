"""What is found in the requests of `entropy`: what is missing, what is left that should be gone, how large they are."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from benchmarks.entropy_day import LIES, Day

from reverie.conversation.messages import tokens_of

IN_BYTES = "in the bytes"
COMPACTED = "older than the last compaction"
LIED = "lies of the summariser in the bytes"


class PlayedDay(msgspec.Struct, frozen=True):
    """What one arm sent: bodies with their turns. `compactions` are turns in which the context was made smaller, each
    with the index of the first body after it."""

    bodies: list[tuple[int, bytes]]
    compactions: list[tuple[int, int]]

    def sizes(self, first: int, last: int) -> list[int]:
        """Tokens of the requests of these turns."""
        return [tokens_of(body.decode()) for turn, body in self.bodies if first <= turn <= last]

    def at_end_of(self, turn: int) -> "Moment":
        body = next(body for at, body in reversed(self.bodies) if at == turn)
        return Moment(body, turn, turn, max((at for at, _ in self.compactions if at <= turn), default=0))

    def after_compactions(self) -> list["Moment"]:
        """The first request after each: there is nothing in it that a compaction has not met."""
        return [Moment(self.bodies[index][1], turn, turn - 1, turn) for turn, index in self.compactions]


class Moment(msgspec.Struct, frozen=True):
    """A request in `turn`, with the calls done up to `done`; a compaction has met what is older than `compacted`."""

    body: bytes
    turn: int
    done: int
    compacted: int


def faults(moment: Moment, day: Day) -> dict[str, tuple[int, int]]:
    """What is looked for: in how many cases it is not as it should be, and of how many."""
    todos = day.open_todos(moment.done) if moment.done == moment.turn or moment.turn not in day.todos else []
    given = {
        "rules missing": [rule for at, rule in day.rules.items() if at <= moment.turn],
        "decisions missing": day.answers(moment.done),
        "open todos missing": todos,
    }
    found = {what: (sum(_json(text) not in moment.body for text in texts), len(texts)) for what, texts in given.items()}
    lines = _lines(moment.body)
    for scope, before in ((IN_BYTES, moment.done + 1), (COMPACTED, moment.compacted)):
        old = [value.old for value in day.values if value.changed < before]
        failed = [reason for at, reason in day.failures.items() if at < before]
        found[f"superseded values left, {scope}"] = sum(_json(text) in moment.body for text in old), len(old)
        found[f"failures not on one line, {scope}"] = sum(_count(reason, lines) != 1 for reason in failed), len(failed)
    found[LIED] = sum(_json(lie) in moment.body for lie in LIES), len(LIES)
    return found


def added_up(moments: Sequence[Moment], day: Day) -> dict[str, tuple[int, int]]:
    """The faults of all these moments together."""
    sums: dict[str, tuple[int, int]] = {}
    for moment in moments:
        for what, (count, of) in faults(moment, day).items():
            before = sums.get(what, (0, 0))
            sums[what] = before[0] + count, before[1] + of
    return sums


def _json(text: str) -> bytes:
    """A text as it stands within a request."""
    return msgspec.json.encode(text)[1:-1]


def _lines(body: bytes) -> list[str]:
    """All lines of all texts of a request."""
    return [line for text in _strings(json.loads(body)) for line in text.splitlines()]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _count(text: str, lines: Sequence[str]) -> int:
    return sum(text in line for line in lines)
