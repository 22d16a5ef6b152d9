"""/memory: what every request begins with beside our own prompt: the instruction files, and where to change them."""

from collections.abc import Iterable
from pathlib import Path

from reverie.config.instructions import InstructionFile, Instructions, load_instructions, repository_files
from reverie.conversation.messages import tokens_of
from reverie.conversation.shown_path import show_path
from reverie.plain.desk import Desk

from .command import Room
from .wording import columns


async def run(room: Room, argument: str) -> None:
    desk = room.desk
    claude = bool(desk.settings.claude_instructions)
    loaded = load_instructions(desk.project.root, desk.places, trusted=desk.trusted, claude=claude)
    room.face.say(
        "\n".join([*_files(loaded, desk), *_given(desk), *loaded.notices, *_where(desk), *desk.settings.notices])
    )


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
