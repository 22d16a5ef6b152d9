"""Where a project's HEAD stands, and whether the commit at which a fact was seen belongs to its history."""

import functools
import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from reverie.checks.history import GitHistory
from reverie.code.contained import Content, read_inside
from reverie.config.git_folder import common_folder, read_small
from reverie.storage.git import run_git

_COMMIT = re.compile(r"[0-9a-f]{4,64}")
_HASH = re.compile(r"[0-9a-f]{40,64}")
_MOST_PACKED = 1 << 26  # bytes
_MOST_READ = 1 << 26
_SECONDS = 5.0
_SURELY = 7
"""Characters of a hash that are enough to know HEAD by."""
_SHA1_CHARACTERS = 40


class Branch(Protocol):
    """What a doubter asks of a project's git, once a look. Must not raise."""

    @property
    def head(self) -> str:
        """The whole hash of the commit that is checked out; empty when there is none, or no git."""

    def contains(self, commit: str) -> bool | None:
        """Whether a commit is in HEAD's history; None: it cannot be told."""

    def is_as_at(self, commit: str, paths: Sequence[str]) -> bool:
        """Whether these files are now what they were at a commit: then what is not so now was not so there, either."""


class NoBranch:
    """Of a project without git."""

    head = ""

    def contains(self, commit: str) -> bool | None:
        return None

    def is_as_at(self, commit: str, paths: Sequence[str]) -> bool:
        return False


class GitBranch:
    """Of the work tree `root`, a real path. git is started when a commit is asked for, not for HEAD."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._history = GitHistory(root)

    @functools.cached_property
    def head(self) -> str:
        return head_of(self._root)

    def contains(self, commit: str) -> bool | None:
        is_head = len(commit) >= _SURELY and self.head.startswith(commit)
        return True if is_head else self._history.contains(commit)

    def is_as_at(self, commit: str, paths: Sequence[str]) -> bool:
        inside = [path for path in paths if _is_inside(path)]
        if not inside or not _COMMIT.fullmatch(commit) or common_folder(self._root) is None:
            return False
        arguments = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *inside)
        ran = run_git(self._root, "--literal-pathspecs", *arguments, seconds=_SECONDS)
        if not ran.worked:
            return False
        then = dict(_tree_entries(ran.stdout))
        return all(then.get(path, "") == _blob(self._root, path, self.head) for path in {*then, *inside})


def branch_of(root: Path) -> Branch:
    """That of a folder, by its own `.git`; one in a folder above does not count."""
    return GitBranch(root) if os.path.lexists(root / ".git") else NoBranch()


def head_of(root: Path) -> str:
    """The hash of HEAD in a work tree whose repository knows of it, from git's files; empty before the first commit."""
    common = common_folder(root)
    own = _own_folder(root)
    if common is None or own is None:
        return ""
    text = (read_small(own / "HEAD") or "").strip()
    if not text.startswith("ref:"):
        return text if _HASH.fullmatch(text) else ""
    name = text.removeprefix("ref:").strip()
    if os.path.lexists(common / "reftable"):  # https://git-scm.com/docs/reftable: not for us to read
        ran = run_git(root, "rev-parse", "--verify", "--quiet", "HEAD", seconds=_SECONDS)
        return ran.stdout.decode(errors="replace").strip() if ran.worked else ""
    return _loose_ref(common, name) or _packed_ref(common, name)


def _own_folder(root: Path) -> Path | None:
    """The git folder of one work tree, which has a HEAD of its own."""
    entry = root / ".git"
    if entry.is_dir():
        return entry
    text = read_small(entry) or ""
    return Path(os.path.join(root, text.removeprefix("gitdir:").strip())) if text.startswith("gitdir:") else None


def _loose_ref(common: Path, name: str) -> str:
    if not name.startswith("refs/") or ".." in name.split("/"):
        return ""
    found = (read_small(common / name) or "").strip()
    return found if _HASH.fullmatch(found) else ""


def _packed_ref(common: Path, name: str) -> str:
    try:
        path = common / "packed-refs"
        if os.path.getsize(path) > _MOST_PACKED:
            return ""
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return ""
    ending = b" " + os.fsencode(name)
    found = next((line[: -len(ending)].decode(errors="replace") for line in lines if line.endswith(ending)), "")
    return found if _HASH.fullmatch(found) else ""


def _tree_entries(output: bytes) -> list[tuple[str, str]]:
    """Paths and blob ids of `ls-tree -z`: `100644 blob <id>\\t<path>`."""
    entries = (entry.partition(b"\t") for entry in output.split(b"\0") if entry)
    return [(os.fsdecode(name), head.split(b" ")[2].decode()) for head, _, name in entries]


def _is_inside(path: str) -> bool:
    return bool(path) and not path.startswith(("/", ":")) and "\0" not in path and ".." not in path.split("/")


def _blob(root: Path, path: str, head: str) -> str:
    """The id that git gives the bytes of a file, without filters; empty for what is no file."""
    content = read_inside(str(root), path, _MOST_READ)
    if not isinstance(content, Content):
        return ""
    hashed = hashlib.new("sha1" if len(head) == _SHA1_CHARACTERS else "sha256", usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(content.raw))
    hashed.update(content.raw)
    return hashed.hexdigest()
