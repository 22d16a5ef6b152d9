"""The records of our own transcripts: one JSON object a line, told apart by `type`.

The first line is a `SessionHeader` with the format's number. A type that this version does not know survives as an
`UnknownRecord`: another version wrote it, and it is passed over, not lost.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from reverie.conversation.events import CallFinished, TurnEnded
from reverie.conversation.messages import Message
from reverie.storage.jsonl import whole_lines

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


class SessionResumed(msgspec.Struct, frozen=True, tag="resumed"):
    """A boundary: the fixed prompt was built anew here."""

    at: str
    model: str
    version: str


class MessageRecord(msgspec.Struct, frozen=True, tag="message"):
    at: str
    message: Message


class CallRecord(msgspec.Struct, frozen=True, tag="call"):
    at: str
    call: CallFinished


class TurnRecord(msgspec.Struct, frozen=True, tag="turn"):
    at: str
    end: TurnEnded


class UnknownRecord(msgspec.Struct, frozen=True):
    """A line of a type that this version does not know, or a damaged one."""

    line: bytes
    damaged: bool


KnownRecord = SessionHeader | SessionResumed | MessageRecord | CallRecord | TurnRecord
Record = KnownRecord | UnknownRecord


class _Typed(msgspec.Struct):
    type: str


_TYPES = frozenset({"session", "resumed", "message", "call", "turn"})
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
    header = decode(next(lines, b""))
    if not isinstance(header, SessionHeader):
        raise UnreadableTranscript(f"'{path}' does not begin with a session header; it is not a transcript of ours")
    if header.format > FORMAT:
        raise UnreadableTranscript(
            f"'{path}' has format {header.format}, newer than {FORMAT}, which this version knows; update reverie"
        )
    yield header
    yield from map(decode, lines)
