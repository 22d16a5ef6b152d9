"""rg's JSON records (`rg --json`), as they come from rg or from our own worker, made into line hits."""

import asyncio
import base64
import os
from pathlib import Path

import msgspec

_LONGEST_RECORD = 32 << 20
_SAMPLE = 8192
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class LineHit(msgspec.Struct, frozen=True):
    """One line, `start` its match's place in characters; None for a line of context."""

    path: str
    number: int
    line: str
    start: int | None


class _Text(msgspec.Struct):
    """rg gives what is not UTF-8 in base64."""

    text: str | None = None
    encoded: str = msgspec.field(default="", name="bytes")

    def raw(self) -> bytes:
        return base64.b64decode(self.encoded) if self.text is None else self.text.encode()


class _Match(msgspec.Struct):
    start: int


class _Line(msgspec.Struct):
    path: _Text
    lines: _Text
    line_number: int
    submatches: list[_Match]


class _Record(msgspec.Struct):
    type: str
    data: msgspec.Raw


class HitCollector:
    """Collects the hits of one or more programs, in the order they come; `full` is set when there are more than `most`.

    Hits in binary files are dropped: rg shows them for files that are named on its command line.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._matches = 0
        self._rest = b""
        self._binary: dict[str, bool] = {}
        self.hits: list[LineHit] = []
        self.full = asyncio.Event()

    def take(self, block: bytes) -> None:
        """Add the next piece of a program's output."""
        *records, self._rest = (self._rest + block).split(b"\n")
        for record in records:
            if not self.full.is_set():
                self._add(record)
        if len(self._rest) > _LONGEST_RECORD:
            self.full.set()

    def _add(self, record: bytes) -> None:
        parsed = msgspec.json.decode(record, type=_Record)
        if parsed.type not in ("match", "context"):
            return
        found = msgspec.json.decode(parsed.data, type=_Line)
        path = os.fsdecode(found.path.raw()).removeprefix("./")
        if not self._is_binary(path):
            self._keep(path, found)

    def _keep(self, path: str, found: _Line) -> None:
        raw = found.lines.raw()
        start = len(raw[: found.submatches[0].start].decode("utf-8", "replace")) if found.submatches else None
        self._matches += start is not None
        if self._matches > self._most:
            self.full.set()
            return
        self.hits.append(LineHit(path, found.line_number, raw.decode("utf-8", "replace").rstrip("\r\n"), start))

    def _is_binary(self, path: str) -> bool:
        if path not in self._binary:
            self._binary[path] = _looks_binary(self._folder / path)
        return self._binary[path]


def _looks_binary(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError:
        return False
    return b"\0" in sample and sample[:2] not in _UTF16_MARKS
