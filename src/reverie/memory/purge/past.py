"""The git history without what is purged: another repository takes its place, and the old one goes with all it has."""

import os
import shutil
from pathlib import Path

from reverie.memory.history.folder import (
    begin,
    git_folder,
    has_branch,
    lock_path,
    new_folder,
    probe,
    replaced_folder,
    set_aside_folders,
    settle_swap,
    why_unusable,
)
from reverie.memory.history.objects import contents, rewrite
from reverie.memory.history.repository import GitFailed, Repository
from reverie.memory.layout import Layout
from reverie.storage.atomic import sync_folder
from reverie.storage.lock import FileLock

from .answer import Found
from .cleaning import Cleaner

_WHERE = "the git history"


def clean_history(layout: Layout, cleaner: Cleaner, found: Found) -> None:
    """Raises OSError; a repetition goes on where it was."""
    with FileLock(lock_path(layout)):
        settle_swap(layout)
        for path in (replaced_folder(layout), new_folder(layout)):
            _remove(path)
        for path in set_aside_folders(layout):
            _remove(path)
            found.removal(f"'{path.name}', a git history that was set aside")
        if os.path.lexists(git_folder(layout)):
            _clean(layout, cleaner, found)


def _clean(layout: Layout, cleaner: Cleaner, found: Found) -> None:
    folder = git_folder(layout)
    if why := why_unusable(folder):
        _begin_anew(layout, found, why)
        return
    try:
        if _rewrite(layout, cleaner):
            found.removal(_WHERE)
            _put_in_place(layout)
    except GitFailed as error:
        _remove(new_folder(layout))
        probe(folder)
        _begin_anew(layout, found, str(error))
        return
    if has_remote(folder):
        found.notes.append("the git history was shared: what you pushed elsewhere still has it, and has to go there")


def _rewrite(layout: Layout, cleaner: Cleaner) -> bool:
    """Make the other repository; whether there is anything in the old one that must go. Raises GitFailed, OSError."""
    old, new = git_folder(layout), new_folder(layout)
    touched = False

    def blob(content: bytes) -> bytes:
        nonlocal touched
        after = cleaner.content(content)
        touched |= after != content
        return after

    def message(content: bytes) -> bytes:
        nonlocal touched
        text = content.decode(errors="surrogateescape")
        after = cleaner.message(text)
        touched |= after != text
        return after.encode(errors="surrogateescape")

    begin(new)
    if (old / "config").is_file():
        shutil.copyfile(old / "config", new / "config")  # a person may have named a remote in it
    rewrite(layout.folder, old, new, blob, message)
    if has_branch(old) != has_branch(new):
        raise GitFailed("git gave back less than it was given")
    if not touched and not any(cleaner.content(one) != one for one in contents(layout.folder, old)):
        _remove(new)
        return False
    return True


def _put_in_place(layout: Layout) -> None:
    folder = git_folder(layout)
    folder.rename(replaced_folder(layout))
    new_folder(layout).rename(folder)
    sync_folder(layout.folder)
    _remove(replaced_folder(layout))
    Repository(layout.folder, folder).refresh_index()


def _begin_anew(layout: Layout, found: Found, why: str) -> None:
    _remove(git_folder(layout))
    found.removal(_WHERE)
    found.notes.append(f"the git history could not be rewritten ({why}), so all of it is gone; it begins anew")


def has_remote(folder: Path) -> bool:
    try:
        return b'[remote "' in (folder / "config").read_bytes()
    except OSError:
        return False


def _remove(path: Path) -> None:
    """A folder with all that is in it; of a link only the link. Raises OSError."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
