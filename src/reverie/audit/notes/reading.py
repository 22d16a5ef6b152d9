"""The text of a note, read from its own folder and from nowhere else."""

import hashlib

import msgspec

from reverie.audit.values import Note
from reverie.code.contained import read_inside
from reverie.code.values import Unread

MOST_BYTES = 2_000_000
"""Bytes; no person writes more into one note, and generated ones are nobody's statements."""


class NoteText(msgspec.Struct, frozen=True):
    """`text` has the file's own line ends, its bytes decoded as UTF-8 (`is_exact`: without loss)."""

    text: str
    digest: str
    is_exact: bool


def read_note(note: Note) -> NoteText | Unread:
    """`Unread` for a binary, a very large and a vanished one."""
    content = read_inside(str(note.folder), note.inner, MOST_BYTES)
    if isinstance(content, Unread):
        return content
    if b"\0" in content.raw[:8192]:
        return Unread(note.inner, "binary")
    text = content.raw.decode("utf-8", errors="replace")
    return NoteText(text, digest_of(content.raw), text.encode("utf-8", errors="replace") == content.raw)


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
