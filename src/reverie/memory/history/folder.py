"""The folder `.git` of a memory: made without git's help, used while it is a plain repository, else set aside.

Who calls holds the history's lock.
"""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reverie.memory.layout import Layout
from reverie.storage.atomic import replace_file

BRANCH = "refs/heads/main"
STALE_SECONDS = 600.0
"""A lock file of git that is older was left by a killed process: nothing that we or a person start takes so long."""

_HEAD = f"ref: {BRANCH}\n"
_CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tlogallrefupdates = false\n"
_EXCLUDE = "/*\n!/MEMORY.md\n!/topics/\n!/areas/\n!/archive/\n.*\n"
"""So that a person's own `git add` takes what we take."""
_ELSEWHERE = ("commondir", "objects/info/alternates", "objects/info/http-alternates")
_PLAIN = ("", "objects", "objects/info", "objects/pack", "refs", "refs/heads", "info")
_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", f"{BRANCH}.lock")
_INCLUDE = re.compile(rb"^\s*\[\s*include", re.IGNORECASE | re.MULTILINE)
_LARGEST_CONFIG = 1 << 20


def git_folder(layout: Layout) -> Path:
    return layout.folder / ".git"


def lock_path(layout: Layout) -> Path:
    """Who holds this lock may change the repository."""
    return layout.folder / ".history.lock"


def replaced_folder(layout: Layout) -> Path:
    """Where the repository lies while a purge puts another in its place."""
    return layout.folder / ".git.before-purge"


def new_folder(layout: Layout) -> Path:
    """Where a repository is made before it gets its name."""
    return layout.folder / ".git.new"


def set_aside_folders(layout: Layout) -> list[Path]:
    """Broken repositories that were set aside."""
    return sorted(layout.folder.glob(".git.broken-*"))


def why_unusable(folder: Path) -> str:
    """Why a `.git` that is there may not be used, in a few words; empty for a plain repository. Raises OSError."""
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        return "it is no folder of its own"
    for name in _ELSEWHERE:
        if os.path.lexists(folder / name):
            return f"'{name}' in it leads to another repository"
    if link := next(_links(folder), None):
        return f"'{link}' in it is a link"
    return _why_config_unusable(folder / "config")


def begin(folder: Path) -> None:
    """Make an empty repository there, without a template or configuration having a say. Raises OSError."""
    for name in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "info"):
        (folder / name).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    (folder / "HEAD").write_text(_HEAD)
    (folder / "config").write_text(_CONFIG)
    (folder / "info/exclude").write_text(_EXCLUDE)


def begin_for(layout: Layout) -> None:
    """Make the memory's repository, wholly or not at all. Raises OSError."""
    new = new_folder(layout)
    if os.path.lexists(new):
        shutil.rmtree(new)
    begin(new)
    new.rename(git_folder(layout))


def set_aside(layout: Layout) -> Path:
    """Give the repository another name, under which nobody uses it. Raises OSError."""
    number = 1
    while os.path.lexists(aside := layout.folder / f".git.broken-{number}"):
        number += 1
    git_folder(layout).rename(aside)
    return aside


def settle_swap(layout: Layout) -> None:
    """Put the repository back that a purge, killed in the middle, had moved out of its place. Raises OSError."""
    folder, replaced = git_folder(layout), replaced_folder(layout)
    if os.path.lexists(replaced) and not os.path.lexists(folder):
        replaced.rename(folder)


def drop_stale_locks(folder: Path, now: float) -> None:
    """Remove what killed processes left; `now` is in seconds since the epoch."""
    for name in _LOCKS:
        with suppress(OSError):
            if now - (folder / name).lstat().st_mtime > STALE_SECONDS:
                (folder / name).unlink()


def probe(folder: Path) -> None:
    """Raise OSError when it is the disk that refuses what git could not do."""
    path = folder / "probe.new"
    try:
        replace_file(path, bytes(1 << 16))
    finally:
        path.unlink(missing_ok=True)


def is_locked(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in _LOCKS)


def has_branch(folder: Path) -> bool:
    """Whether there is a ref of ours, readable or not. Raises OSError."""
    if os.path.lexists(folder / BRANCH):
        return True
    with suppress(FileNotFoundError):
        return f" {BRANCH}\n".encode() in (folder / "packed-refs").read_bytes()
    return False


def _links(folder: Path) -> Iterator[str]:
    for name in _PLAIN:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder / name) as entries:
            yield from (f"{name}/{one.name}".lstrip("/") for one in entries if one.is_symlink())


def _why_config_unusable(config: Path) -> str:
    """A person may put a remote into it; what it could start is switched off. An include is read before all that."""
    try:
        found = config.lstat()
    except FileNotFoundError:
        return ""
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_CONFIG:
        return "'config' in it is no plain file"
    return "'config' in it includes other files" if _INCLUDE.search(config.read_bytes()) else ""
