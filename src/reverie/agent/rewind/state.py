"""The state of a file: the SHA-256 of its content, `ABSENT`, or None when it is not known."""

import os
import stat
from pathlib import Path

import msgspec

from reverie.conversation.record import EditedFile
from reverie.storage.kept_bytes import kept_hash

ABSENT = ""

State = str | None


def before(edit: EditedFile) -> State:
    if edit.created:
        return ABSENT
    return kept_hash(edit.before) if edit.before else None


def after(edit: EditedFile) -> State:
    """Only a rewind deletes a file, and it keeps the bytes; an effect with neither is from before anything was kept."""
    if edit.after:
        return edit.after
    return ABSENT if edit.before else None


class Found(msgspec.Struct, frozen=True):
    """A file as it is on disk; `problem` says why it is not to be touched."""

    state: State
    problem: str = ""


def look(path: Path) -> Found:
    """What is at a path now. Does not raise."""
    try:
        status = path.lstat()
        if problem := _problem(path, status.st_mode):
            return Found(None, problem)
        return Found(_content_hash(path))
    except (FileNotFoundError, NotADirectoryError):
        return Found(ABSENT, _reached_by_link(path.parent))
    except OSError as error:
        return Found(None, f"it cannot be read ({error.strerror or error})")


def is_at(path: Path, state: State) -> bool:
    """Whether the file is known to be so now."""
    found = look(path)
    return state is not None and not found.problem and found.state == state


def _problem(path: Path, mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a symbolic link now"
    if stat.S_ISDIR(mode):
        return "it is a folder now"
    if not stat.S_ISREG(mode):
        return "it is no regular file now"
    return _reached_by_link(path)


def _reached_by_link(path: Path) -> str:
    return "" if os.path.realpath(path) == str(path) else "a folder above it is a symbolic link now"


def _content_hash(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
