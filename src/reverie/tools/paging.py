"""Pages of lines out of a file of any size, in constant memory."""

from pathlib import Path
from typing import BinaryIO

import msgspec

from reverie.conversation.truncation import Limits, shorten_line

_BLOCK = 1 << 20
_LONGEST_LINE = 2000
_MARGIN = 8  # characters a line, for the number that is put before it


class Page(msgspec.Struct, frozen=True):
    """Lines `first` to `last` (1-based; `last` = `first` - 1 when there are none) of a file of `total` lines."""

    lines: tuple[str, ...]
    first: int
    total: int
    latin: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def page_of_text(text: str, first: int, limits: Limits) -> Page:
    """A page of a text in memory. Lines end with a newline, which the page's lines do not keep."""
    total = text.count("\n") + (not text.endswith("\n") and bool(text))
    kept = _Kept(limits)
    if first <= total:
        start = _start_of_line(text, first)
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if not kept.add(text[start:end]):
                break
            start = end + 1
    return Page(tuple(kept.lines), first, total)


def page_of_file(path: Path, first: int, limits: Limits) -> Page:
    """A page of a file that is too large to be read whole: counts newlines, decodes only the lines of the page."""
    with path.open("rb") as file:
        if _skip_lines(file, first - 1) < first - 1:
            file.seek(0)
            return Page((), first, _count_lines(file))
        kept, latin, total = _Kept(limits), False, first - 1
        while (raw := _read_line(file)) is not None:
            total += 1
            line, is_latin = _decode_line(raw)
            if not kept.add(line):
                break
            latin = latin or is_latin
        return Page(tuple(kept.lines), first, total + _count_lines(file), latin)


class _Kept:
    """Lines that still fit into the limits; one line alone always fits, because it is shortened."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = 0
        self.lines: list[str] = []

    def add(self, line: str) -> bool:
        line = shorten_line(line.removesuffix("\r"), min(_LONGEST_LINE, self._limits.characters))
        self._characters += len(line) + _MARGIN
        if self.lines and (self._characters > self._limits.characters or len(self.lines) >= self._limits.lines):
            return False
        self.lines.append(line)
        return True


def _start_of_line(text: str, number: int) -> int:
    start = 0
    for _ in range(number - 1):
        start = text.index("\n", start) + 1
    return start


def _skip_lines(file: BinaryIO, lines: int) -> int:
    """Move behind that many lines, or to the end; how many it were."""
    skipped = 0
    while skipped < lines and (block := file.read(_BLOCK)):
        newlines = block.count(b"\n")
        if skipped + newlines < lines:
            skipped += newlines
            continue
        end = 0
        for _ in range(lines - skipped):
            end = block.index(b"\n", end) + 1
        file.seek(end - len(block), 1)
        return lines
    return skipped


def _read_line(file: BinaryIO) -> bytes | None:
    """The next line without its newline, no more than a block of it; None at the end."""
    line = file.readline(_BLOCK)
    if not line:
        return None
    if not line.endswith(b"\n"):
        _skip_lines(file, 1)
    return line.removesuffix(b"\n")


def _count_lines(file: BinaryIO) -> int:
    lines, last = 0, b"\n"
    while block := file.read(_BLOCK):
        lines += block.count(b"\n")
        last = block[-1:]
    return lines + (last != b"\n")


def _decode_line(raw: bytes) -> tuple[str, bool]:
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if len(raw) == _BLOCK and error.start > _BLOCK - 4:  # a character cut at the end of the block
            return raw[: error.start].decode("utf-8"), False
        return raw.decode("latin-1"), True
