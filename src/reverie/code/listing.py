"""Which files of a folder are source: by git where the folder is a repository itself, else by walking it.

A repository in a folder above does not count: it may well ignore this one (a package that was unpacked below `tmp/`).
"""

import os
import stat
from pathlib import Path

from reverie.storage.git import run_git

from .contained import read_inside
from .ignoring import IgnoreRules, is_cache_or_dependency
from .values import Unread
from .walking import Listing, Walk

MOST_FILES = 200_000
_MOST_IGNORE_BYTES = 1_000_000
_GIT_SECONDS = 20.0
_LIST = ("ls-files", "-t", "-z", "--cached", "--others", "--exclude-standard")


def rules_below(root: str) -> IgnoreRules:
    """The .gitignore files of a tree, and its repository's own list of what to ignore."""
    return IgnoreRules(
        lambda folder: _rules_of(root, f"{folder}.gitignore"), _rules_of(root, ".git/info/exclude") or ""
    )


def files_below(root: str, rules: IgnoreRules, most: int = MOST_FILES) -> Listing:
    """Never raises for what lies in the tree; links are not files of their own. Raises OSError for the root only."""
    with os.scandir(root):  # a root that cannot be listed is the caller's mistake
        pass
    has_rules = os.path.lexists(f"{root}/.git")
    return _by_git(root, most) or Walk(root, rules, most, has_rules=has_rules).listing()


def _rules_of(root: str, path: str) -> str | None:
    if os.path.islink(f"{root}/{path}"):  # git does not follow them either
        return None
    content = read_inside(root, path, _MOST_IGNORE_BYTES)
    return None if isinstance(content, Unread) else content.raw.decode(errors="surrogateescape")


def _by_git(root: str, most: int) -> Listing | None:
    """None when the root is no repository that git can read."""
    if not is_repository(root):
        return None
    ran = run_git(Path(root), *_LIST, seconds=_GIT_SECONDS)
    if not ran.worked:
        return None
    files: list[str] = []
    sparse: list[str] = []
    for entry in sorted(set(ran.stdout.split(b"\0")), key=lambda entry: entry[2:]):
        name = _readable(entry[2:])
        if name is None or (entry.startswith(b"?") and _is_in_cache(name)):
            continue
        if not _is_regular(f"{root}/{name}"):
            if entry.startswith(b"S"):
                sparse.append(name)
        elif not files or files[-1] != name:  # a conflict has an entry for each side
            files.append(name)
    return Listing(tuple(files[:most]), _past(len(files), most), frozenset(sparse))


def is_repository(root: str) -> bool:
    """Whether the root holds a repository, or is a worktree that its repository knows of.

    Another `.git` file is not followed: anybody can write one that names a folder elsewhere.
    """
    git = f"{root}/.git"
    try:
        mode = os.lstat(git).st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and _is_known_worktree(root))


def _is_known_worktree(root: str) -> bool:
    link = read_inside(root, ".git", 10_000)
    if isinstance(link, Unread) or not link.raw.startswith(b"gitdir: /"):
        return False
    folder = os.fsdecode(link.raw.removeprefix(b"gitdir: ").strip())
    if "\0" in folder or os.path.basename(os.path.dirname(folder)) != "worktrees":
        return False
    back = read_inside(folder, "gitdir", 10_000)
    if isinstance(back, Unread):
        return False
    return os.path.realpath(os.fsdecode(back.raw.strip().replace(b"\0", b""))) == f"{root}/.git"


def _readable(name: bytes) -> str | None:
    """None for names that are no UTF-8: no text can speak of them."""
    try:
        return name.decode() or None
    except UnicodeDecodeError:
        return None


def _is_in_cache(name: str) -> bool:
    return any(map(is_cache_or_dependency, name.split("/")[:-1]))


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:  # deleted, but still in git's index
        return False


def _past(found: int, most: int) -> tuple[Unread, ...]:
    return (Unread("", f"more than {most:,} files; the rest is not looked at"),) if found > most else ()
