"""The lines of files that may hold a needle, found without rg.

Files are read in blocks, not mapped: a mapped file that another process cuts off ends this one. A block is searched by
the C library's memmem(3) where there is one; it and the reading leave other threads running, so a few of them share
the files. `ctypes` is imported where a search begins.
"""

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .lines import LONGEST_LINE
from .needle import Needle

_BLOCK = 1 << 20
_MOST_THREADS = 4
_FOR_ONE_THREAD = 4 << 20

Place = tuple[int, int]
"""A line: the offset of its beginning, and its number; 0 when it was not counted."""

_Find = Callable[[bytearray, bytes, int, int], int]


def scan(paths: Sequence[Path], sizes: Sequence[int], needle: Needle) -> list[list[Place] | None]:
    """For each file the places of its lines with a spelling of the needle; None when it cannot be read."""
    found: list[list[Place] | None] = [None] * len(paths)
    find = _finder()
    numbers = iter(range(len(paths)))

    def work() -> None:
        looking = _Looking(needle, find)
        for number in numbers:  # each thread takes the next one
            try:
                found[number] = [(offset, 0) for offset in looking.offsets(paths[number])]
            except OSError:
                found[number] = None

    wanted = min(_MOST_THREADS, os.cpu_count() or 1, len(paths)) if sum(sizes) > _FOR_ONE_THREAD else 1
    threads = [threading.Thread(target=work, daemon=True) for _ in range(wanted - 1)]
    for thread in threads:
        thread.start()
    work()
    for thread in threads:
        thread.join()
    return found


class _Looking:
    """Looks into one file after another."""

    def __init__(self, needle: Needle, find: _Find) -> None:
        self._anchors = needle.anchors
        self._find = find
        self._pattern = None if needle.is_plain else re.compile(needle.pattern.encode())

    def offsets(self, path: Path) -> list[int]:
        """Where the lines with the needle begin. Raises OSError."""
        found: list[int] = []
        for block, size, base, line_start in _blocks(path):
            starts = {start for anchor in self._anchors for start in self._line_starts(block, size, anchor)}
            for start in sorted(starts):
                offset = base + start if start else line_start
                if not found or found[-1] != offset:
                    found.append(offset)
        return found

    def _line_starts(self, block: bytearray, size: int, anchor: bytes) -> Iterator[int]:
        place = self._find(block, anchor, 0, size)
        while place >= 0:
            start = block.rfind(b"\n", 0, place) + 1
            end = block.find(b"\n", place, size)
            end = size if end < 0 else end
            if self._pattern is None or self._pattern.search(block, start, end):
                yield start
            place = self._find(block, anchor, end, size)


def _blocks(path: Path) -> Iterator[tuple[bytearray, int, int, int]]:
    """Blocks of whole lines: the buffer, how much of it counts, its offset, and that of its first line.

    A line beyond the longest comes in pieces; the last block may end without a newline.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_SEQUENTIAL)
        yield from _blocks_of(descriptor)
    finally:
        os.close(descriptor)


def _blocks_of(descriptor: int) -> Iterator[tuple[bytearray, int, int, int]]:
    buffer = bytearray(_BLOCK)
    filled = base = line_start = 0
    while True:
        with memoryview(buffer) as view:
            read = os.readv(descriptor, [view[filled:]])
        filled += read
        end = buffer.rfind(b"\n", 0, filled) + 1
        if read == 0:
            if filled:
                yield buffer, filled, base, line_start
            return
        if end == 0 and filled < LONGEST_LINE:
            if filled == len(buffer):
                buffer += bytes(len(buffer))
            continue
        whole = end or filled
        yield buffer, whole, base, line_start
        base += whole
        line_start = base if end else line_start
        filled -= whole
        buffer[:filled] = buffer[whole : whole + filled]


def _finder() -> _Find:
    """memmem(3); `bytearray.find`, which is about twice as slow, where the C library has none."""
    try:
        import ctypes

        memmem = ctypes.CDLL(None).memmem
    except (ImportError, OSError, AttributeError):
        return lambda block, wanted, start, end: block.find(wanted, start, end)
    memmem.restype = ctypes.c_void_p
    memmem.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]

    def find(block: bytearray, wanted: bytes, start: int, end: int) -> int:
        address = ctypes.addressof((ctypes.c_char * len(block)).from_buffer(block))
        found = memmem(address + start, end - start, wanted, len(wanted))
        return -1 if found is None else int(found) - address

    return find
