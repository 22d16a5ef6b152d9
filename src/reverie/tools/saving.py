"""Saving a file: replaced whole or not at all, with its mode and owner, and only over what the model knows."""

import os
from pathlib import Path

import msgspec

from reverie.storage.atomic import replace_content, replace_file
from reverie.storage.kept_bytes import MOST_KEPT_BYTES, content_hash

from .failures import CallFailed
from .fingerprint import WHOLE_BYTES, Fingerprint, of_content, of_status
from .means import KeepBytes
from .text_file import TextFile
from .workspace import Workspace, regular_status

_NEW_FILE_MODE = 0o666  # the umask takes away from it, as from every new file


class Saved(msgspec.Struct, frozen=True):
    """What an `EditedFile` tells of the bytes: the name of the copy of those before, the hash of those after."""

    before: str
    after: str


def encode_for(file: TextFile, text: str, shown: str) -> bytes:
    """The text in the file's encoding. Raises `CallFailed` that names the first character that does not exist there."""
    try:
        return file.encode(text)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        raise CallFailed(
            f"'{shown}' is in {file.encoding}, which has no {character!a}; leave that character out, "
            "or convert the file to UTF-8 with shell (iconv) first."
        ) from None


def save_new(workspace: Workspace, path: Path, content: bytes) -> Saved:
    """Create a file and the folders above it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content, mode=_NEW_FILE_MODE)
    _remember(workspace, path, content)
    return Saved("", content_hash(content))


def save_over(
    workspace: Workspace, path: Path, content: bytes, known: Fingerprint, keep: KeepBytes | None = None
) -> Saved:
    """Replace a file that still has the known content, which is kept first.

    Raises OSError, and `CallFailed` when it changed just now or cannot be kept; the file is then as it was.
    """
    status = regular_status(path, workspace.show(path))
    large = status.st_size > WHOLE_BYTES
    before = b"" if large and (keep is None or status.st_size > MOST_KEPT_BYTES) else path.read_bytes()
    if (of_status(path.stat()) if large else of_content(before)) != known:
        raise CallFailed(f"'{workspace.show(path)}' changed at this moment; read it again, then change it.")
    kept = "" if keep is None else _keep(keep, before, status, workspace.show(path))
    replace_content(path, content, status)
    _remember(workspace, path, content)
    return Saved(kept, content_hash(content))


def _keep(keep: KeepBytes, before: bytes, status: os.stat_result, shown: str) -> str:
    """A file that a rewind could not bring back is not changed."""
    if status.st_size > MOST_KEPT_BYTES:
        raise CallFailed(
            f"'{shown}' was not changed: it is too large ({status.st_size:,} bytes) for its bytes to be kept before; "
            "change it with shell."
        )
    try:
        return keep(before, status.st_mode & 0o777)
    except OSError as error:
        raise CallFailed(
            f"'{shown}' was not changed: its bytes before could not be kept ({error.strerror or error}); "
            "ask the person to free some space or to look at Reverie's data folder."
        ) from None


def _remember(workspace: Workspace, path: Path, content: bytes) -> None:
    large = len(content) > WHOLE_BYTES
    workspace.remember(path, of_status(path.stat()) if large else of_content(content))
