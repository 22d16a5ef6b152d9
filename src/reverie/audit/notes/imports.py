"""Notes that a note imports (`@docs/rules.md`), in the form that instruction files have; never out of the project."""

import os
import posixpath
from collections.abc import Iterable, Iterator

from reverie.audit.values import Note
from reverie.code.contained import LeadsOut, parts_of
from reverie.code.values import Unread
from reverie.config.instructions.imports import mentions

from .names import is_instructions, is_note
from .reading import read_note

_MOST_DEPTH = 5
_MOST_IMPORTS = 200


def with_imports(notes: Iterable[Note]) -> Iterator[Note]:
    """The notes, each followed by what it imports that lies in its own folder. Circles end by themselves."""
    for note in notes:
        yield note
        if is_instructions(note.inner):
            yield from _imported(note, {note.inner}, 1)


def _imported(note: Note, seen: set[str], depth: int) -> Iterator[Note]:
    read = read_note(note)
    if isinstance(read, Unread) or depth > _MOST_DEPTH:
        return
    for spellings in mentions(read.text)[:_MOST_IMPORTS]:
        inner = next((one for word in spellings if (one := _inside(note, word))), "")
        if inner and inner not in seen:
            seen.add(inner)
            shown = posixpath.normpath(posixpath.join(posixpath.dirname(note.shown), spellings[-1]))
            imported = Note(shown, note.folder, inner, note.root, inner if note.place else "")
            yield imported
            yield from _imported(imported, seen, depth + 1)


def _inside(note: Note, word: str) -> str:
    """The path that a word means, relative to the note's folder; empty when it leads out, or is no note there."""
    inner = posixpath.normpath(posixpath.join(posixpath.dirname(note.inner), word))
    try:
        parts = parts_of(inner)
    except LeadsOut:
        return ""
    path = "/".join(parts)
    return path if is_note(path) and os.path.isfile(note.folder / path) else ""
