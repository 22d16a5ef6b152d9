"""What was said in a session of the person: their words, and the model's answers to them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from reverie.transcripts.entries import Other, Said
from reverie.transcripts.errors import UnreadableTranscript
from reverie.transcripts.json_line import DamagedLine, decode_line
from reverie.transcripts.reading import TranscriptFile, read_entries
from reverie.transcripts.records import SessionHeader, read_records

_MOST_CHARACTERS = 20_000
"""Of one turn; what is longer is a pasted text, which says at its beginning what it is."""


class Turn(msgspec.Struct, frozen=True):
    """What one side said in one line of a transcript; `at` is an instant."""

    line: int
    at: str
    is_human: bool
    text: str


def turns_of(file: TranscriptFile) -> Iterator[Turn]:
    """The turns of a session that a person led, until a program went on with it; none of any other. Raises OSError."""
    if not _is_a_persons(file):
        return
    for entry in read_entries(file):
        if isinstance(entry, Other) and entry.kind == "resumed" and _is_headless(entry.content):
            return
        if isinstance(entry, Said) and entry.text.strip():
            is_human = entry.role == "user" and entry.origin == "human"
            if is_human or entry.role == "assistant":
                yield Turn(entry.line, entry.at, is_human, entry.text[:_MOST_CHARACTERS])


def _is_a_persons(file: TranscriptFile) -> bool:
    try:
        header = next(read_records(file.path))
    except UnreadableTranscript:
        return False
    return isinstance(header, SessionHeader) and header.interactive and not header.task


def _is_headless(content: bytes) -> bool:
    try:
        record: Any = decode_line(content)
    except DamagedLine:
        return True
    return not isinstance(record, dict) or bool(record.get("headless"))
