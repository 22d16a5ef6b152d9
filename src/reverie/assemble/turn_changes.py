"""The net change of each file that a turn edited: its kept bytes before the first edit against what lies there now."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reverie.conversation.record import EditedFile
from reverie.quality.measures import TurnMeasures
from reverie.storage.errors import BrokenFile
from reverie.storage.kept_bytes import KeptBytes

if TYPE_CHECKING:
    from reverie.quality.changes.values import FileChange

_LARGEST = 1 << 20
"""Bytes; what is larger nobody wrote by hand."""


def with_changes(
    measures: TurnMeasures, first_edits: Iterable[EditedFile], kept: KeptBytes, root: Path, wanted: tuple[str, str, str]
) -> TurnMeasures:
    """The measures with the lines that the turn added and those that nobody asked for.

    `first_edits` are the first edit of each file in the turn, `wanted` the request, the accepted plan, and what the
    person said before. Not for the event loop: it reads and parses files.
    """
    from reverie.quality.changes.requests.unrequested import unrequested

    changes = [change for edit in first_edits if (change := _change(edit, kept, root)) is not None]
    unasked = unrequested(changes, *wanted)
    return msgspec.structs.replace(
        measures,
        added_code_lines=sum(change.added_code for change in changes),
        added_comment_lines=sum(change.added_comment for change in changes),
        code_lines_before=sum(change.code_before for change in changes),
        comment_lines_before=sum(change.comment_before for change in changes),
        decidable_lines=unasked.decidable_lines,
        unrequested_lines=unasked.unrequested_lines,
    )


def _change(edit: EditedFile, kept: KeptBytes, root: Path) -> "FileChange | None":
    """None when the file cannot be told from what was kept of it."""
    from reverie.code.texts import is_binary
    from reverie.quality.changes.change import change_of

    if not edit.before and not edit.created:
        return None
    try:
        before = kept.read(edit.before) if edit.before else None
        after = _now(root / edit.path)
    except (OSError, BrokenFile):
        return None
    if any(content is not None and is_binary(content) for content in (before, after)):
        return None
    return change_of(edit.path, _text(before), _text(after))


def _now(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        return None


def _text(content: bytes | None) -> str | None:
    return None if content is None else content[:_LARGEST].decode("utf-8-sig", "replace")
