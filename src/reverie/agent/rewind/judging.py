"""One file: what going back does to it, or why it stays as it is."""

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reverie.conversation.diff import unified_diff
from reverie.storage.errors import BrokenFile
from reverie.storage.kept_bytes import KeptBytes

from .happenings import Edited
from .state import ABSENT, State, after, before, look
from .values import FileChange, RefusedFile

_MOST_SHOWN_BYTES = 1 << 20


def judge(edits: Sequence[Edited], root: Path) -> FileChange | RefusedFile | None:
    """`edits` are all of one file from the point on, in order; None when the file already is as it was then."""
    first, last = edits[0], edits[-1]
    then, now = before(first.edit), look(first.path)
    if not now.problem and then is not None and now.state == then:
        return None
    why = (
        _misplaced(first.path, root)
        or now.problem
        or _foreign(now.state, after(last.edit))
        or _foreign_between(edits)
        or _unwritable(first.path)
    )
    if why or now.state is None:
        return RefusedFile(first.edit.path, why)
    if then == ABSENT:
        return _deletion(first, now.state)
    return _restoration(first, now.state, then)


def _misplaced(path: Path, root: Path) -> str:
    return "" if path.is_relative_to(root) else "it lies outside the project"


def _foreign(now: State, last: State) -> str:
    if last is None:
        return "it is not known how this session left it"
    if now == last:
        return ""
    change = "deleted" if now == ABSENT else "changed"
    return f"it was {change} since by somebody else, or by a command"


def _foreign_between(edits: Sequence[Edited]) -> str:
    """Whether somebody else's change between two of ours would be lost by going back before it."""
    if before(edits[0].edit) is None:
        return "its bytes before were not kept"
    for one, other in pairwise(edits):
        if after(one.edit) is None or after(one.edit) != before(other.edit):
            where = f"in turn {one.turn}" if one.turn == other.turn else f"between turns {one.turn} and {other.turn}"
            return f"somebody else, or a command, changed it {where}, and that change would be lost"
    return ""


def _unwritable(path: Path) -> str:
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        return f"'{folder.name}' is a file now"
    return "" if os.access(folder, os.W_OK | os.X_OK) else "its folder cannot be written"


def _deletion(first: Edited, now: str) -> FileChange:
    return FileChange(first.edit.path, "delete", _diff(first.edit.path, first.path, b""), now, ABSENT)


def _restoration(first: Edited, now: str, then: State) -> FileChange | RefusedFile:
    shown, copy = first.edit.path, first.edit.before
    try:
        content = KeptBytes(first.copies).read(copy)
    except BrokenFile:
        return RefusedFile(shown, "the kept copy of it is damaged")
    except OSError as error:
        return RefusedFile(shown, f"the kept copy of it cannot be read ({error.strerror or error})")
    diff = _diff(shown, first.path, content)
    return FileChange(shown, "create" if now == ABSENT else "write", diff, now, then or ABSENT, str(first.copies), copy)


def _diff(shown: str, path: Path, then: bytes) -> str:
    """From the file as it is to these bytes, as `diff -u` tells it."""
    try:
        now = path.read_bytes()
    except OSError:  # not there, or just gone
        now = b""
    if max(len(now), len(then)) > _MOST_SHOWN_BYTES or b"\0" in now + then:
        return f"Binary or large files differ: {len(now):,} bytes now, {len(then):,} bytes then\n"
    return unified_diff(shown, _text(now), _text(then))


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")
