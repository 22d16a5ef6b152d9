"""One look at a project: a codebase that remembers what its files were when they were first looked at.

A verdict is kept under those digests, so that a file which changes meanwhile can never lend its new digest to a verdict
about its old text.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from reverie.code.codebase import Codebase, EntryKind
from reverie.code.values import Definition, Dependency, Offer, Outline, Settings, Unread

_SETTLED = 50_000_000
"""Nanoseconds after which another change of a file shows in its time of change."""

_IDLE = 0.02
"""Seconds without a question after which the files are looked at anew."""


class Indexed(msgspec.Struct, frozen=True):
    """A codebase whose files were listed and searched when its tree had this digest."""

    codebase: Codebase
    tree: str


class View:
    """Fulfils `Codebase` by another one. Raises what that raises.

    `earlier` is one that was searched in an earlier look: while the tree is as it was then, its indexes still hold.
    """

    def __init__(self, codebase: Codebase, earlier: Indexed | None = None) -> None:
        self._codebase = codebase
        self._earlier = earlier
        self._digests: dict[str, str] = {}
        self._indexed: Indexed | None = None

    @property
    def indexed(self) -> Indexed | None:
        """What a later look may begin with."""
        return self._indexed or self._earlier

    def digest(self, path: str) -> str:
        """As it was at the first look."""
        if path not in self._digests:
            self._digests[path] = self._codebase.digest(path)
        return self._digests[path]

    def tree_digest(self) -> str:
        """Of all source files' names, sizes and times; empty while one of them was changed just now."""
        return self._searched().tree

    @property
    def root(self) -> Path:
        return self._codebase.root

    @property
    def files(self) -> Sequence[str]:
        return self._searched().codebase.files

    @property
    def unlisted(self) -> Sequence[Unread]:
        return self._searched().codebase.unlisted

    def kind_of(self, path: str) -> EntryKind | None:
        self.digest(path)
        return self._codebase.kind_of(path)

    def is_ignored(self, path: str) -> bool:
        return self._codebase.is_ignored(path)

    def named(self, name: str) -> Sequence[str]:
        return self._searched().codebase.named(name)

    def read(self, path: str) -> str | Unread:
        self.digest(path)
        return self._codebase.read(path)

    def outline(self, path: str) -> Outline | Unread:
        self.digest(path)
        return self._codebase.outline(path)

    def definitions(self, name: str) -> Sequence[Definition]:
        return self._searched().codebase.definitions(name)

    def offers(self, name: str) -> Sequence[Offer]:
        return self._searched().codebase.offers(name)

    def with_word(self, word: str) -> Sequence[str]:
        return self._searched().codebase.with_word(word)

    def settings(self, path: str) -> Settings | Unread:
        self.digest(path)
        return self._codebase.settings(path)

    def dependencies(self) -> Sequence[Dependency]:
        return self._searched().codebase.dependencies()

    def unread_manifests(self) -> Sequence[Unread]:
        return self._searched().codebase.unread_manifests()

    def _searched(self) -> Indexed:
        """The digest is taken before anything is searched."""
        if self._indexed is None:
            tree = _digest_of_tree(self._codebase)
            is_as_before = tree and self._earlier is not None and self._earlier.tree == tree
            self._indexed = self._earlier if self._earlier and is_as_before else Indexed(self._codebase, tree)
        return self._indexed


class Looks:
    """Looks at a project's files: questions that follow one upon the other are answered from one and the same.

    `open_codebase` may raise OSError when the project's folder cannot be read, and is not called before a question.
    """

    def __init__(self, open_codebase: Callable[[], Codebase], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._open_codebase = open_codebase
        self._monotonic = monotonic
        self._view: View | None = None
        self._asked = 0.0

    @contextlib.contextmanager
    def view(self) -> Iterator[View]:
        """Raises OSError."""
        if self._view is None or self._monotonic() - self._asked > _IDLE:
            self._view = View(self._open_codebase(), self._view.indexed if self._view else None)
        try:
            yield self._view
        finally:
            self._asked = self._monotonic()


def _digest_of_tree(codebase: Codebase) -> str:
    hashed, newest = hashlib.blake2b(digest_size=16), 0
    for path in codebase.files:
        try:
            found = os.lstat(codebase.root / path)
        except OSError:
            hashed.update(f"{path}\0gone\0".encode())
            continue
        times = (found.st_mtime_ns, found.st_ctime_ns)
        newest = max(newest, *times)
        hashed.update(f"{path}\0{found.st_size} {found.st_ino} {times}\0".encode())
    return hashed.hexdigest() if abs(time.time_ns() - newest) > _SETTLED else ""
