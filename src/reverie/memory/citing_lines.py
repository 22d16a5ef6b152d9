"""The lines of a transcript by their number, found again quickly: where each begins, and of which type it is, is looked
for once."""

import os
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from reverie.transcripts.records import Record, decode

LONGEST_LINE = 64 << 20
"""Bytes. A longer line holds pictures or worse, and is no evidence."""

LineType = Literal["message", "call", "mark", "turn", "resumed"]

_BLOCK = 1 << 20
_TYPE_AT = len('{"type":"')
_LETTERS: dict[bytes, bytes] = {b"me": b"m", b"ca": b"c", b"ma": b"k", b"tu": b"t", b"re": b"r"}
"""A letter for each type that is asked for, by the first two of its name."""


class LinesByNumber:
    """Transcripts only grow: what was counted before stays, unless the file was replaced by another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._begin_anew(-1)

    def refresh(self) -> int:
        """Look at what was added; gives the number of whole lines. Raises OSError."""
        with self._path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_ino != self._inode or status.st_size < self._scanned:
                self._begin_anew(status.st_ino)
            file.seek(self._scanned)
            while block := file.read(_BLOCK):
                self._take(block)
            for number in range(len(self._types) + 1, len(self._ends) + 1):
                name = os.pread(file.fileno(), 2, self._start(number) + _TYPE_AT)
                self._types += _LETTERS.get(name, b".")
        return len(self._ends)

    def line(self, number: int) -> bytes:
        """A line without its newline, by its number from 1; empty when there is none or it is too long."""
        return next(self.lines([number]), b"")

    def lines(self, numbers: Iterable[int]) -> Iterator[bytes]:
        """Lines by their numbers, empty as `line` is."""
        with self._path.open("rb") as file:
            for number in numbers:
                start = self._start(number)
                size = self._ends[number - 1] - start if 1 <= number <= len(self._ends) else 0
                yield os.pread(file.fileno(), size, start) if size <= LONGEST_LINE else b""

    def record(self, number: int) -> Record:
        return decode(self.line(number))

    def is_of(self, number: int, *types: LineType) -> bool:
        """Whether a line's record is of one of these types, by what it begins with."""
        letter = self._types[max(0, number - 1) : number]
        return any(letter == _LETTERS[name[:2].encode()] for name in types)

    def last_of(self, kind: LineType, before: int) -> int:
        """The number of the last line of a type before a line; 0 when there is none."""
        return self._types.rfind(_LETTERS[kind[:2].encode()], 0, max(0, before - 1)) + 1

    def _begin_anew(self, inode: int) -> None:
        self._ends = array("Q")
        self._types = bytearray()
        self._scanned = 0
        self._inode = inode

    def _start(self, number: int) -> int:
        return self._ends[number - 2] + 1 if 1 < number <= len(self._ends) else 0

    def _take(self, block: bytes) -> None:
        at = block.find(b"\n")
        while at >= 0:
            self._ends.append(self._scanned + at)
            at = block.find(b"\n", at + 1)
        self._scanned += len(block)
