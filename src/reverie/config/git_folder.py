"""Which git repository a folder belongs to, found by reading files; no git binary is needed.

Formats: https://git-scm.com/docs/gitrepository-layout (`.git` files, `commondir`, `gitdir`) and git-config.
"""

import os
import re
from pathlib import Path

_MOST = 1 << 16  # bytes read of any of git's small files

_CORE = r"(?ims)^\s*\[core\]\s*$(.*?)(?=^\s*\[|\Z)"
_WORKTREE = r"(?im)^\s*worktree\s*=\s*(.+?)\s*$"


def git_root(folder: Path, stop_at: Path) -> Path | None:
    """The nearest folder from `folder` upward that has a `.git`. Both are real paths.

    `stop_at` (a home directory) and what lies above it are not looked at. Neither is a `.git` above `folder` that
    belongs to another user believed: anybody may put one into `/tmp`.
    """
    for candidate in (folder, *folder.parents):
        if stop_at.is_relative_to(candidate):
            return None
        if _is_git(candidate / ".git", any_owner=candidate == folder):
            return candidate
    return None


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
    if folder is None:
        return None
    if (common := _read(folder / "commondir")) is not None:
        return _common_of_worktree(entry, folder, _resolve(folder, common))
    return folder if _names_as_worktree(folder, root) else None


def _is_git(entry: Path, *, any_owner: bool) -> bool:
    try:
        owner = entry.stat().st_uid
    except OSError:
        return False
    if not any_owner and owner != os.geteuid():
        return False
    return entry.is_file() or os.path.lexists(entry / "HEAD")


def _target_of_git_file(entry: Path) -> Path | None:
    text = _read(entry)
    if text is None or not text.startswith("gitdir:"):
        return None
    folder = _resolve(entry.parent, text.removeprefix("gitdir:"))
    return folder if (folder / "HEAD").is_file() else None


def _common_of_worktree(entry: Path, folder: Path, common: Path) -> Path | None:
    """`folder` must be <common>/worktrees/<name>, and its `gitdir` must name our `.git` file."""
    points_back = _read(folder / "gitdir")
    if points_back is None or folder.parent != common / "worktrees":
        return None
    return common if _resolve(folder, points_back) == entry else None


def _names_as_worktree(folder: Path, root: Path) -> bool:
    """Whether a submodule's git folder names `root` as its work tree."""
    for name in ("config.worktree", "config"):
        section = re.search(_CORE, _read(folder / name) or "")
        if section and (value := re.search(_WORKTREE, section[1])):
            return _resolve(folder, value[1].strip('"')) == root
    return False


def _read(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return os.fsdecode(file.read(_MOST))
    except OSError:
        return None


def _resolve(folder: Path, text: str) -> Path:
    return Path(os.path.realpath(folder / text.strip()))
