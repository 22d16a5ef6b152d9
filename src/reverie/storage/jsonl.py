"""Append-only files of JSON lines: one writer, a torn tail set aside, never guessed."""

import os
from collections.abc import Iterator
from pathlib import Path

from .atomic import sync_file, sync_folder


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

    def close(self) -> None:
        os.close(self._descriptor)


def whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that are whole, without their newlines; a torn tail is left out."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


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
    block = 1 << 16
    position = size
    while position > 0:
        start = max(0, position - block)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0
