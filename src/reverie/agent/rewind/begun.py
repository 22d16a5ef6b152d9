"""What a rewind is about to do, written down before the first file changes, until the mark in the transcript tells it.

A crash in between leaves this file: the rewind is then known for ours, and can be gone on with or taken back.
"""

import contextlib
import os
from pathlib import Path

import msgspec

from reverie.conversation.record import EditedFile
from reverie.storage.atomic import private_folder, replace_file, sync_folder

FORMAT = 1


class BegunRewind(msgspec.Struct, frozen=True):
    """`line` is the transcript line that the mark will get, `writer` the process that writes the files."""

    line: int
    edits: tuple[EditedFile, ...]
    writer: int
    format: int = FORMAT


def copies_beside(transcript: Path) -> Path:
    """The folder of a session's kept copies."""
    return transcript.with_suffix("") / "before"


def begin(transcript: Path, line: int, edits: tuple[EditedFile, ...]) -> None:
    """Raises OSError, and nothing is written."""
    path = _path(transcript)
    private_folder(path.parent)
    replace_file(path, msgspec.json.encode(BegunRewind(line, edits, os.getpid())))


def begun_rewind(transcript: Path) -> BegunRewind | None:
    """The one that was begun and not ended; None also for what this version cannot read."""
    try:
        begun = msgspec.json.decode(_path(transcript).read_bytes(), type=BegunRewind)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None
    return begun if begun.format <= FORMAT else None


def was_cut_off(transcript: Path) -> bool:
    """Whether there may be one; cheap, for each start of a session."""
    return _path(transcript).exists()


def end(transcript: Path) -> None:
    """It is recorded. When the file cannot be removed it does no harm: the mark stands at its line."""
    path = _path(transcript)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def _path(transcript: Path) -> Path:
    return transcript.with_suffix("") / "rewind.json"
