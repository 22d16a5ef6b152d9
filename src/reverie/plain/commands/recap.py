"""/recap: what was asked and what was done in this session, told by code from its record; no model, no cost."""

import asyncio
from collections.abc import Iterator, Mapping

from reverie.conversation.truncation import counted
from reverie.plain.desk import Desk

from .command import Room
from .cost import spent_line
from .todo import todo_lines
from .told import Told, told_by
from .wording import one_line

_MOST_ASKED = 20
_MOST_FILES = 20
_MOST_COMMANDS = 10
_WIDTH = 100


async def run(room: Room, argument: str) -> None:
    """Raises LedgerUnusable, UnreadableTranscript, OSError."""
    desk = room.desk
    told = await asyncio.to_thread(told_by, desk.transcript.path)
    if not told.asked:
        room.face.say("nothing was asked yet in this session")
        return
    spent = spent_line(await desk.spend.session_total())
    room.face.say("\n".join([*_record(told), *_standing(desk), f"used: {spent}"]))


def _record(told: Told) -> Iterator[str]:
    yield from _section("asked", [one_line(text, _WIDTH) for text in told.asked], _MOST_ASKED)
    yield from _section("changed", _changes(told.changed), _MOST_FILES)
    ran = [f"{_status(status)}  {one_line(command, _WIDTH)}" for command, status in told.commands]
    yield from _section("commands", ran, _MOST_COMMANDS)
    yield from _section("tasks", [one_line(task, _WIDTH) for task in told.tasks], _MOST_COMMANDS)


def _standing(desk: Desk) -> Iterator[str]:
    standing = desk.session.history.standing
    decisions = [f"{one_line(each.question, _WIDTH)}: {one_line(each.answer, _WIDTH)}" for each in standing.decisions]
    yield from _section("decided", decisions, _MOST_ASKED)
    if standing.plan:
        yield from _section("plan", [one_line(line, _WIDTH) for line in standing.plan.splitlines() if line.strip()], 12)
    yield from _section("open", todo_lines(standing.open_todos), _MOST_ASKED)


def _section(name: str, lines: list[str], most: int) -> Iterator[str]:
    """The last lines of a kind below its name; nothing when there are none."""
    if not lines:
        return
    earlier = f" (and {counted(len(lines) - most, 'earlier one')})" if len(lines) > most else ""
    yield f"{name}:{earlier}"
    yield from (f"  {line}" for line in lines[-most:])


def _changes(changed: Mapping[str, tuple[int, int]]) -> list[str]:
    return [f"{path} (+{added} -{removed})" for path, (added, removed) in changed.items()]


def _status(status: int | None) -> str:
    return "no exit status" if status is None else f"exit status {status}"
