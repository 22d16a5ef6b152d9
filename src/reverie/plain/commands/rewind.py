"""/rewind: back to an earlier turn, with the conversation, the files, or both, after a look at what that would do."""

import asyncio
from collections.abc import Iterator

from reverie.agent.rewind.points import points
from reverie.agent.rewind.preview import preview
from reverie.agent.rewind.rewinding import rewind
from reverie.agent.rewind.values import Point, Preview, Rewound, What
from reverie.conversation.truncation import counted
from reverie.conversation.visible import visible_line
from reverie.plain.face import Asked, Choice
from reverie.storage.clock import system_clock

from .command import Room
from .wording import ago, one_line

MOST_LISTED = 15
_MOST_NAMED = 10
_WHATS: dict[str, What] = {"b": "both", "c": "conversation", "f": "files"}
_MEANINGS: dict[What, str] = {
    "both": "the conversation and the files",
    "conversation": "the conversation alone; the files stay",
    "files": "the files alone; the conversation stays",
}


async def run(room: Room, argument: str) -> None:
    """Raises UnreadableTranscript, OSError."""
    found = await _points(room)
    if not found:
        room.face.say("there is no turn to go back to yet")
        return
    point = await _point(room, found, argument)
    what = await _what(room, point) if point else None
    seen = await _preview(room, point, what) if point and what else None
    if seen is None:
        room.face.say("nothing was changed")
    elif seen.what == "files" and not seen.changes:
        room.face.say("\n".join([*_lines(seen), "no file would change"]))
    else:
        await _confirm(room, seen)


async def _points(room: Room) -> dict[str, Point]:
    """The places to go back to, the newest first, by what is typed for each: a turn's number, or r1 for a rewind."""
    desk = room.desk
    listed: list[Point] = []

    async def look() -> None:
        listed.extend(await asyncio.to_thread(points, desk.transcript.path, desk.project.root))

    await room.while_working("looking at the turns", look())
    rewinds = [point for point in listed if point.kind == "rewind"]
    return {f"r{rewinds.index(point) + 1}" if point in rewinds else str(point.turn): point for point in listed}


async def _point(room: Room, found: dict[str, Point], argument: str) -> Point | None:
    typed = argument or await room.face.ask(_which(found))
    key = (typed or "").strip().casefold()
    if key and key not in found:
        room.face.say(f"there is no turn '{key}' to go back to")
    return found.get(key)


def _which(found: dict[str, Point]) -> Asked:
    now = system_clock()
    choices = [Choice(key, _about(point, now)) for key, point in found.items()]
    older = f"; {len(choices) - MOST_LISTED} older ones by their number" if len(choices) > MOST_LISTED else ""
    return Asked(f"Back to before which turn? (Enter alone: stay{older})", "", tuple(choices[:MOST_LISTED]))


def _about(point: Point, now: float) -> str:
    since = [counted(point.files, "file")] if point.files else []
    since += [counted(point.commands, "command")] if point.commands else []
    happened = f" (since then: {', '.join(since)})" if since else ""
    left = " (left)" if point.has_left else ""
    return f"{ago(point.at, now)}: {point.title}{left}{happened}"


async def _what(room: Room, point: Point) -> What | None:
    """What is to go back; where no file was changed since only the conversation can."""
    if not point.files:
        return "conversation"
    choices = tuple(Choice(key, _MEANINGS[what]) for key, what in _WHATS.items())
    typed = await room.face.ask(Asked("What goes back? (Enter alone: nothing)", "", choices))
    return _WHATS.get((typed or "").strip().casefold()[:1])


async def _preview(room: Room, point: Point, what: What) -> Preview | None:
    desk = room.desk
    seen: list[Preview] = []

    async def look() -> None:
        seen.append(await asyncio.to_thread(preview, desk.transcript.path, desk.project.root, point, what))

    await room.while_working("looking at what would change", look())
    return seen[0] if seen else None


async def _confirm(room: Room, seen: Preview) -> None:
    diff = "".join(change.diff for change in seen.changes).rstrip("\n")
    choices = (Choice("y", "yes, go back"), Choice("n", "no"))
    typed = await room.face.ask(Asked(_back_to(seen), "\n".join(_lines(seen)), choices, diff, "diff"))
    if (typed or "").strip().casefold() not in ("y", "yes"):
        room.face.say("nothing was changed")
        return
    rewound = rewind(room.desk.session, room.desk.transcript, seen)
    room.face.say("\n".join([*_done(rewound, seen), *await _withdrawn(room, rewound)]))
    if rewound.prompt:
        room.face.put(rewound.prompt)


async def _withdrawn(room: Room, rewound: Rewound) -> list[str]:
    """What the memory takes back because it rests on files that went back: lines, mostly none."""
    if not rewound.changes:
        return []
    from reverie.memory.withdrawing import withdraw_rewound

    desk = room.desk
    return await asyncio.to_thread(withdraw_rewound, desk.project, desk.places, desk.session.id)


def _back_to(seen: Preview) -> str:
    """The question itself. The title of a rewind says all of it."""
    point = seen.point
    title = one_line(visible_line(point.title), 80)
    return f"Back to {title}" if point.kind == "rewind" else f"Back to before turn {point.turn}: {title}"


def _lines(seen: Preview) -> Iterator[str]:
    """What would happen, and what would not."""
    if seen.turns:
        yield f"{counted(seen.turns, 'turn')} would leave the conversation (they stay in the transcript)"
    yield from (f"{change.verb} {change.path}" for change in seen.changes)
    yield from (f"stays as it is: {file.path} ({file.why})" for file in seen.refused)
    if seen.what == "conversation" and seen.edited:
        yield f"files stay as they are: {_named(seen.edited)}"
    if seen.commands:
        yield "not covered is what these commands did:"
        yield from (f"  $ {one_line(visible_line(command), 100)}" for command in seen.commands[:_MOST_NAMED])
    if len(seen.commands) > _MOST_NAMED:
        yield f"  and {len(seen.commands) - _MOST_NAMED} more"
    yield from seen.problems


def _done(rewound: Rewound, seen: Preview) -> Iterator[str]:
    if rewound.problem:
        yield rewound.problem
        return
    what = f"back before turn {seen.point.turn}" if seen.point.kind == "turn" else "back before the rewind"
    yield f"{what}{_files(rewound)}; /rewind can take this back"
    yield from (f"stays as it is: {file.path} ({file.why})" for file in rewound.refused)


def _files(rewound: Rewound) -> str:
    deleted = sum(change.verb == "delete" for change in rewound.changes)
    counts = (("put back", len(rewound.changes) - deleted), ("deleted", deleted))
    return "".join(f", {counted(count, 'file')} {done}" for done, count in counts if count)


def _named(paths: tuple[str, ...]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
