"""Putting files back: what is there now is kept first, and each file is replaced whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from reverie.conversation.record import EditedFile
from reverie.conversation.shown_path import path_shown
from reverie.storage.atomic import replace_content, replace_file, sync_folder
from reverie.storage.errors import BrokenFile
from reverie.storage.kept_bytes import KeptBytes, content_hash, kept_mode

from .state import ABSENT, Found, is_at, look
from .values import FileChange, RefusedFile

_MEANWHILE = "it was changed just now by somebody else"


class Intent(msgspec.Struct, frozen=True):
    """A file that is about to be put back; `edit` tells it as the effect that it will be."""

    change: FileChange
    path: Path
    edit: EditedFile


def intend(changes: Iterable[FileChange], root: Path, kept: KeptBytes) -> tuple[list[Intent], list[RefusedFile]]:
    """Keep the bytes of these files as they are now; those that cannot be kept are not changed."""
    intents, refused = [], []
    for change in changes:
        path = path_shown(change.path, root)
        try:
            copy = _keep(path, change, kept)
        except OSError as error:
            refused.append(RefusedFile(change.path, f"its bytes now could not be kept ({error.strerror or error})"))
            continue
        if copy is None:
            refused.append(RefusedFile(change.path, _MEANWHILE))
        else:
            edit = EditedFile(change.path, change.diff, change.now == ABSENT, copy, change.then)
            intents.append(Intent(change, path, edit))
    return intents, refused


def restore(intents: Iterable[Intent]) -> tuple[list[Intent], list[RefusedFile]]:
    """Put each file back; one that fails is named, and the others are done."""
    done, refused = [], []
    for intent in intents:
        if why := _restore(intent.path, intent.change):
            refused.append(RefusedFile(intent.change.path, why))
        else:
            done.append(intent)
    return done, refused


def _keep(path: Path, change: FileChange, kept: KeptBytes) -> str | None:
    """The name of the copy, empty when there is no file; None when this is not the file that was looked at."""
    if look(path) != Found(change.now):
        return None
    if change.now == ABSENT:
        return ""
    content = path.read_bytes()
    return kept.keep(content, path.stat().st_mode) if content_hash(content) == change.now else None


def _restore(path: Path, change: FileChange) -> str:
    """Why it could not be; empty when it was."""
    if look(path) != Found(change.now):
        return _MEANWHILE
    try:
        _put(path, change)
    except (OSError, BrokenFile) as error:
        if is_at(path, change.then):  # it is there, only its name may not have reached the disk
            return ""
        return f"it could not be put back ({getattr(error, 'strerror', '') or error})"
    return ""


def _put(path: Path, change: FileChange) -> None:
    if change.then == ABSENT:
        path.unlink()
        sync_folder(path.parent)
        return
    content = KeptBytes(Path(change.copies)).read(change.copy)
    if change.now != ABSENT:
        replace_content(path, content, path.lstat())
        return
    mode = kept_mode(change.copy) or 0o600
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content, mode=mode)
    path.chmod(mode)  # the umask took from it
