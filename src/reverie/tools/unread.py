"""What a search could not read: found in its program's complaints, and named, because nothing is known of it."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from reverie.conversation.truncation import counted

from .workspace import Workspace

_MOST_NAMED = 5
_FILE_COMPLAINT = re.compile(rb"(?:^|\n)(?:rg: )?\./")


def split_complaints(said: bytes) -> tuple[str, list[str]]:
    """A program's complaint about the pattern on one line, empty when it has none; and the files it could not read.

    rg and our worker say `./NAME: REASON` of a file, rg from version 14 on with `rg: ` before it.
    """
    about_pattern, *about_files = _FILE_COMPLAINT.split(said)
    names = [os.fsdecode(_name_in(complaint)) for complaint in about_files]
    return " ".join(about_pattern.decode("utf-8", "replace").split()), names


def _name_in(complaint: bytes) -> bytes:
    name = complaint.rpartition(b": ")[0]
    return name.partition(b": IO error for operation on ./")[0]  # what rg puts between for a file that is gone


def unread_text(workspace: Workspace, folder: Path, unread: Sequence[str]) -> str:
    """One remark with the first names (relative to the folder), empty when everything was read."""
    if not unread:
        return ""
    named = ", ".join(f"'{workspace.show(folder / name)}'" for name in unread[:_MOST_NAMED])
    more = f" and {len(unread) - _MOST_NAMED:,} more" if len(unread) > _MOST_NAMED else ""
    return f"[not searched, because reading failed: {named}{more}]"


def unread_note(unread: Sequence[str]) -> str:
    """The end of a note for a person."""
    return f", {counted(len(unread), 'path')} not read" if unread else ""
