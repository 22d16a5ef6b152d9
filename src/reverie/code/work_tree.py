"""A folder on disk as a `Codebase`."""

import functools
import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from .codebase import EntryKind
from .contained import (
    Content,
    LeadsOut,
    Stamp,
    names_inside,
    read_inside,
    stamp_of,
    status_inside,
)
from .derived import DerivedCodebase
from .findings import Findings
from .listing import files_below, rules_below
from .not_source import is_not_source
from .texts import MOST_SOURCE, is_binary, most_bytes, text_of
from .values import Unread
from .walking import Listing

_KEPT_CHARACTERS = 64_000_000
_MOST_HASHED = 64_000_000


class WorkTree(DerivedCodebase):
    """The files below `root` as they are on disk. Raises OSError when the root is no folder that can be listed.

    Texts are kept up to 64 million characters, outlines and settings all; word and name indexes are made when they are
    first asked for. `digest` alone looks at the disk each time.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root, strict=True)
        self._rules = rules_below(self._root)
        os.listdir(self._root)
        self._texts: dict[str, str | Unread] = {}
        self._kept = 0
        self._digests: dict[str, tuple[Stamp, str]] = {}

    @property
    def root(self) -> Path:
        return Path(self._root)

    @property
    def files(self) -> Sequence[str]:
        return self._listing.files

    @property
    def unlisted(self) -> Sequence[Unread]:
        return self._listing.unlisted

    def kind_of(self, path: str) -> EntryKind | None:
        found = status_inside(self._root, path)
        if found is None or found == "link":
            return found
        return "folder" if stat.S_ISDIR(found.st_mode) else "file"

    def is_ignored(self, path: str) -> bool:
        is_left_out = path.removeprefix("./").strip("/") in self._listing.sparse
        return is_left_out or is_not_source(path, self._findings.names, self._rules, self._is_file)

    def _is_file(self, path: str) -> bool:
        return self.kind_of(path) == "file"

    def read(self, path: str) -> str | Unread:
        if path not in self._texts:
            text = text_of(path, read_inside(self._root, path, most_bytes(path)))
            if self._kept > _KEPT_CHARACTERS:
                return text
            self._texts[path] = text
            self._kept += len(text) if isinstance(text, str) else 0
        return self._texts[path]

    def digest(self, path: str) -> str:
        found = status_inside(self._root, path)
        if found is None or found == "link":
            return found or ""
        if stat.S_ISDIR(found.st_mode):
            return self._digest_of_names(path)
        stamp, known = self._digests.get(path, (None, ""))
        if stamp != stamp_of(found):
            known = self._digest_of_file(path, found)
        return known

    @functools.cached_property
    def _listing(self) -> Listing:
        return files_below(self._root, self._rules)

    @functools.cached_property
    def _findings(self) -> Findings:
        return Findings(self.files, self.read, self._raw)

    def _raw(self, path: str) -> bytes | None:
        """A file's bytes, for a search; not kept, because all of a tree's would be too many."""
        content = read_inside(self._root, path, MOST_SOURCE)
        return None if isinstance(content, Unread) or is_binary(content.raw) else content.raw

    def _digest_of_names(self, path: str) -> str:
        try:
            names = names_inside(self._root, path)
        except (LeadsOut, OSError):
            return ""
        return short_hash("/\0".join(["", *names]).encode(errors="surrogateescape"))

    def _digest_of_file(self, path: str, status: os.stat_result) -> str:
        content = read_inside(self._root, path, _MOST_HASHED)
        if isinstance(content, Content):
            digest, stamp = short_hash(content.raw), content.stamp
        else:  # too large, or not to be read: as it is known from outside
            digest, stamp = short_hash(repr(stamp_of(status)).encode()), stamp_of(status)
        self._digests[path] = (stamp, digest)
        return digest


def short_hash(raw: bytes) -> str:
    """16 hexadecimal digits."""
    return hashlib.blake2b(raw, digest_size=8).hexdigest()
