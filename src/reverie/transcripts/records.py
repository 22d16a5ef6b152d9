"""The records of our own transcripts: one JSON object a line, told apart by `type`.

The first line is a `SessionHeader` with the format's number. A type that this version does not know survives as an
`UnknownRecord`: another version wrote it, and it is passed over, not lost.
"""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from reverie.conversation.events import CallFinished, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import Message
from reverie.conversation.ports import PermissionMode
from reverie.storage.jsonl import line_starts_backwards, whole_lines

from .errors import UnreadableTranscript

FORMAT = 1


class SessionHeader(msgspec.Struct, frozen=True, tag="session", omit_defaults=True):
    """The first line. `interactive` tells a person's session from a headless one, which dreams do not read."""

    format: int
    id: str
    created: str
    root: str
    model: str
    version: str
    interactive: bool = False
    parent: str = ""
    """The session that this one was forked from, or that it is a task of."""
    task: str = ""
    """The title of the task that this sub-session does; empty for a session of a person."""


class SessionResumed(msgspec.Struct, frozen=True, tag="resumed", omit_defaults=True):
    """A boundary: the fixed prompt was built anew here. `headless` tells that from here on a program gave the prompts,
    also in a session that a person began."""

    at: str
    model: str
    version: str
    headless: bool = False


class MessageRecord(msgspec.Struct, frozen=True, tag="message"):
    at: str
    message: Message


class CallRecord(msgspec.Struct, frozen=True, tag="call"):
    at: str
    call: CallFinished


class TurnRecord(msgspec.Struct, frozen=True, tag="turn"):
    at: str
    end: TurnEnded


class MarkRecord(msgspec.Struct, frozen=True, tag="mark"):
    at: str
    mark: Mark


class ModeRecord(msgspec.Struct, frozen=True, tag="mode"):
    """The permission mode was changed, also where no message tells of it yet."""

    at: str
    mode: PermissionMode


class UnknownRecord(msgspec.Struct, frozen=True):
    """A line of a type that this version does not know, or a damaged one."""

    line: bytes
    damaged: bool


KnownRecord = SessionHeader | SessionResumed | MessageRecord | CallRecord | TurnRecord | MarkRecord | ModeRecord
Record = KnownRecord | UnknownRecord


class _Typed(msgspec.Struct):
    type: str


_TYPES = frozenset({"session", "resumed", "message", "call", "turn", "mark", "mode"})
_MARK_START = b'{"type":"mark"'
"""How the line of a `MarkRecord` begins; no other line can, because a newline within JSON text is escaped."""
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[KnownRecord] = msgspec.json.Decoder(KnownRecord)


def encode(record: KnownRecord) -> bytes:
    return _encoder.encode(record)


def decode(line: bytes) -> Record:
    try:
        return _decoder.decode(line)
    except msgspec.DecodeError:
        return UnknownRecord(line, damaged=_is_damaged(line))


def _is_damaged(line: bytes) -> bool:
    """Whether it is not even a record of another version: an object of a type that is strange to us."""
    try:
        return msgspec.json.decode(line, type=_Typed).type in _TYPES
    except msgspec.DecodeError:
        return True


def read_records(path: Path) -> Iterator[Record]:
    """The records of a transcript in their order, the header first; a torn last line is left out.

    Raises UnreadableTranscript when the header is missing or of a newer format, OSError when the file is gone.
    """
    lines = whole_lines(path)
    yield _header(path, next(lines, b""))
    yield from map(decode, lines)


def read_from_last_mark(path: Path) -> Iterator[tuple[int, Record]]:
    """The header, then the records from the last whole mark on, or all when there is none, each with its line number.

    Raises as `read_records` does.
    """
    yield 1, _header(path, next(whole_lines(path), b""))
    for offset in line_starts_backwards(path, _MARK_START):
        numbered = _from_mark(path, offset)
        if numbered is not None:
            yield from numbered
            return
    yield from enumerate(map(decode, islice(whole_lines(path), 1, None)), 2)


def _from_mark(path: Path, offset: int) -> Iterator[tuple[int, Record]] | None:
    """The records from the mark at an offset on; None when that line is damaged."""
    lines = whole_lines(path, offset)
    first = decode(next(lines, b""))
    if not isinstance(first, MarkRecord):
        return None
    return chain([(first.mark.line, first)], enumerate(map(decode, lines), first.mark.line + 1))


def _header(path: Path, line: bytes) -> SessionHeader:
    header = decode(line)
    if not isinstance(header, SessionHeader):
        raise UnreadableTranscript(f"'{path}' does not begin with a session header; it is not a transcript of ours")
    if header.format > FORMAT:
        raise UnreadableTranscript(
            f"'{path}' has format {header.format}, newer than {FORMAT}, which this version knows; update reverie"
        )
    return header
