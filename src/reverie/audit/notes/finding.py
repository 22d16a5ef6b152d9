"""The notes that a person means: those they named, or those of the project they stand in."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from reverie.audit.errors import CannotCheck
from reverie.audit.values import Note
from reverie.code.contained import LeadsOut, entries_inside
from reverie.code.ignoring import is_cache_or_dependency
from reverie.code.listing import files_below, rules_below

from .agents import memory_files
from .imports import with_imports
from .names import is_note, is_of_project
from .roots import project_root

_MOST_NOTES = 20_000
_DEEPEST = 30


class Surroundings(msgspec.Struct, frozen=True):
    """Where we are: the current folder, the person's home (both as they are spelled), and the environment."""

    folder: Path
    home: Path
    environ: Mapping[str, str]


def find_notes(paths: Sequence[str], around: Surroundings) -> list[Note]:
    """What `paths` name, files and folders; without one what is there for the project of the current folder.

    Each note once, with those that it imports. Raises CannotCheck for a path that is not there, and OSError.
    """
    found = _named(paths, around) if paths else _of_project(around)
    return list(_once(with_imports(_once(found))))


def _named(paths: Sequence[str], around: Surroundings) -> Iterator[Note]:
    for path in paths:
        given = around.folder / path
        if not os.path.lexists(given):
            raise CannotCheck(f"'{path}' is not there; name a note, or a folder with notes")
        real = Path(os.path.realpath(given))
        if real.is_dir():
            yield from _in_folder(real, path, around)
        elif real.is_file():
            yield _note(real, path, project_root(real.parent, _home(around)))
        else:
            raise CannotCheck(f"'{path}' is no file and no folder; name a note, or a folder with notes")


def _in_folder(folder: Path, shown: str, around: Surroundings) -> Iterator[Note]:
    root = project_root(folder, _home(around))
    if folder == root:
        names: Iterable[str] = _notes_of(root)
    else:
        names = _below(folder)
    found = [_note(folder / name, os.path.normpath(os.path.join(shown, name)), root) for name in names]
    if not found:
        raise CannotCheck(f"'{shown}' holds no notes (Markdown, reStructuredText, text); name a note")
    yield from found


def _of_project(around: Surroundings) -> Iterator[Note]:
    here = Path(os.path.realpath(around.folder, strict=True))
    root = project_root(here, _home(around))
    for name in _notes_of(root):
        yield _note(root / name, os.path.relpath(root / name, here), root)
    for folder, name in memory_files(root, around.environ, around.home):
        yield Note(str(_short(folder / name, around.home)), folder, name, root)


def _notes_of(root: Path) -> list[str]:
    files = files_below(str(root), rules_below(str(root))).files
    local = [name for name in ("CLAUDE.local.md", ".claude/CLAUDE.md") if os.path.isfile(root / name)]
    return [*dict.fromkeys([*(path for path in files if is_of_project(path)), *local])][:_MOST_NOTES]


def _below(folder: Path) -> list[str]:
    """The notes in a folder; not those behind links, nor in caches and dependencies."""
    found: list[str] = []
    waiting = [("", 0)]
    while waiting and len(found) < _MOST_NOTES:
        inner, depth = waiting.pop()
        try:
            entries = entries_inside(str(folder), inner)
        except (LeadsOut, OSError):
            continue
        for entry in entries:
            path = f"{inner}{entry.name}"
            if entry.kind == "file" and is_note(path):
                found.append(path)
            elif entry.kind == "folder" and depth < _DEEPEST and not is_cache_or_dependency(entry.name):
                waiting.append((f"{path}/", depth + 1))
    return sorted(found)


def _note(real: Path, shown: str, root: Path) -> Note:
    if real.is_relative_to(root):
        place = real.relative_to(root).as_posix()
        return Note(shown, root, place, root, place)
    return Note(shown, real.parent, real.name, root)


def _home(around: Surroundings) -> Path:
    return Path(os.path.realpath(around.home))


def _short(path: Path, home: Path) -> Path:
    return Path("~") / path.relative_to(home) if path.is_relative_to(home) else path


def _once(notes: Iterable[Note]) -> Iterator[Note]:
    seen: set[Path] = set()
    for note in notes:
        if note.path not in seen:
            seen.add(note.path)
            yield note
