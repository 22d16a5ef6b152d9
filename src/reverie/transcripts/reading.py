"""One reader for every agent's transcripts: a file to entries, line by line, whatever its size."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from .entries import AnyEntry, Damaged, Header
from .json_line import DamagedLine, decode_line
from .lines import LONGEST_LINE, NumberedLine, numbered_lines

Form = Literal["reverie", "claude-code", "codex"]
"""Whose format a transcript has."""

BOM = b"\xef\xbb\xbf"
_MOST_LINES_OF_A_HEADER = 100


class TranscriptFile(msgspec.Struct, frozen=True):
    """One transcript on disk. `session` is its whole id as far as the file's name tells."""

    form: Form
    path: Path
    session: str


class Reader(Protocol):
    """Takes the lines of one transcript, one after the other; must not raise."""

    def take(self, number: int, line: bytes) -> Iterable[AnyEntry]: ...

    def finish(self) -> Iterable[AnyEntry]: ...


def reader_of(form: Form) -> Reader:
    """A reader at the beginning of a transcript. Each format is loaded when it is needed."""
    if form == "claude-code":
        from .foreign.claude_code import ClaudeCodeReader

        return ClaudeCodeReader()
    if form == "codex":
        from .foreign.codex import CodexReader

        return CodexReader()
    from .own_entries import OwnReader

    return OwnReader()


def read_entries(file: TranscriptFile) -> Iterator[AnyEntry]:
    """All entries of a transcript. Damaged lines are among them; a torn last line is one. Raises OSError."""
    reader = reader_of(file.form)
    for line in numbered_lines(file.path):
        if problem := _problem(line):
            yield Damaged(line=line.number, reason=problem, content=line.content)
        else:
            content = line.content.removeprefix(BOM) if line.number == 1 else line.content
            yield from reader.take(line.number, content)
    yield from reader.finish()


def entries_of_line(form: Form, number: int, line: bytes) -> list[AnyEntry]:
    """The entries of one line, without what the lines before it would tell."""
    reader = reader_of(form)
    return [*reader.take(number, line.removeprefix(BOM)), *reader.finish()]


def read_header(file: TranscriptFile) -> Header | None:
    """Whose session it is, as its first lines say; None when they do not. Raises OSError."""
    reader = reader_of(file.form)
    for line in islice(numbered_lines(file.path), _MOST_LINES_OF_A_HEADER):
        for entry in reader.take(line.number, line.content.removeprefix(BOM)):
            if isinstance(entry, Header):
                return entry
    return None


def _problem(line: NumberedLine) -> str:
    """A last line without its newline is read when it is whole: not every writer ends its last line."""
    if line.too_long:
        return f"it is longer than {LONGEST_LINE >> 20} MB"
    if line.torn:
        try:
            decode_line(line.content)
        except DamagedLine:
            return "it is torn: its writer did not finish it"
    return ""
