"""Saving a file: replaced whole or not at all, with its mode and owner, and only over what the model knows."""

import contextlib
import os
from pathlib import Path

from reverie.storage.atomic import replace_file

from .failures import CallFailed
from .fingerprint import WHOLE_BYTES, Fingerprint, of_content, of_status
from .text_file import TextFile
from .workspace import Workspace, regular_status

_NEW_FILE_MODE = 0o666  # the umask takes away from it, as from every new file


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


def save_new(workspace: Workspace, path: Path, content: bytes) -> None:
    """Create a file and the folders above it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content, mode=_NEW_FILE_MODE)
    _remember(workspace, path, content)


def save_over(workspace: Workspace, path: Path, content: bytes, known: Fingerprint) -> None:
    """Replace a file that still has the known content. Raises OSError, and `CallFailed` when it changed just now."""
    status = regular_status(path, workspace.show(path))
    if _fingerprint(path, status) != known:
        raise CallFailed(f"'{workspace.show(path)}' changed at this moment; read it again, then change it.")
    mode = status.st_mode & 0o7777
    replace_file(path, content, mode=mode)
    _keep_owner(path, status, mode)
    _remember(workspace, path, content)


def _keep_owner(path: Path, status: os.stat_result, mode: int) -> None:
    """Give the new file the old one's owner, where this user may, and the mode that the umask took from."""
    now = path.stat()
    if (now.st_uid, now.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)
    if path.stat().st_mode & 0o7777 != mode:
        with contextlib.suppress(PermissionError):
            path.chmod(mode)


def _remember(workspace: Workspace, path: Path, content: bytes) -> None:
    large = len(content) > WHOLE_BYTES
    workspace.remember(path, of_status(path.stat()) if large else of_content(content))


def _fingerprint(path: Path, status: os.stat_result) -> Fingerprint:
    return of_status(status) if status.st_size > WHOLE_BYTES else of_content(path.read_bytes())
