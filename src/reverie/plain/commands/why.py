"""/why: which rule, mode or answer allowed or denied the last calls; of a fact, where it comes from; and what the model
is told of its measured weaknesses."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, CallPart
from reverie.conversation.visible import visible_line
from reverie.plain.desk import Desk
from reverie.storage.clock import system_clock
from reverie.transcripts.records import CallRecord, MessageRecord, read_records

from .command import Room
from .wording import ago, one_line

if TYPE_CHECKING:
    from reverie.memory.store import Memory
    from reverie.memory.usage import FactUse

MOST_LISTED = 10
_ID_LENGTH = 10
_WIDTH = 100
_GATES = {
    "reading in the project": "the project's own files may be read unasked",
    "reading what this session wrote": "the session's own outputs may be read unasked",
    "it touches nothing outside the session": "such a call touches neither files nor commands nor the network",
    "mode accept-edits": "in the mode accept-edits, edits within the project run unasked",
    "--dangerously-skip-permissions": "the flag of that name lifts the questions inside the project",
    "the person, once": "you said yes to this one call; the next one asks again",
}


class Judged(msgspec.Struct, frozen=True):
    """A call that ended, what was called with, and when (an instant in UTC)."""

    call: CallFinished
    arguments: str
    at: str


async def run(room: Room, argument: str) -> None:
    """Raises UnreadableTranscript, OSError."""
    calls = await asyncio.to_thread(judged, room.desk.transcript.path)
    if argument == "counterweight":
        room.face.say("\n".join(await asyncio.to_thread(_of_counterweight, room.desk)))
    elif argument and not _is_number(argument, calls):
        room.face.say("\n".join(await asyncio.to_thread(_of_fact, room.desk, argument)))
    elif not calls:
        room.face.say("no call was made in this session yet")
    elif not argument:
        lines = [f"{number:>2}  {_line(each)}" for number, each in enumerate(calls[:MOST_LISTED], 1)]
        room.face.say("\n".join([*lines, "/why N tells more of one, /why ID of a fact"]))
    elif 1 <= int(argument) <= len(calls):
        room.face.say("\n".join(_paragraph(calls[int(argument) - 1])))
    else:
        room.face.say(f"there is no call {argument}: 1 is the newest of {len(calls)}")


def _is_number(argument: str, calls: Sequence[Judged]) -> bool:
    """Whether it counts calls: the id of a fact may be all digits, too, and is as long as no list of calls."""
    return argument.isdecimal() and (len(argument) < _ID_LENGTH or int(argument) <= len(calls))


def _of_fact(desk: Desk, wanted: str) -> list[str]:
    """Both memories are opened, asked and closed in one thread, as SQLite wants it."""
    from reverie.memory.doubt import open_doubter
    from reverie.memory.errors import NoSuchFact
    from reverie.memory.reading import why
    from reverie.memory.reading.naming import find_fact
    from reverie.memory.scope_opening import open_project_memory, open_user_memory, project_sessions, user_sessions
    from reverie.memory.telling import use_line, why_lines

    with ExitStack() as stack:
        own = stack.enter_context(closing(open_user_memory(desk.places)))
        here = stack.enter_context(closing(open_project_memory(desk.project, desk.places)))
        memories = [here] if desk.project.id is None else [here, own]
        try:
            named = find_fact(memories, wanted)
        except NoSuchFact as error:
            return [visible_line(f"{error}; /why N tells of call N")]
        is_own = named.memory is own or desk.project.id is None
        sessions = user_sessions(desk.places) if is_own else project_sessions(desk.project, desk.places)
        found = why(named.memory, named.entry.id, sessions)
        doubter = open_doubter(named.memory, None if is_own else desk.project.root)
        standing = doubter.standing(found.facts[0].fact) if found.facts and found.facts[0].is_current else None
        lines = [*why_lines(found, standing), use_line(_use(named.memory, desk, found.id))]
        return [visible_line(line) for line in lines if line]


def _of_counterweight(desk: Desk) -> list[str]:
    from reverie.quality.counterweight.explaining import explained, standings
    from reverie.quality.scorecard.store import Scores, ScoresUnusable

    scores = Scores(desk.places.state / "ledger.sqlite")
    try:
        lines = [line for one in standings(scores) for line in explained(one)]
    except ScoresUnusable as error:
        return [str(error)]
    finally:
        scores.close()
    return lines or ["no model is told anything: no turn was judged yet"]


def _use(memory: "Memory", desk: Desk, fact_id: str) -> "FactUse":
    from reverie.memory.scope_opening import usage_of
    from reverie.memory.usage import FactUse
    from reverie.memory.usage.counts import UsageUnusable

    with closing(usage_of(memory, desk.places)) as usage:
        try:
            return usage.of(fact_id)
        except UsageUnusable:
            return FactUse()


def judged(transcript: Path) -> list[Judged]:
    """The calls of a session, the newest first. Raises UnreadableTranscript, OSError."""
    wanted: dict[str, CallPart] = {}
    found: list[Judged] = []
    for record in read_records(transcript):
        match record:
            case MessageRecord(message=AssistantMessage() as reply):
                wanted |= {call.id: call for call in reply.calls}
            case CallRecord(call=call, at=at):
                part = wanted.get(call.call_id)
                found.append(Judged(call, part.arguments if part else "", at))
    return found[::-1]


def _line(each: Judged) -> str:
    return f"{_verdict(each.call)}  {one_line(f'{each.call.tool} {_about(each)}', _WIDTH)}: {_by(each.call)}"


def _verdict(call: CallFinished) -> str:
    if call.status == "denied":
        return "denied "
    return "allowed" if call.allowed_by else "not run"


def _by(call: CallFinished) -> str:
    """The rule or answer; of a call that was never judged, what was wrong with it."""
    return one_line(call.allowed_by or call.note or call.status, _WIDTH)


def _about(each: Judged) -> str:
    """What was called with, as a person would say it: the command, path or address, else the arguments."""
    try:
        arguments = msgspec.json.decode(each.arguments or "{}")
    except msgspec.DecodeError:
        return each.arguments
    if not isinstance(arguments, dict):
        return each.arguments
    named = (arguments.get(name) for name in ("command", "path", "url", "pattern", "title", "job"))
    return next((str(value) for value in named if value), "")


def _paragraph(each: Judged) -> list[str]:
    call = each.call
    lines = [
        f"{call.tool} {one_line(_about(each), 4 * _WIDTH)}".rstrip(),
        f"  {ago(each.at, system_clock())}: {_end(call)}",
    ]
    if call.status == "denied":
        return [
            *lines,
            f"  denied: {visible_line(call.note)}",
            "  nothing of it was carried out; the model was told the reason",
        ]
    if not call.allowed_by:
        return [*lines, "  it was not judged: it was refused, or stopped, before the question came up"]
    meaning = _GATES.get(call.allowed_by) or _granted(call.allowed_by)
    return [*lines, f"  allowed by: {visible_line(call.allowed_by)}", *([f"  that is: {meaning}"] if meaning else [])]


def _end(call: CallFinished) -> str:
    return f"{call.status}, {visible_line(call.note)}" if call.note else call.status


def _granted(by: str) -> str:
    if by.startswith("granted: "):
        return "a grant covers it, of the command line, this session or this project; /permissions lists them"
    if by.startswith("the person, for this session: "):
        return "you said yes for this session; /permissions takes it back"
    if by.startswith("the person, in this project: "):
        return "you said yes for good in this project; /permissions takes it back"
    return ""
