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

_MOST_SOURCES = 500
_IDLE = 0.02
"""Seconds without a question after which the files are looked at anew."""


class Indexed(msgspec.Struct, frozen=True):
    """A codebase whose files were listed and searched when its tree, and the folders in it, had these digests."""

    codebase: Codebase
    tree: str
    folders: str

    def is_as_it_was(self) -> bool:
        """Whether no file was changed, and nothing came or went in any folder; no new list is needed to know that."""
        if not self.tree or _digest_of_folders(self.codebase) != self.folders:
            return False
        return _digest_of_tree(self.codebase) == self.tree


Sources = dict[str, tuple[str, Codebase]]
"""By its path, the digest of a file and who has read it when it had that: what is parsed once is not parsed again."""


class View:
    """Fulfils `Codebase` by others, that `open_codebase` gives. Raises what that and they raise.

    `earlier` was searched in an earlier look: while the tree is as it was then, its indexes still hold. `sources` are
    files that earlier looks have read. What searches is another one than what reads, so that it can be let go.
    """

    def __init__(
        self, open_codebase: Callable[[], Codebase], earlier: Indexed | None = None, sources: Sources | None = None
    ) -> None:
        self._open_codebase = open_codebase
        self._codebase = open_codebase()
        self._earlier = earlier
        self._sources: Sources = {} if sources is None else sources
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
        return self._searched().codebase.is_ignored(path)  # which depends on what is listed

    def named(self, name: str) -> Sequence[str]:
        return self._searched().codebase.named(name)

    def read(self, path: str) -> str | Unread:
        return self._reader_of(path).read(path)

    def outline(self, path: str) -> Outline | Unread:
        return self._reader_of(path).outline(path)

    def definitions(self, name: str) -> Sequence[Definition]:
        return self._searched().codebase.definitions(name)

    def offers(self, name: str) -> Sequence[Offer]:
        return self._searched().codebase.offers(name)

    def with_word(self, word: str) -> Sequence[str]:
        return self._searched().codebase.with_word(word)

    def settings(self, path: str) -> Settings | Unread:
        return self._reader_of(path).settings(path)

    def dependencies(self) -> Sequence[Dependency]:
        return self._searched().codebase.dependencies()

    def unread_manifests(self) -> Sequence[Unread]:
        return self._searched().codebase.unread_manifests()

    def _searched(self) -> Indexed:
        """The digest is taken before anything is searched."""
        if self._indexed is None:
            earlier = self._earlier
            if earlier is not None and earlier.is_as_it_was():
                self._indexed = earlier
            else:
                self._indexed = _searching(self._open_codebase(), earlier)
        return self._indexed

    def _reader_of(self, path: str) -> Codebase:
        digest = self.digest(path)
        known, reader = self._sources.get(path, ("", self._codebase))
        if not digest or known != digest:
            reader = self._codebase
            self._sources[path] = (digest, reader)
        return reader


class Looks:
    """Looks at a project's files: questions that follow one upon the other are answered from one and the same.

    `open_codebase` may raise OSError when the project's folder cannot be read, and is not called before a question.
    """

    def __init__(self, open_codebase: Callable[[], Codebase], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._open_codebase = open_codebase
        self._monotonic = monotonic
        self._view: View | None = None
        self._sources: Sources = {}
        self._asked = 0.0

    @contextlib.contextmanager
    def view(self) -> Iterator[View]:
        """Raises OSError."""
        if self._view is None or self._monotonic() - self._asked > _IDLE:
            if len(self._sources) > _MOST_SOURCES:
                self._sources.clear()
            self._view = View(self._open_codebase, self._view.indexed if self._view else None, self._sources)
        try:
            yield self._view
        finally:
            self._asked = self._monotonic()


def _searching(codebase: Codebase, earlier: Indexed | None) -> Indexed:
    """A codebase to search in: the earlier one again, when only what is no source came or went."""
    folders, tree = _digest_of_folders(codebase), _digest_of_tree(codebase)
    is_same = earlier is not None and tree != "" and earlier.tree == tree
    return Indexed(earlier.codebase if earlier and is_same else codebase, tree, folders)


def _digest_of_tree(codebase: Codebase) -> str:
    """Of its files; empty while one of them was changed just now."""
    return _digest_of(codebase.root, codebase.files)


def _digest_of_folders(codebase: Codebase) -> str:
    folders = {folder for path in codebase.files for folder in _folders_above(path)}
    return _digest_of(codebase.root, ("", *sorted(folders)))


def _folders_above(path: str) -> Iterator[str]:
    end = path.find("/")
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)


def _digest_of(root: Path, paths: Sequence[str]) -> str:
    """By names, sizes and times. What is gone has no times."""
    hashed, newest, start = hashlib.blake2b(digest_size=16), 0, f"{root}/"
    for path in paths:
        try:
            found = os.lstat(start + path)
        except OSError:
            hashed.update(f"{path}\0gone\0".encode())
            continue
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
        stamp = f"{path}\0{found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}\0"
        hashed.update(stamp.encode())
    return hashed.hexdigest() if abs(time.time_ns() - newest) > _SETTLED else ""
