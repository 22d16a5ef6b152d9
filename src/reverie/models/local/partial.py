"""The unfinished file of a download: what is in it for certain, so that a stopped download goes on where it was."""

import hashlib
import os
from pathlib import Path
from typing import Protocol, Self

import msgspec

from reverie.storage.atomic import replace_file, sync_file

_BLOCK = 1 << 20


class _Checkpoint(msgspec.Struct, frozen=True):
    """The first `length` bytes of the file have this sha256."""

    length: int
    sha256: str


class Hasher(Protocol):
    def update(self, block: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


class PartialFile:
    """A file that only grows, with a state file beside it (`.state`) that says how much of it is whole.

    Opening it verifies what is there against the last checkpoint and drops the rest. Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._state_path = path.with_suffix(".state")
        self._file = open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")  # noqa: SIM115
        self._hasher = hashlib.sha256()
        self.length = 0
        self._resume()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def folder(self) -> Path:
        return self._path.parent

    def append(self, block: bytes) -> None:
        self._file.write(block)
        self._hasher.update(block)
        self.length += len(block)

    def checkpoint(self) -> None:
        """Make what is there count after an interruption."""
        self._file.flush()
        sync_file(self._file.fileno())
        replace_file(self._state_path, msgspec.json.encode(_Checkpoint(self.length, self.sha256)))

    @property
    def sha256(self) -> str:
        return self._hasher.hexdigest()

    def cut(self, length: int) -> None:
        """Keep the first `length` bytes only."""
        self._hasher = hashlib.sha256()
        self._file.flush()
        _feed(self._path, length, self._hasher)
        self._file.truncate(length)
        self._file.seek(length)
        self.length = length

    def finish(self, final: Path) -> None:
        """Give the whole file its final name."""
        self._file.flush()
        sync_file(self._file.fileno())
        self._path.replace(final)
        self._state_path.unlink(missing_ok=True)

    def discard(self) -> None:
        self._path.unlink(missing_ok=True)
        self._state_path.unlink(missing_ok=True)

    def _resume(self) -> None:
        known = self._read_checkpoint()
        self.cut(known.length)
        if known.length and self.sha256 != known.sha256:
            self.cut(0)

    def _read_checkpoint(self) -> _Checkpoint:
        nothing = _Checkpoint(0, "")
        try:
            known = msgspec.json.decode(self._state_path.read_bytes(), type=_Checkpoint)
        except (OSError, msgspec.DecodeError):
            return nothing
        return known if 0 <= known.length <= self._path.stat().st_size else nothing


def _feed(path: Path, length: int, hasher: Hasher) -> None:
    with path.open("rb") as file:
        while length > 0 and (block := file.read(min(_BLOCK, length))):
            hasher.update(block)
            length -= len(block)
