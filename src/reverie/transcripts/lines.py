"""The lines of a transcript file, one at a time, whatever its size: forwards from the beginning, or about a place."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

LONGEST_LINE = 64 << 20
"""Bytes. A longer line is not held in memory: it is known by its number alone."""

_PIECE = 1 << 16


class NumberedLine(msgspec.Struct, frozen=True):
    """A line without its end. `torn`: it has no newline, so its writer may not have finished it; `too_long`: only its
    beginning is here."""

    number: int
    content: bytes
    torn: bool = False
    too_long: bool = False


def numbered_lines(path: Path) -> Iterator[NumberedLine]:
    """The lines of a file from number 1 on; empty ones are passed over. Raises OSError."""
    with path.open("rb") as file:
        yield from numbered_lines_of(file)


def numbered_lines_of(file: BinaryIO) -> Iterator[NumberedLine]:
    """The same of an open file or pipe, each as soon as it is there. Raises OSError."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        ended = line.endswith(b"\n")
        too_long = not ended and len(line) == LONGEST_LINE
        while not ended and (rest := file.readline(LONGEST_LINE)):
            ended = rest.endswith(b"\n")
        if content := line.rstrip(b"\r\n"):
            yield NumberedLine(number, content[:_PIECE] if too_long else content, not ended, too_long)


def line_at(descriptor: int, offset: int, most: int = LONGEST_LINE) -> bytes | None:
    """The line that begins at an offset, with its newline when it has one; None when it is longer than `most` bytes.

    Raises OSError.
    """
    pieces: list[bytes] = []
    held, size = 0, _PIECE
    while piece := os.pread(descriptor, size, offset + held):
        newline = piece.find(b"\n")
        if newline >= 0:
            pieces.append(piece[: newline + 1])
            break
        pieces.append(piece)
        held += len(piece)
        size = min(2 * size, LONGEST_LINE)
        if held > most:
            return None
    return b"".join(pieces)


def start_of_line_before(descriptor: int, offset: int, most: int) -> int | None:
    """Where the line before the one at `offset` begins; None when there is none or it is longer than `most` bytes."""
    end = offset - 1  # its newline
    if end < 0:
        return None
    position = end
    while position > 0 and end - position <= most:
        start = max(0, position - _PIECE)
        newline = os.pread(descriptor, position - start, start).rfind(b"\n")
        if newline >= 0:
            return start + newline + 1
        position = start
    return 0 if position == 0 and end <= most else None


def count_newlines(descriptor: int, start: int, end: int) -> int:
    """How many newlines lie between two offsets."""
    count = 0
    while start < end and (piece := os.pread(descriptor, min(1 << 20, end - start), start)):
        count += len(piece) - len(piece.replace(b"\n", b""))  # three times as fast as `count` before Python 3.13
        start += len(piece)
    return count
