"""The lines of a transcript by their number, found again quickly: where each begins is looked for once."""

import os
from array import array
from pathlib import Path

from reverie.transcripts.records import Record, decode

_BLOCK = 1 << 20
LONGEST_LINE = 64 << 20
"""Bytes. A longer line holds pictures or worse, and is no evidence."""


class LinesByNumber:
    """Transcripts only grow: what was counted before stays, unless the file was replaced by another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ends = array("Q")
        self._scanned = 0
        self._inode = -1

    def refresh(self) -> int:
        """Look at what was added; gives the number of whole lines. Raises OSError."""
        with self._path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_ino != self._inode or status.st_size < self._scanned:
                self._ends, self._scanned, self._inode = array("Q"), 0, status.st_ino
            file.seek(self._scanned)
            while block := file.read(_BLOCK):
                self._take(block)
        return len(self._ends)

    def line(self, number: int) -> bytes:
        """A line without its newline, by its number from 1; empty when there is none or it is too long."""
        if not 1 <= number <= len(self._ends):
            return b""
        start = self._ends[number - 2] + 1 if number > 1 else 0
        size = self._ends[number - 1] - start
        if size > LONGEST_LINE:
            return b""
        with self._path.open("rb") as file:
            file.seek(start)
            return file.read(size)

    def record(self, number: int) -> Record:
        return decode(self.line(number))

    def begins(self, number: int, beginning: bytes) -> bool:
        """Whether a line begins so."""
        if not 1 <= number <= len(self._ends):
            return False
        with self._path.open("rb") as file:
            file.seek(self._ends[number - 2] + 1 if number > 1 else 0)
            return file.read(len(beginning)) == beginning

    def _take(self, block: bytes) -> None:
        at = block.find(b"\n")
        while at >= 0:
            self._ends.append(self._scanned + at)
            at = block.find(b"\n", at + 1)
        self._scanned += len(block)
