"""Transcripts of past sessions, and an embedder that knows a few words."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.conversation.messages import AssistantMessage, TextPart, user_text
from reverie.transcripts.records import FORMAT, MessageRecord, Record, SessionHeader, SessionResumed, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT = "2026-11-20T10:00:00.000Z"
_MEANINGS = (
    ("coupon", "voucher", "rebate"),
    ("deploy", "production", "ship", "live"),
    ("cat", "pet", "dog"),
)


class Synonyms:
    """An embedder for tests: a dimension for each group of words that mean the same; other texts mean nothing alike."""

    model = "synonyms"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy

        self.texts += texts
        made = numpy.zeros((len(texts), 256), numpy.float32)
        for row, text in zip(made, texts, strict=True):
            for place, words in enumerate(_MEANINGS):
                row[place] = sum(word in text.lower() for word in words)
            if not row.any():
                row[8 + zlib.crc32(text.encode()) % 248] = 1
            row /= numpy.linalg.norm(row)
        return made


def session_id(number: int) -> str:
    return f"01KAG9{number:020d}"


def human(text: str) -> MessageRecord:
    return MessageRecord(AT, user_text(text))


def note(text: str) -> MessageRecord:
    """A text of a file that went with a person's message."""
    return MessageRecord(AT, user_text(text, "repo"))


def model(text: str) -> MessageRecord:
    return MessageRecord(AT, AssistantMessage((TextPart(text, "model"),), "a/b"))


def resumed_by_a_program() -> SessionResumed:
    return SessionResumed(AT, "a/b", "0", headless=True)


def write_session(
    sessions: Path, number: int, *records: Record, interactive: bool = True, task: str = ""
) -> tuple[str, Path]:
    """A transcript with these records behind its header; its id and its path."""
    sessions.mkdir(exist_ok=True)
    name = session_id(number)
    header = SessionHeader(FORMAT, name, AT, "/project", "a/b", "0", interactive=interactive, task=task)
    path = sessions / f"{name}.jsonl"
    path.write_bytes(b"".join(encode(record) + b"\n" for record in (header, *records)))  # type: ignore[arg-type]
    return name, path
