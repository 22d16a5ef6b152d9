"""/init: an AGENTS.md from what is really in the project, shown as a difference and written only after a yes."""

import asyncio
from pathlib import Path

from reverie.agent.survey import Proposal, propose
from reverie.conversation.diff import unified_diff
from reverie.conversation.shown_path import show_path
from reverie.plain.face import Asked, Choice
from reverie.storage.atomic import replace_content, replace_file
from reverie.storage.errors import UnusableFile

from .command import Room

_YES = ("y", "yes")


async def run(room: Room, argument: str) -> None:
    """Raises UnusableFile, OSError."""
    project = room.desk.project
    if project.id is None:
        room.face.say("a home directory is no project; start reverie in the project's folder, then /init")
        return
    found: list[Proposal] = []

    async def look() -> None:
        found.append(await asyncio.to_thread(propose, project.root))

    if not await room.while_working("looking at the project", look()):
        return
    proposal = found[0]
    shown = show_path(proposal.path, project.root)
    if not proposal.after.strip():
        room.face.say("nothing was found that an AGENTS.md could say yet; /init again when there are files")
        return
    if proposal.before == proposal.after:
        room.face.say(f"nothing to add: {shown} names all that was found")
        return
    if ((await room.face.ask(_question(proposal, shown))) or "").strip().lower() not in _YES:
        room.face.say("nothing was written")
        return
    write(proposal)
    room.face.say(f"written: {shown}; {_when(room)}")


def write(proposal: Proposal) -> None:
    """Put the proposed text in place, whole or not at all. Raises UnusableFile when the file has changed meanwhile."""
    path, content = proposal.path, proposal.after.encode()
    if _now(path) != proposal.before.encode():
        raise UnusableFile(f"'{path}' has changed while you read; nothing was written: /init again")
    if path.exists():
        replace_content(path, content, path.stat())
    else:
        replace_file(path, content, mode=0o644)


def _now(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _question(proposal: Proposal, shown: str) -> Asked:
    verb = "Add this to" if proposal.before else "Write"
    choices = (Choice("y", "yes"), Choice("n", "no"))
    diff = unified_diff(shown, proposal.before, proposal.after).rstrip("\n")
    return Asked(f"{verb} {shown}?", "", choices, diff, "diff")


def _when(room: Room) -> str:
    if room.desk.trusted:
        return "it holds after /compact, and in the next session"
    return "this project is not trusted, so it is not obeyed yet: reverie trust add, then start again"
