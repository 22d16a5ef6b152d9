"""A commit as a `Codebase`: the project as it was, read from a repository's objects and never from its work tree."""

import functools
import os
import posixpath
from collections.abc import Sequence
from pathlib import Path

from .blob_words import BlobWords
from .codebase import EntryKind
from .contained import OUTSIDE, Content, LeadsOut, parts_of
from .derived import DerivedCodebase
from .findings import Findings
from .git_entries import GitEntries, GitEntry, entries_of
from .git_repository import GitRepository
from .ignoring import IgnoreRules
from .not_source import is_not_source
from .texts import MOST_SOURCE, is_binary, most_bytes, text_of
from .values import Outline, Unread
from .work_tree import short_hash

_MOST_LINKS = 40
_MOST_HASHED = 64_000_000
_MOST_IGNORE_BYTES = 1_000_000
_NO_STAMP = (0, 0, 0, 0, 0)
_MOST_TARGET = 4096


class GitTree(DerivedCodebase):
    """The files below `root` as a commit has them; `root` may lie below the repository's top. Nothing is checked out.

    Without a `repository` that is the one whose top is `root`, and `close` ends the git that reads for it; a given one
    stays open. Where git cannot read, `unlisted` says so and files are `Unread`; never raises for what is in it. A
    submodule is a folder in which nothing is known.
    """

    def __init__(self, root: Path, commit: str, repository: GitRepository | None = None) -> None:
        self._root = os.path.realpath(root, strict=True)
        self._commit = commit
        self._own = GitRepository(Path(self._root)) if repository is None else None
        self._repository = repository or self._own or GitRepository(Path(self._root))
        self._rules = IgnoreRules(self._ignore_file)

    def close(self) -> None:
        if self._own is not None:
            self._own.close()

    @property
    def root(self) -> Path:
        return Path(self._root)

    @functools.cached_property
    def files(self) -> Sequence[str]:
        return tuple(path for path, entry in self._entries.by_path.items() if entry.kind == "file")

    @property
    def unlisted(self) -> Sequence[Unread]:
        return self._entries.unlisted

    def kind_of(self, path: str) -> EntryKind | None:
        try:
            bare = "/".join(parts_of(path))
        except LeadsOut:
            return None
        try:
            place = self._followed(bare)
        except LeadsOut:
            return "link"
        if self._is_file(place):
            return "file"
        if place in self._folders:
            return "folder"
        return "link" if self._is_link(bare) else None

    def is_ignored(self, path: str) -> bool:
        return is_not_source(path, self._findings.names, self._rules, lambda bare: self.kind_of(bare) == "file")

    def read(self, path: str) -> str | Unread:
        content = self._content(path, most_bytes(path))
        return text_of(path, content if isinstance(content, Unread) else Content(content, _NO_STAMP))

    def digest(self, path: str) -> str:
        kind = self.kind_of(path)
        if kind == "folder":
            return self._digest_of_names(self._followed("/".join(parts_of(path))))
        if kind != "file":
            return kind or ""
        content = self._content(path, _MOST_HASHED)
        return short_hash(content if isinstance(content, bytes) else self._blob(path).encode())

    @functools.cached_property
    def _entries(self) -> GitEntries:
        prefix = os.path.relpath(self._root, self._repository.top)
        if prefix.split("/")[0] == "..":
            return GitEntries({}, (Unread("", OUTSIDE),))
        return entries_of(self._repository, self._commit, "" if prefix == "." else prefix)

    @functools.cached_property
    def _folders(self) -> frozenset[str]:
        """The root is the empty text."""
        found = {"", *(path for path, entry in self._entries.by_path.items() if entry.kind == "submodule")}
        for path in self._entries.by_path:
            while (path := posixpath.dirname(path)) not in found:
                found.add(path)
        return frozenset(found)

    @functools.cached_property
    def _findings(self) -> Findings:
        return Findings(self.files, self.read, self._raw, self._outlined, self._words)

    def _words(self, files: Sequence[str]) -> BlobWords:
        return BlobWords({path: self._blob(path) for path in files}, self._raw, self._repository.words)

    def _outlined(self, path: str, text: str) -> Outline | None:
        return self._repository.outline(path, self._blob(path), text)

    def _blob(self, path: str) -> str:
        """The hash of a path's bytes; another text when it is behind a link."""
        entry = self._entries.by_path.get(path)
        return entry.blob if entry is not None else f"{self._commit}:{path}"

    def _raw(self, path: str) -> bytes | None:
        found = self._content(path, MOST_SOURCE)
        return None if isinstance(found, Unread) or is_binary(found) else found

    def _content(self, path: str, most: int) -> bytes | Unread:
        try:
            entry = self._entry(path)
        except LeadsOut:
            return Unread(path, OUTSIDE)
        if entry is None:
            return self._unread(path)
        found = self._repository.blobs.read(entry.blob, most)
        return Unread(path, found) if isinstance(found, str) else found

    def _entry(self, path: str) -> GitEntry | None:
        """Of a file, links followed. Raises `LeadsOut`."""
        entry = self._entries.by_path.get(self._followed("/".join(parts_of(path))))
        return entry if entry is not None and entry.kind == "file" else None

    def _unread(self, path: str) -> Unread:
        if self.kind_of(path):
            return Unread(path, "not a regular file")
        parents = {"/".join(path.split("/")[:count]) for count in range(1, path.count("/") + 1)}
        hidden = any((one := self._entries.by_path.get(parent)) and one.kind == "submodule" for parent in parents)
        if hidden or self._entries.unlisted:
            return Unread(path, "in a submodule" if hidden else self._entries.unlisted[0].why)
        return Unread(path, "not there", is_absent=True)

    def _digest_of_names(self, folder: str) -> str:
        inside = f"{folder}/" if folder else ""
        names = {one[len(inside) :].partition("/")[0] for one in self._entries.by_path if one.startswith(inside)}
        return short_hash("/\0".join(["", *sorted(names)]).encode())

    def _is_file(self, path: str) -> bool:
        entry = self._entries.by_path.get(path)
        return entry is not None and entry.kind == "file"

    def _is_link(self, path: str) -> bool:
        entry = self._entries.by_path.get(path)
        return entry is not None and entry.kind == "link"

    def _followed(self, path: str) -> str:
        """The same place without links, there or not. Raises `LeadsOut`, also for links that go round in circles."""
        done: list[str] = []
        waiting = [part for part in reversed(path.split("/")) if part]
        links = 0
        while waiting:
            part = waiting.pop()
            if part == "..":
                if not done:
                    raise LeadsOut
                done.pop()
                continue
            here = "/".join([*done, part])
            if not self._is_link(here):
                done.append(part)
                continue
            links += 1
            waiting += reversed(self._target(here, links))
        return "/".join(done)

    def _target(self, link: str, links: int) -> list[str]:
        found = self._repository.blobs.read(self._entries.by_path[link].blob, _MOST_TARGET)
        if isinstance(found, str) or found.startswith(b"/") or links > _MOST_LINKS:
            raise LeadsOut
        return [part for part in os.fsdecode(found).split("/") if part not in ("", ".")]

    def _ignore_file(self, folder: str) -> str | None:
        entry = self._entries.by_path.get(f"{folder}.gitignore")
        if entry is None or entry.kind != "file":
            return None
        found = self._repository.blobs.read(entry.blob, _MOST_IGNORE_BYTES)
        return None if isinstance(found, str) else found.decode(errors="surrogateescape")
