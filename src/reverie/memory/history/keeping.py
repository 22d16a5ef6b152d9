"""Bringing the history up to date, whatever state its folder, git or the disk is in.

It never raises, and never stands in the way of a write: what goes wrong is one line, told once.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reverie.memory.layout import Layout
from reverie.memory.obstacles import why_read_only
from reverie.memory.store import Memory
from reverie.storage.atomic import replace_file
from reverie.storage.clock import Clock, system_clock
from reverie.storage.git import find_git
from reverie.storage.lock import Busy, FileLock
from reverie.storage.mounts import network_kind

from .folder import (
    begin_for,
    drop_stale_locks,
    git_folder,
    is_locked,
    lock_path,
    probe,
    set_aside,
    settle_swap,
    why_unusable,
)
from .pending import Pending, Signature, read_pending, signature, still
from .reading import HistoryLine, Past
from .repository import GitFailed, Repository
from .wording import Batch, last_transaction, stream

_SEARCHED = 50
"""Commits among which ours is looked for; a person may make some of their own."""
_BATCH = 20
"""Writes after which a session that goes on commits."""


class Seen(msgspec.Struct, frozen=True):
    """What `.history.json` keeps: the journal that was last taken in, and the line that was last told."""

    journal: Signature = Signature()
    notice: str = ""


class History(Past):
    """The history of one memory. Any thread may use it; processes wait for nobody, they leave it to each other."""

    def __init__(self, layout: Layout, *, clock: Clock = system_clock, environ: Mapping[str, str] = os.environ) -> None:
        super().__init__(layout, environ)
        self._clock = clock
        self._writes = 0

    def count_write(self) -> str:
        """To be called after each write of a session that goes on: commits after every so many. As `commit_pending`."""
        self._writes += 1
        return self.commit_pending() if self._writes >= _BATCH else ""

    def commit_pending(self) -> str:
        """Commit what is not in the history yet, if anything; one line for the person when that went wrong, else empty.

        The same line is not given twice in a row.
        """
        self._writes = 0
        layout = self._layout
        if not layout.journal.exists() or why_read_only(layout, network_kind(layout.folder)):
            return ""
        try:
            with FileLock(lock_path(layout)).acquire(wait=False):
                return self._commit_and_tell()
        except Busy:
            return ""
        except OSError as error:
            return _not_kept(error.strerror or str(error))

    def _commit_and_tell(self) -> str:
        seen = self._seen()
        settle_swap(self._layout)
        if seen.journal == signature(self._layout) and git_folder(self._layout).is_dir():
            return ""
        try:
            notice, journal = self._commit() if find_git(self._environ) else (_NO_GIT, seen.journal)
        except GitFailed as error:
            notice, journal = _not_kept(str(error)), seen.journal
        except OSError as error:
            notice, journal = _not_kept(error.strerror or str(error)), seen.journal
        now = Seen(journal, notice)
        if now != seen:
            replace_file(self._layout.folder / ".history.json", msgspec.json.encode(now) + b"\n")
        return "" if notice == seen.notice else notice

    def _commit(self) -> tuple[str, Signature]:
        """A notice, and the journal that was taken in. Raises GitFailed and OSError with nothing changed."""
        folder = git_folder(self._layout)
        if not os.path.lexists(folder):
            begin_for(self._layout)
        why = why_unusable(folder)
        if not why:
            drop_stale_locks(folder, self._clock())
            try:
                return "", self._commit_to(self._repository())
            except GitFailed as error:
                if is_locked(folder):  # a person's own git is at it
                    return "", self._seen().journal
                probe(folder)
                why = str(error)
        return self._begin_anew(why)

    def _begin_anew(self, why: str) -> tuple[str, Signature]:
        aside = set_aside(self._layout)
        folder = git_folder(self._layout)
        try:
            begin_for(self._layout)
            journal = self._commit_to(self._repository())
        except (GitFailed, OSError):  # not the folder's fault
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)
            raise
        return _begun_anew(why, aside), journal

    def _commit_to(self, repository: Repository) -> Signature:
        commits = repository.commits(_SEARCHED)
        last = next(filter(None, (last_transaction(one.message) for one in commits)), "")
        tree = repository.tree(commits[0].id) if commits else {}
        with still(self._layout) as is_still:
            pending = read_pending(self._layout, last, tree, commits[0].at if commits else 0) if is_still else None
        if pending is None:
            return self._seen().journal
        if pending.entries or pending.contents:
            repository.take(stream(self._batch(pending, commits[0].id if commits else "")))
            repository.refresh_index()
            repository.pack()
        return pending.journal

    def _batch(self, pending: Pending, parent: str) -> Batch:
        return Batch(pending.entries, pending.contents, pending.by_hand, parent, int(self._clock()))

    def _seen(self) -> Seen:
        try:
            return msgspec.json.decode((self._layout.folder / ".history.json").read_bytes(), type=Seen)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return Seen()


def commit_pending(memory: Memory) -> str:
    """Bring the history of an open memory up to date, after its writes; one line when that went wrong, else empty."""
    return "" if memory.read_only else History(memory.layout, clock=memory.clock).commit_pending()


def history_lines(memory: Memory, limit: int) -> list[HistoryLine]:
    """The last commits of an open memory's history, newest first."""
    return History(memory.layout, clock=memory.clock).lines(limit)


_NO_GIT = "git is not installed, so the memory keeps no history of its files; its journal still undoes changes"


def _not_kept(why: str) -> str:
    return (
        f"the memory's git history was not brought up to date ({why}); no fact is lost, and the next change tries again"
    )


def _begun_anew(why: str, aside: Path) -> str:
    return (
        f"the memory's git history could not be used ({why}); it was set aside as '{aside}' and begun anew;"
        " no fact is lost"
    )
