"""What is asked of git, each question a method; the rest of the history knows no command line."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from reverie.storage.git import GitRan, run_git

from .folder import BRANCH, has_branch

_SECONDS_TO_WRITE = 60.0
_OWN = ("-c", "core.sharedRepository=umask", "-c", "core.fsync=committed,reference", "--literal-pathspecs")
_COMMITS = "--format=%H%x00%ct%x00%B%x1e"
_COMMIT = re.compile(r"commit [0-9a-f]+\n(?P<id>[0-9a-f]+)\0(?P<at>\d+)\0(?P<message>.*)", re.DOTALL)
_ID = re.compile(r"[0-9a-f]{4,64}")
_MANY_OBJECTS = 12
"""Loose objects in one of 256 folders: so many, and all are packed into one file."""


EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""What was there before the first commit; git knows it without having it."""


class GitFailed(Exception):
    """git could not do it; the text is git's own first line, or why it did not run."""


class Commit(msgspec.Struct, frozen=True):
    """A commit of the history: its id, when it was made (seconds since the epoch), its message."""

    id: str
    at: int
    message: str


class Repository:
    """The repository `git_folder` of the work tree `folder`. Each method may raise GitFailed, and OSError."""

    def __init__(self, folder: Path, git_folder: Path, environ: Mapping[str, str] = os.environ) -> None:
        self._folder = folder
        self._git_folder = git_folder
        self._environ = environ

    def commits(self, limit: int) -> list[Commit]:
        """The last ones of the branch, newest first; none before the first."""
        if not has_branch(self._git_folder):
            return []
        found = self._ask("rev-list", f"--max-count={limit}", _COMMITS, BRANCH, "--")
        return list(_commits(found.decode(errors="replace")))

    def commits_of(self, name: str, limit: int) -> list[str]:
        """The ids of the last commits that changed a file, newest first."""
        if not has_branch(self._git_folder):
            return []
        return self._ask("rev-list", f"--max-count={limit}", BRANCH, "--", name).decode().split()

    def commit_before(self, seconds: int) -> str:
        """The id of the last commit made by an instant, in seconds since the epoch; empty for none."""
        if not has_branch(self._git_folder):
            return ""
        return self._ask("rev-list", "--max-count=1", f"--min-age={seconds}", BRANCH, "--").decode().strip()

    def tree(self, commit: str) -> dict[str, str]:
        """The names of all files in a commit, with the ids of their contents."""
        entries = self._ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
        pairs = (entry.partition(b"\t") for entry in entries if entry)
        return {os.fsdecode(name): head.split(b" ")[2].decode() for head, _, name in pairs}

    def content(self, commit: str, name: str) -> bytes | None:
        """A file as it was at a commit (or any part of its id that is unique); None when it was not there."""
        if not _ID.fullmatch(commit):
            return None
        ran = self._run("cat-file", "blob", f"{commit}:{name}")
        return ran.stdout if ran.worked else None

    def diff(self, before: str, after: str = BRANCH) -> str:
        """What changed between two commits, as a unified diff; nothing when there is no such commit."""
        if not _ID.fullmatch(before) or not has_branch(self._git_folder):
            return ""
        shown = self._ask("diff-tree", "-r", "-p", "--no-color", "--no-ext-diff", "--no-textconv", before, after, "--")
        return shown.decode(errors="replace")

    def take(self, stream: bytes) -> None:
        """Carry out commands of fast-import (https://git-scm.com/docs/git-fast-import), which knows no filters."""
        self._ask("fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream, seconds=_SECONDS_TO_WRITE)

    def refresh_index(self) -> None:
        """So that a person's `git status` is right; nothing else needs it, so a failure is nobody's concern."""
        self._run("read-tree", BRANCH)

    def pack(self) -> None:
        """Put many small files of git into one, when there are many."""
        try:
            many = len(os.listdir(self._git_folder / "objects" / "17")) > _MANY_OBJECTS
        except OSError:
            return
        if many:
            self._run("repack", "-a", "-d", "-q", seconds=_SECONDS_TO_WRITE)

    def _ask(self, *arguments: str, stdin: bytes = b"", seconds: float = 10.0) -> bytes:
        ran = self._run(*arguments, stdin=stdin, seconds=seconds)
        if not ran.worked:
            raise GitFailed(ran.why)
        return ran.stdout

    def _run(self, *arguments: str, stdin: bytes = b"", seconds: float = 10.0) -> GitRan:
        return run_git(
            self._folder,
            *_OWN,
            *arguments,
            git_folder=self._git_folder,
            stdin=stdin,
            seconds=seconds,
            environ=self._environ,
        )


def _commits(text: str) -> Iterator[Commit]:
    """rev-list puts a line `commit ID` before what its format gives."""
    for one in text.split("\x1e"):
        if found := _COMMIT.fullmatch(one.lstrip("\n")):
            yield Commit(found["id"], int(found["at"]), found["message"].strip("\n"))
