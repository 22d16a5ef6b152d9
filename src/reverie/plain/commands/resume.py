"""/resume: the earlier sessions of the project, and which one to go on with."""

import asyncio
from collections.abc import Iterable, Iterator

import msgspec

from reverie.conversation.truncation import counted
from reverie.plain.desk import Desk, Resume
from reverie.plain.face import Asked, Choice
from reverie.plain.greeting import short
from reverie.storage.clock import system_clock
from reverie.transcripts.session_folder import SessionFolder, SessionSummary

from .command import Room
from .wording import ago_seconds

MOST_LISTED = 15
_SHORTEST_ID = 4


class Earlier(msgspec.Struct, frozen=True):
    """A session that could be gone on with, and when it was written to last (seconds since the epoch)."""

    summary: SessionSummary
    used: float


async def run(room: Room, argument: str) -> Resume | None:
    """Raises OSError."""
    desk = room.desk
    if found := by_id(argument, desk.sessions):
        return _resume(room, found)
    listed: list[Earlier] = []

    async def look() -> None:
        listed.extend(await asyncio.to_thread(_listed, desk, "" if argument.isdecimal() else argument))

    if not await room.while_working("looking for sessions", look()):
        return None
    if not listed:
        room.face.say(f"no earlier session has '{argument}' in its title" if argument else "no earlier session here")
        return None
    typed = argument if argument.isdecimal() else await room.face.ask(_question(listed, argument))
    return _chosen(room, (typed or "").strip(), listed)


def by_id(beginning: str, sessions: SessionFolder) -> str:
    """The one session whose id begins so; empty when that is not clear."""
    if len(beginning) < _SHORTEST_ID or not beginning.isalnum():
        return ""
    found = [one for one in sessions.ids() if one.startswith(beginning.upper())]
    return found[0] if len(found) == 1 else ""


def _chosen(room: Room, typed: str, listed: list[Earlier]) -> Resume | None:
    if not typed:
        room.face.say("this session goes on")
        return None
    if typed.isdecimal() and 1 <= int(typed) <= len(listed):
        return _resume(room, listed[int(typed) - 1].summary.id)
    if found := by_id(typed, room.desk.sessions):
        return _resume(room, found)
    room.face.say(f"'{typed}' is neither a number of the list nor the beginning of one session's id; this one goes on")
    return None


def _resume(room: Room, session: str) -> Resume | None:
    """Say why not here, while there still is a session to go on with."""
    desk = room.desk
    problem = desk.sessions.summary(session).problem
    if session == desk.session.id:
        room.face.say("that is this session")
    elif problem:
        room.face.say(f"session {short(session)} cannot be resumed: {problem}")
    elif desk.sessions.is_open(session):
        room.face.say(f"session {short(session)} is open in another process; end that one first, or /fork here")
    else:
        return Resume(session)
    return None


def _listed(desk: Desk, words: str) -> list[Earlier]:
    """The person's sessions that were used last, tasks and this one left out."""
    found: list[Earlier] = []
    for earlier in _earlier(desk.sessions, desk.session.id):
        if _fits(earlier.summary, words):
            found.append(earlier)
        if len(found) == MOST_LISTED:
            break
    return found


def _earlier(sessions: SessionFolder, current: str) -> Iterator[Earlier]:
    for session in sessions.recent_ids():
        if session != current:
            summary = sessions.summary(session)
            if not summary.task and not summary.problem and summary.title:
                yield Earlier(summary, sessions.path(session).stat().st_mtime)


def _fits(summary: SessionSummary, words: str) -> bool:
    title = summary.title.casefold()
    return all(word in title for word in words.casefold().split())


def _question(listed: Iterable[Earlier], words: str) -> Asked:
    now = system_clock()
    choices = tuple(Choice(str(number), _line(earlier, now)) for number, earlier in enumerate(listed, 1))
    which = f"Which session with '{words}'?" if words else "Which session?"
    return Asked(f"{which} Its number, or the beginning of an id (Enter alone: stay here)", "", choices)


def _line(earlier: Earlier, now: float) -> str:
    summary = earlier.summary
    return f"{ago_seconds(earlier.used, now)}, {counted(summary.turns, 'turn')}: {summary.title} ({short(summary.id)})"
