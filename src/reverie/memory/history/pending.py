"""What of a memory is not in its history yet: transactions of the journal, and files that differ."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import msgspec

from reverie.memory.journal import Commit, commits_backwards, unfinished
from reverie.memory.layout import FOLDERS, INDEX, Layout, is_name
from reverie.memory.publish import NotOurs, read_bytes
from reverie.storage.lock import Busy, FileLock

_MOST_ENTRIES = 1_000
"""Transactions that one message tells; there are more only where history was begun anew."""
_SLACK = 2.0
"""Seconds by which the time of a file and that of a commit may differ."""
_ATTEMPTS = 40
_PAUSE = 0.05


class Signature(msgspec.Struct, frozen=True):
    """By which a journal that has not changed is known."""

    inode: int = 0
    size: int = 0


class Pending(msgspec.Struct, frozen=True):
    """Transactions oldest first, files that differ (None: gone), and the journal that they were read from."""

    entries: tuple[Commit, ...]
    contents: dict[str, bytes | None]
    journal: Signature

    @property
    def by_hand(self) -> tuple[str, ...]:
        told = {patch.name for entry in self.entries for patch in entry.files}
        return tuple(name for name in self.contents if name not in told)


def signature(layout: Layout) -> Signature:
    try:
        found = layout.journal.stat()
    except OSError:
        return Signature()
    return Signature(found.st_ino, found.st_size)


@contextmanager
def still(layout: Layout, sleep: Callable[[float], None] = time.sleep) -> Iterator[bool]:
    """The memory's lock held, so that nobody writes meanwhile; False when somebody has it for long."""
    for _ in range(_ATTEMPTS):
        try:
            lock = FileLock(layout.lock).acquire(wait=False)
        except Busy:
            sleep(_PAUSE)
            continue
        with lock:
            yield True
        return
    yield False


def read_pending(layout: Layout, last: str, tree: Mapping[str, str], since: int) -> Pending | None:
    """What came after the transaction `last`, beside the files `tree` (contents' ids by name) of a commit made `since`.

    None while a transaction is unfinished. The caller holds the memory's lock. Raises OSError.
    """
    if unfinished(layout.journal) is not None:
        return None
    entries = _entries_after(layout, last)
    told = {patch.name for entry in entries for patch in entry.files}
    contents = dict(_differing(layout, tree, told, since - _SLACK))
    return Pending(entries, contents, signature(layout))


def _entries_after(layout: Layout, last: str) -> tuple[Commit, ...]:
    found: list[Commit] = []
    for entry in commits_backwards(layout.journal):
        if entry.tx == last or len(found) == _MOST_ENTRIES:
            break
        found.append(entry)
    return tuple(reversed(found))


def _differing(
    layout: Layout, tree: Mapping[str, str], told: set[str], since: float
) -> Iterator[tuple[str, bytes | None]]:
    names = [
        *([INDEX] if layout.path(INDEX).exists() else []),
        *(one for each in FOLDERS for one in layout.names(each)),
    ]
    for name in names:
        if name not in tree or name in told or _changed(layout, name) >= since:
            content = _content(layout, name)
            if content is not None and blob_id(content, len(next(iter(tree.values()), ""))) != tree.get(name):
                yield name, content
    for name in sorted(tree.keys() - set(names)):
        if is_name(name):
            yield name, None


def _changed(layout: Layout, name: str) -> float:
    """When a file's content or name was last changed."""
    try:
        found = os.lstat(layout.path(name))
    except OSError:
        return 0.0
    return max(found.st_mtime, found.st_ctime)


def _content(layout: Layout, name: str) -> bytes | None:
    """None for what cannot be read: it stays in the history as it is there."""
    try:
        return read_bytes(layout, name)
    except (NotOurs, OSError):
        return None


def blob_id(content: bytes, length: int) -> str:
    """git's name of a content, in a repository whose names have so many characters."""
    text = b"blob %d\0" % len(content) + content
    return hashlib.sha256(text).hexdigest() if length == 64 else hashlib.sha1(text, usedforsecurity=False).hexdigest()
