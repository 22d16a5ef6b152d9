"""One small JSON object in a file, with a format number: read whole without a lock, changed under one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from .atomic import private_folder, replace_file
from .errors import BrokenFile, NewerFormat
from .lock import FileLock

_Signature = tuple[int, int, int]


class VersionedJson:
    """The file at `path`, whose object says `"format": N`. What we do not know in it is kept when we write.

    A missing file reads as an empty object. Reading a newer format gives what is there, for the fields we know;
    changing it raises `NewerFormat`. What is not such an object raises `BrokenFile` and is never overwritten.
    """

    def __init__(self, path: Path, known_format: int) -> None:
        self._path = path
        self._known = known_format
        self._signature: _Signature | None = None
        self._content: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        """The object as it stands on disk; the caller does not change it. Decoded again only when the file changed."""
        signature = self._stat()
        if signature != self._signature:
            self._content = self._load()
            self._signature = signature
        return self._content

    @contextmanager
    def change(self) -> Iterator[dict[str, Any]]:
        """The object, read again under a lock, to be changed in the block; it is written when the block ends well.

        Raises OSError (and leaves the old file) when it cannot be written.
        """
        private_folder(self._path.parent)
        with FileLock(self._path.with_name(f".{self._path.name}.lock")):
            content = self._load()
            if (found := content.get("format", self._known)) > self._known:
                raise NewerFormat(self._path, found, self._known)
            before = msgspec.json.encode(content)
            yield content
            if msgspec.json.encode(content) != before:
                self._write(content)

    def _write(self, content: dict[str, Any]) -> None:
        text = msgspec.json.format(msgspec.json.encode({"format": self._known} | content), indent=2)
        replace_file(self._path, text + b"\n")

    def _stat(self) -> _Signature | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _load(self) -> dict[str, Any]:
        try:
            content = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Any])
        except FileNotFoundError:
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BrokenFile(self._path, str(error)) from None
        if not isinstance(content.get("format"), int):
            raise BrokenFile(self._path, "it has no number `format`")
        return content


def table(content: dict[str, Any], name: str, path: Path) -> dict[str, dict[str, Any]]:
    """The object of objects `name` in `content`, made when missing; BrokenFile when it is something else."""
    found = content.setdefault(name, {})
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise BrokenFile(path, f"`{name}` is not an object of objects")
    return found
