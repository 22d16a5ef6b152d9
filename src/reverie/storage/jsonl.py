"""Append-only files of JSON lines: one writer, a torn tail set aside, never guessed."""

import os
from collections.abc import Iterator
from pathlib import Path

from .atomic import sync_file, sync_folder

_BLOCK = 1 << 16


class JsonLines:
    """The open end of one file of JSON lines. Each `append` is one write call of one whole line.

    The caller holds a lock: two writers would interleave. A tail without its newline is what a crash in the middle of
    a write leaves; opening moves it to `<name>.torn` (added at its end) and cuts it off.
    """

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            if is_new:
                sync_folder(path.parent)
            else:
                _set_torn_tail_aside(path, self._descriptor)
            self._size = os.fstat(self._descriptor).st_size
        except BaseException:
            os.close(self._descriptor)
            raise

    def append(self, line: bytes) -> None:
        """Add one line (without its newline). Raises OSError, and takes back what was half written, on a full disk."""
        rest = memoryview(line + b"\n")
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            os.ftruncate(self._descriptor, self._size)
            raise
        self._size += len(line) + 1

    def sync(self) -> None:
        sync_file(self._descriptor)

    @property
    def size(self) -> int:
        """Bytes of the lines that are there."""
        return self._size

    def cut(self, size: int) -> None:
        """Take back the lines past `size` bytes, durably: what a sync failed for must not come back."""
        os.ftruncate(self._descriptor, size)
        self._size = size
        sync_file(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


def whole_lines(path: Path, offset: int = 0) -> Iterator[bytes]:
    """The lines of a file that are whole, without their newlines; a torn tail is left out. `offset` starts a line."""
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def line_starts_backwards(path: Path, beginning: bytes) -> Iterator[int]:
    """The offsets of the lines that begin so, the last one first; reads no more of the file than is asked for."""
    wanted = b"\n" + beginning
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        overlap = b""  # of the block after this one: what is wanted may lie across both
        while end > 0:
            start = max(0, end - _BLOCK)
            file.seek(start)
            block = file.read(end - start) + overlap
            found = block.rfind(wanted)
            while found >= 0:
                yield start + found + 1
                found = block.rfind(wanted, 0, found)
            overlap = block[: len(wanted) - 1]
            end = start


def _set_torn_tail_aside(path: Path, descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    whole = _end_of_last_line(descriptor, size)
    if whole == size:
        return
    with path.with_name(path.name + ".torn").open("ab") as aside:
        aside.write(os.pread(descriptor, size - whole, whole) + b"\n")
        aside.flush()
        sync_file(aside.fileno())
    os.ftruncate(descriptor, whole)
    sync_file(descriptor)


def _end_of_last_line(descriptor: int, size: int) -> int:
    position = size
    while position > 0:
        start = max(0, position - _BLOCK)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0
