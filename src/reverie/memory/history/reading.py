"""Looking back: what the history holds. What cannot be read is not there; nobody depends on it."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from reverie.memory.layout import Layout, is_name
from reverie.memory.patch import text_hash

from .folder import git_folder, why_unusable
from .repository import EMPTY_TREE, Commit, GitFailed, Repository

_MOST_VERSIONS = 500
"""Commits of one file that are looked through for a text."""

T = TypeVar("T")


class HistoryLine(msgspec.Struct, frozen=True):
    """A commit in a line: its id, the instant (UTC) at which it was made, what it did."""

    commit: str
    at: str
    subject: str


class Past:
    """The history of the memory in `layout`, to be read."""

    def __init__(self, layout: Layout, environ: Mapping[str, str] = os.environ) -> None:
        self._layout = layout
        self._environ = environ

    def lines(self, limit: int) -> list[HistoryLine]:
        """The last commits, newest first."""
        none: list[Commit] = []
        return [_line(one) for one in self._ask(lambda repository: repository.commits(limit), none)]

    def text_at(self, commit: str, name: str) -> str | None:
        """A file as it was at a commit; None when it was not there, or was no text."""
        if not is_name(name):
            return None
        return _decoded(self._ask(lambda repository: repository.content(commit, name), None))

    def text_of_hash(self, name: str, wanted: str) -> str | None:
        """A version of a file by the SHA-256 of its text, in hexadecimal."""
        if not is_name(name):
            return None

        def find(repository: Repository) -> str | None:
            for commit in repository.commits_of(name, _MOST_VERSIONS):
                text = _decoded(repository.content(commit, name))
                if text is not None and text_hash(text) == wanted:
                    return text
            return None

        return self._ask(find, None)

    def diff(self, since: str) -> str:
        """What changed since a commit (an id, or its beginning) or a day or instant (ISO 8601), as a unified diff."""

        def changed(repository: Repository) -> str:
            start = _start(since)
            commit = since if start is None else repository.commit_before(start)
            return repository.diff(commit or EMPTY_TREE)

        return self._ask(changed, "")

    def _ask(self, question: Callable[[Repository], T], nothing: T) -> T:
        try:
            if why_unusable(git_folder(self._layout)):
                return nothing
            return question(self._repository())
        except (OSError, GitFailed):
            return nothing

    def _repository(self) -> Repository:
        return Repository(self._layout.folder, git_folder(self._layout), self._environ)


def _line(commit: Commit) -> HistoryLine:
    at = datetime.fromtimestamp(commit.at, UTC).isoformat().replace("+00:00", "Z")
    return HistoryLine(commit.id, at, commit.message.partition("\n")[0])


def _decoded(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        return None


def _start(since: str) -> int | None:
    """The instant that a text names, in seconds since the epoch; a day begins at midnight here. None for a commit."""
    try:
        return int(datetime.fromisoformat(since).timestamp()) if "-" in since else None
    except (ValueError, OverflowError):
        return None
