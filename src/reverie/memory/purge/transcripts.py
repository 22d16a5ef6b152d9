"""Sessions without what is purged: transcripts that can still be resumed, their outputs, and kept copies of files.

A transcript keeps its lines, each the same JSON with a mark in its texts. A kept copy of a file from before an edit
cannot be changed, because it would no longer be that file: it is removed, and that edit can no longer be rewound.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.memory.recall.past.tables import past_file, remove_past
from reverie.storage.atomic import private_folder
from reverie.storage.lock import Busy, FileLock
from reverie.transcripts.json_line import DamagedLine, decode_line

from .answer import AGAIN, Found, Left
from .files import drop_new, replace_bytes, replace_lines
from .spelling import Needles

_KEPT = "before"


def clean_sessions(folder: Path, needles: Needles, found: Found, only: tuple[str, ...] | None) -> list[str]:
    """Go through the sessions of a folder, or `only` some; the ids of those that are left for another time."""
    left = []
    try:
        remove_past(past_file(folder))  # recall makes it anew from what the transcripts say then
    except OSError as error:
        found.refusal("what recall keeps of past sessions", error)
    for session in sorted(_sessions(folder)):
        if only is None or session in only:
            try:
                if not _clean(folder / session, needles, found):
                    left.append(session)
            except OSError as error:
                found.refusal(f"session {session}", error)
                left.append(session)
    return left


def cleaned_line(line: bytes, needles: Needles) -> bytes:
    """A line of JSON with marks; one that is damaged is treated as text."""
    if not needles.may_be_in(line):
        return line
    try:
        value = decode_line(line)
    except DamagedLine:
        return needles.masked_bytes(line)
    new = _cleaned(value, needles)
    return line if new == value else msgspec.json.encode(new)


def _sessions(folder: Path) -> Iterator[str]:
    try:
        names = {name.partition(".")[0] for name in os.listdir(folder)}
    except (FileNotFoundError, NotADirectoryError):
        return
    yield from filter(is_session_id, names)


def _clean(session: Path, needles: Needles, found: Found) -> bool:
    """False when a process has it open. Raises OSError."""
    transcript = session.with_suffix(".jsonl")
    files = [transcript, transcript.with_name(transcript.name + ".torn"), *_files_below(session)]
    if not any(_holds(path, needles) for path in files) and not _has_leftovers(session):
        return True
    try:
        with FileLock(private_folder(session) / "lock").acquire(wait=False):
            drop_new(session.parent, transcript.name)
            places = replace_lines(transcript, lambda line: cleaned_line(line, needles)) if transcript.is_file() else 0
            found.removal(f"session {session.name}", places)
            for path in files[1:]:
                _clean_file(path, session, needles, found)
    except Busy:
        why = "a process has it open"
        found.left.append(Left(f"session {session.name}", why, f"end that session, then {AGAIN}"))
        return False
    return True


def _clean_file(path: Path, session: Path, needles: Needles, found: Found) -> None:
    if not _holds(path, needles):
        return
    where = f"session {session.name} ({path.name})"
    if path.parent == session / _KEPT:
        path.unlink()
        found.removal(where)
        found.notes.append(
            f"session {session.name}: a file's content from before an edit is gone, and cannot be rewound to"
        )
    elif replace_bytes(path, needles.masked_bytes):
        found.removal(where)


def _files_below(session: Path) -> list[Path]:
    """Outputs, kept copies, and what a kill left of them. Links are not followed."""
    return [
        Path(folder, name)
        for folder, _, names in os.walk(session)
        for name in sorted(names)
        if not (Path(folder) == session and name == "lock")
    ]


def _has_leftovers(session: Path) -> bool:
    return any(session.parent.glob(f".{session.name}.jsonl.*.new"))


def _holds(path: Path, needles: Needles) -> bool:
    """Whether a file holds any of it; line by line, because a transcript may be very large."""
    if path.is_symlink() or not path.is_file():
        return False
    if path.suffix == ".jsonl":
        with path.open("rb") as file:
            return any(needles.may_be_in(line) and cleaned_line(line, needles) != line for line in file)
    content = path.read_bytes()
    return needles.masked_bytes(content) != content


def _cleaned(value: Any, needles: Needles) -> Any:
    match value:
        case str():
            return needles.masked(value)
        case list():
            return [_cleaned(one, needles) for one in value]
        case dict():
            return _cleaned_object(value, needles)
        case _:
            return value


def _cleaned_object(value: dict[str, Any], needles: Needles) -> dict[str, Any]:
    """A model's thought that held it loses its wire form, whose signature would be wrong: its provider does without."""
    new = {needles.masked(key): _cleaned(one, needles) for key, one in value.items()}
    if new != value and value.get("type") == "reasoning":
        new.pop("opaque", None)
    return new
