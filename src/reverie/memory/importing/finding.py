"""Which files a person means by a path, and what form each is in."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from . import claude_code, codex, own_memory
from .source_file import SourceFile
from .whose import INSTRUCTION_NAMES

Form = Literal["claude-code", "codex", "agents-md", "memory-md", "reverie"]
FORMS: tuple[Form, ...] = get_args(Form)

MOST_FILES = 2_000
_DEEPEST = 4
_ENDINGS = (".md", ".markdown", ".txt", ".jsonl")


class CannotImport(Exception):
    """One line for a person: what was named is nothing that can be imported, and the next step."""


class Named(msgspec.Struct, frozen=True):
    """A file to read, by the name that a person is shown; `why_not` says why it is passed over."""

    path: Path
    shown: str
    why_not: str = ""


def files_in(path: Path, *, is_user: bool, own_project: str) -> list[Named]:
    """The files that `path` means. `own_project` is the name of Claude Code's folder for the project.

    Raises CannotImport when there is nothing in it, or far too much.
    """
    if not os.path.lexists(path):
        raise CannotImport(f"'{path}' is not there; name a file or a folder")
    if not path.is_dir():
        return [Named(path, str(path))]
    found = list(_in_folder(path, is_user=is_user, own_project=own_project))
    if not found:
        raise CannotImport(f"'{path}' holds nothing that can be imported: no Markdown file and no export of a memory")
    return found


def form_of(source: SourceFile) -> Form:
    """By what is in it, then by its name."""
    if source.real.suffix == ".jsonl" or own_memory.holds_facts(source):
        return "reverie"
    if codex.is_codex(source):
        return "codex"
    if source.real.name in INSTRUCTION_NAMES:
        return "agents-md"
    if claude_code.is_memory_file(source):
        return "claude-code"
    return "memory-md"


def _in_folder(path: Path, *, is_user: bool, own_project: str) -> Iterator[Named]:
    if (path / "topics").is_dir() and ((path / "MEMORY.md").exists() or (path / "journal.jsonl").exists()):
        return _own(path)
    if any((path / name).exists() for name in (codex.SUMMARY, "raw_memories.md", "rollout_summaries")):
        return _codex(path)
    if (path / "memories").is_dir() and (path / "sessions").is_dir() | (path / "config.toml").is_file():
        return _home(path, [path / "memories"], "AGENTS.md", is_user=is_user)
    if (path / "projects").is_dir() and path.name.startswith(".claude"):
        return _home(path, [path / "projects" / own_project / "memory"], "CLAUDE.md", is_user=is_user)
    if (path / "memory" / "MEMORY.md").is_file():
        return _plain(path / "memory")
    instructions = [path / name for name in sorted(INSTRUCTION_NAMES) if (path / name).is_file()]
    if instructions and not (path / "MEMORY.md").is_file():
        return (Named(one, str(one)) for one in instructions)
    return _plain(path)


def _own(path: Path) -> Iterator[Named]:
    yield Named(path / "MEMORY.md", str(path / "MEMORY.md"), "the index is made anew here")
    for folder in ("topics", "archive"):
        if (path / folder).is_dir():
            yield from _plain(path / folder)


def _codex(path: Path) -> Iterator[Named]:
    for name in sorted(os.listdir(path)):
        one = path / name
        if name in codex.NOT_READ:
            yield Named(one, str(one), codex.NOT_READ[name])
        elif name in ("MEMORY.md", codex.SUMMARY):
            yield _named(one)


def _home(path: Path, folders: Sequence[Path], instructions: str, *, is_user: bool) -> Iterator[Named]:
    """An agent's own folder: what it keeps of this project, or with --user what holds for all."""
    general = path / instructions
    if general.is_file():
        yield Named(general, str(general), "" if is_user else "it holds for all projects; import it with --user")
    if is_user and (path / "rules").is_dir():
        yield from _plain(path / "rules")
    for folder in folders:
        is_of_project = folder.parent.parent.name == "projects"
        if folder.is_dir() and is_of_project and is_user:
            yield Named(folder, str(folder), "it is about one project; import it there, without --user")
        elif folder.is_dir():
            yield from _in_folder(folder, is_user=is_user, own_project="")


def _plain(path: Path) -> Iterator[Named]:
    found = []
    for one in _walk(path, 0):
        found.append(one)
        if len(found) > MOST_FILES:
            raise CannotImport(f"'{path}' holds more than {MOST_FILES:,} files; name those that you mean")
    return iter(found)


def _walk(folder: Path, depth: int) -> Iterator[Named]:
    """Markdown files and exports; hidden ones and those behind links are none of the folder's."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Named(folder, str(folder), f"cannot be read: {error.strerror or error}")
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            if depth < _DEEPEST:
                yield from _walk(path, depth + 1)
        elif name.lower().endswith(_ENDINGS) or path.is_symlink():
            yield _named(path)


def _named(path: Path) -> Named:
    """A link in a folder is not followed: what lies behind it is not the folder's."""
    return Named(path, str(path), "a link, which is not followed; name the file itself" if path.is_symlink() else "")
