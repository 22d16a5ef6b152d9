"""A project that lies in memory only."""

import functools
import hashlib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reverie.code.codebase import EntryKind
from reverie.code.derived import DerivedCodebase
from reverie.code.findings import Findings
from reverie.code.values import Unread


class FakeCodebase(DerivedCodebase):
    """A `Codebase` of texts by their paths, read by the same code as one on disk.

    A path that ends with `/` is an empty folder; an `Unread` in place of a text is a file that cannot be read.
    `ignored` are files and (with a `/`) folders that git ignores, there or not; `links` lead out of the root.
    """

    def __init__(
        self,
        texts: Mapping[str, str | Unread],
        *,
        ignored: Iterable[str] = (),
        links: Iterable[str] = (),
        unlisted: Iterable[Unread] = (),
        root: Path = Path("/project"),
    ) -> None:
        self._texts = dict(texts)
        self._ignored = tuple(ignored)
        self._links = frozenset(links)
        self._unlisted = tuple(unlisted)
        self._root = root
        self.reads: list[str] = []
        """Every path that was asked for its text, in order."""
        files = [path for path in texts if not path.endswith("/") and not self.is_ignored(path)]
        self._files = tuple(sorted(files))

    @functools.cached_property
    def _findings(self) -> Findings:
        return Findings(self._files, self.read, self._raw)

    @property
    def root(self) -> Path:
        return self._root

    @property
    def files(self) -> Sequence[str]:
        return self._files

    @property
    def unlisted(self) -> Sequence[Unread]:
        return self._unlisted

    def kind_of(self, path: str) -> EntryKind | None:
        bare = _inside(path)
        if bare is None:
            return None
        if bare in self._links:
            return "link"
        if bare in self._texts:
            return "file"
        is_folder = bare == "." or any(other.startswith(f"{bare}/") for other in self._texts)
        return "folder" if is_folder else None

    def is_ignored(self, path: str) -> bool:
        bare = path.rstrip("/")
        return any(
            bare == entry.rstrip("/") or (entry.endswith("/") and f"{bare}/".startswith(entry))
            for entry in self._ignored
        )

    def read(self, path: str) -> str | Unread:
        self.reads.append(path)
        bare = _inside(path)
        if bare is None or bare in self._links:
            return Unread(path, "outside of the project")
        if self.kind_of(path) == "folder":
            return Unread(path, "not a regular file")
        return self._texts.get(bare, Unread(path, "not there", is_absent=True))

    def digest(self, path: str) -> str:
        kind = self.kind_of(path)
        if kind == "file":
            return _hash(repr(self._texts[_inside(path) or ""]))
        if kind == "folder":
            bare = _inside(path)
            prefix = "" if bare == "." else f"{bare}/"
            names = {other[len(prefix) :].split("/")[0] for other in self._texts if other.startswith(prefix)}
            return _hash(repr(sorted(names)))
        return kind or ""

    def _raw(self, path: str) -> bytes | None:
        text = self._texts[path]
        return None if isinstance(text, Unread) else text.encode(errors="replace")


def _inside(path: str) -> str | None:
    """The path without `.` and `//`; None when it leads out of the root."""
    if path.startswith("/") or "\0" in path or ".." in path.split("/"):
        return None
    return posixpath.normpath(path or ".")


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()
