"""/memory: what is remembered, and what every request begins with beside our own prompt: the instruction files."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.config.instructions import InstructionFile, Instructions, load_instructions, repository_files
from reverie.conversation.messages import tokens_of
from reverie.conversation.shown_path import show_path
from reverie.conversation.visible import visible_line
from reverie.plain.desk import Desk

from .command import Room
from .wording import columns

if TYPE_CHECKING:
    from reverie.memory.store import Memory


async def run(room: Room, argument: str) -> None:
    desk = room.desk
    claude = bool(desk.settings.claude_instructions)
    loaded = load_instructions(desk.project.root, desk.places, trusted=desk.trusted, claude=claude)
    remembered = await asyncio.to_thread(_remembered, desk)
    files = [*_files(loaded, desk), *_given(desk), *loaded.notices, *_where(desk), *desk.settings.notices]
    room.face.say("\n".join([*remembered, *files]))


def _remembered(desk: Desk) -> list[str]:
    """Of both memories: how much, how far it can be relied on, and what is wrong. SQLite keeps it in one thread."""
    from reverie.memory.embedding.finding import why_missing
    from reverie.memory.scope_opening import open_project_memory, open_user_memory
    from reverie.memory.telling import index_line

    opened = {"remembered for all projects": open_user_memory(desk.places)}
    if desk.project.id is not None:
        opened = {"remembered in this project": open_project_memory(desk.project, desk.places)} | opened
    lines = [line for name, memory in opened.items() for line in _of_memory(name, memory)]
    folders = [memory.layout.folder for memory in opened.values()]
    return [
        *lines,
        f"{index_line(folders)}; to see, find and change it: reverie memory",
        *filter(None, [why_missing()]),
    ]


def _of_memory(name: str, memory: "Memory") -> Iterator[str]:
    from reverie.memory.reading import overview
    from reverie.memory.telling import fact_line, problem_lines

    with closing(memory):
        seen = overview(memory)
    yield f"{name}: {fact_line(seen)}"
    yield from (f"  {visible_line(line)}" for line in problem_lines(seen))


def _files(loaded: Instructions, desk: Desk) -> list[str]:
    if not loaded.files:
        return ["no instruction file is in force"]
    system = desk.session.equipment.context.fixed.system
    rows = [_row(file, system, desk.project.root) for file in loaded.files]
    return ["in force:", *(f"  {line}" for line in columns(rows))]


def _given(desk: Desk) -> list[str]:
    """Those of folders, which the model was given when something in them was touched."""
    root = desk.project.root
    rows = [_nested_row(file, root) for file in desk.session.equipment.nested.given]
    return ["given for the folders that were touched:", *(f"  {line}" for line in columns(rows))] if rows else []


def _nested_row(file: InstructionFile, root: Path) -> tuple[str, str, str]:
    below = f"holds below {show_path(file.below, root)}" if file.below else ""
    return show_path(file.path, root), f"{tokens_of(file.text):,} tokens", below


def _row(file: InstructionFile, system: str, root: Path) -> tuple[str, str, str]:
    whose = "yours" if file.origin == "human" else "the project's"
    is_new = "" if file.text in system else "; changed since it was read: holds after /compact or in a new session"
    return show_path(file.path, root), f"{tokens_of(file.text):,} tokens", whose + is_new


def _where(desk: Desk) -> Iterable[str]:
    own, root = desk.places.config / "AGENTS.md", desk.project.root
    yield f"your own, for all projects: {own}{'' if own.exists() else ' (not there yet)'}"
    found = repository_files(root)
    if not found:
        yield "the project's: none yet; /init proposes one"
    elif not desk.trusted:
        names = ", ".join(path.name for path in found)
        yield f"the project's {names}: not loaded, as the project is not trusted; reverie trust add, then start again"
    else:
        yield f"the project's: {', '.join(str(path) for path in found)}"
