"""Which git repository a folder belongs to, found by reading files; no git binary is needed.

Formats: https://git-scm.com/docs/gitrepository-layout (`.git` files, `commondir`, `gitdir`) and git-config. A `.git` is
a stranger's text until the repository that it names confirms it; no variable of the environment is looked at.
"""

import os
import stat
from pathlib import Path

_MOST = 1 << 16  # bytes read of any of git's small files


def git_root(folder: Path, stop_at: Path) -> Path | None:
    """The nearest folder from `folder` upward that has a `.git`. Both are real paths.

    `stop_at` (a home directory) and what lies above it are not looked at. Neither is a `.git` above `folder` that
    belongs to another user believed: anybody may put one into `/tmp`.
    """
    above = _identities_up(stop_at)
    for candidate in (folder, *folder.parents):
        if stop_at.is_relative_to(candidate) or _identity(candidate) in above:
            return None
        if _is_git(candidate / ".git", any_owner=candidate == folder):
            return candidate
    return None


def is_or_holds(folder: Path, home: Path) -> bool:
    """Whether `folder` is `home` or lies above it, also under another spelling or mount of it. Both are real paths."""
    return home.is_relative_to(folder) or _identity(folder) in _identities_up(home)


def common_folder(root: Path) -> Path | None:
    """The real path of the repository's common git folder, which its worktrees share.

    None when `.git` only claims to belong to a repository that does not know of `root`: who can write a `.git` file
    into a folder must not get another project's trust by it.
    """
    entry = root / ".git"
    if entry.is_symlink():
        return None
    if entry.is_dir():
        return entry
    folder = _target_of_git_file(entry)
    if folder is None or not _may_speak_for(entry, folder):
        return None
    if (common := read_small(folder / "commondir")) is not None:
        return _common_of_worktree(entry, folder, _resolve(folder, common))
    return folder if _names_as_worktree(folder, root) else None


def read_small(path: Path) -> str | None:
    """The first 64 KB of one of git's files; None for what is no regular file, so that nothing blocks."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError):  # ValueError: a name with a NUL
        return None
    with open(descriptor, "rb") as file:
        try:
            return os.fsdecode(file.read(_MOST)) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
        except OSError:
            return None


def _is_git(entry: Path, *, any_owner: bool) -> bool:
    try:
        owner = entry.stat().st_uid
    except OSError:
        return False
    if not any_owner and owner != os.geteuid():
        return False
    return os.path.isfile(entry) or os.path.lexists(entry / "HEAD")


def _identities_up(folder: Path) -> set[tuple[int, int]]:
    return {identity for one in (folder, *folder.parents) if (identity := _identity(one))}


def _identity(folder: Path) -> tuple[int, int] | None:
    """None where there is nothing, or the file system does not number its folders."""
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None


def _target_of_git_file(entry: Path) -> Path | None:
    text = read_small(entry)
    if text is None or not text.startswith("gitdir:"):
        return None
    folder = _resolve(entry.parent, text.removeprefix("gitdir:"))
    return folder if folder and os.path.isfile(folder / "HEAD") else None


def _may_speak_for(entry: Path, folder: Path) -> bool:
    """Another user may have put the file where a worktree was that its repository still remembers."""
    try:
        return os.lstat(entry).st_uid in (os.geteuid(), os.stat(folder).st_uid)
    except OSError:
        return False


def _common_of_worktree(entry: Path, folder: Path, common: Path | None) -> Path | None:
    """`folder` must be <common>/worktrees/<name>, and its `gitdir` must name our `.git` file."""
    points_back = read_small(folder / "gitdir")
    if points_back is None or common is None or folder.parent != common / "worktrees":
        return None
    return common if _resolve(folder, points_back) == entry else None


def _names_as_worktree(folder: Path, root: Path) -> bool:
    """Whether a submodule's git folder names `root` as its work tree."""
    for name in ("config.worktree", "config"):
        if value := _worktree_of(read_small(folder / name) or ""):
            return _resolve(folder, value) == root
    return False


def _worktree_of(config: str) -> str:
    """`core.worktree` of a git configuration; the last one holds. Empty when there is none."""
    found, in_core = "", False
    for line in map(str.strip, config.split("\n")):
        if line.startswith("["):
            in_core = line.lower() == "[core]"
        name, _, value = line.partition("=")
        if in_core and name.strip().lower() == "worktree":
            found = value.strip().strip('"')
    return found


def _resolve(folder: Path, text: str) -> Path | None:
    try:
        return Path(os.path.realpath(folder / text.strip()))
    except ValueError:  # it holds a NUL
        return None
