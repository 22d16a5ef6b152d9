"""What a project was when its notes were written: the commit of each line, and the project as it was at a commit."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from reverie.audit.judging.deciding import Decider
from reverie.checks.candidate import Candidate
from reverie.checks.history import GitHistory
from reverie.code.git_repository import GitRepository
from reverie.code.git_tree import GitTree
from reverie.config.git_folder import common_folder, git_root

from .blame import Blame, Written

MOST_COMMITS = 50
"""Commits that are looked at in one run; what lines of others said then is not known."""

_SECONDS = 20.0
"""In which lines are asked for and new commits are looked at; what is left then is not known."""


class WrittenAt:
    """The past of the project at `root`, a real path, which may lie below its repository's top.

    Without a repository, without git and in doubt nothing is known, and what is not known accuses nobody. Never raises
    for what is in the repository. `close` ends the git that reads for it. `clock` counts seconds.
    """

    def __init__(
        self,
        root: Path,
        today: date,
        environ: Mapping[str, str] = os.environ,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._today = today
        self._clock = clock
        self._ends = clock() + _SECONDS
        self._repository = _repository(root, environ)
        head = GitHistory(root, environ).head if self._repository else None
        self._blame = Blame(self._repository, head) if self._repository and head else None
        self._deciders: dict[str, Decider | None] = {}
        self._notes: dict[str, Written] = {}

    def close(self) -> None:
        if self._repository is not None:
            self._repository.close()

    def lines(self, place: str, now: str) -> Written:
        """Of the note at `place`, relative to the root; `now` is its text. Those that are committed and known."""
        if self._blame is None or self._repository is None or not place:
            return Written()
        if place not in self._notes:
            top = os.path.relpath(self._root / place, self._repository.top)
            left = self._ends - self._clock()
            self._notes[place] = self._blame.written(top, now, min(left, 5.0)) if left > 0 else Written()
        return self._notes[place]

    def decider(self, commit: str) -> Decider | None:
        """That judges by the project as it was at a commit; None when that is not known."""
        if commit not in self._deciders:
            self._deciders[commit] = self._at(commit)
        return self._deciders[commit]

    def had_path(self, path: str, place: str, line: int) -> bool:
        """Whether it was there when this line (from 1) of the note was written, as far as that is known."""
        decider = self._decider_of(place, line)
        return decider is not None and decider.codebase.kind_of(path.strip("/")) is not None

    def defined(self, name: str, place: str, line: int) -> bool:
        """Whether a file defined it then, as far as that is known."""
        decider = self._decider_of(place, line)
        return decider is not None and bool(decider.codebase.definitions(name))

    @property
    def is_out_of_time(self) -> bool:
        """Whether there is more in the history than could be looked at."""
        return self._blame is not None and self._clock() > self._ends

    def held_then(self, candidate: Candidate, commit: str) -> bool | None:
        """Whether any reading of it held at a commit; None: that commit is not known."""
        decider = self.decider(commit)
        return decider.decide(candidate).word == "verified" if decider else None

    def _decider_of(self, place: str, line: int) -> Decider | None:
        """By the commit of a line of a note that was asked about before."""
        commit = self._notes.get(place, Written()).commits.get(line, "")
        return self.decider(commit) if commit else None

    def _at(self, commit: str) -> Decider | None:
        known = sum(one is not None for one in self._deciders.values())
        if self._repository is None or known >= MOST_COMMITS or self._clock() > self._ends:
            return None
        tree = GitTree(self._root, commit, self._repository)
        return Decider(tree, self._today) if tree.files else None


def _repository(root: Path, environ: Mapping[str, str]) -> GitRepository | None:
    """The one that the root lies in; None too for a `.git` that only claims to belong to one."""
    try:
        top = git_root(root, Path(environ.get("HOME") or "/").resolve())
        common = common_folder(top) if top is not None else None
    except OSError:
        return None
    return GitRepository(top, common, environ) if top is not None and common is not None else None
