"""The bytes of files as text, and which files have none."""

from .contained import Content, sized
from .outlines.languages import language_of
from .values import Unread

MOST_SOURCE = 2_000_000
"""Bytes of a source file. What is longer is generated or bundled."""

MOST_TEXT = 16_000_000
"""Bytes of any other file: lock files and notes grow large."""

_BEGINNING = 8000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def most_bytes(path: str) -> int:
    """How large a file may be to be read."""
    return MOST_SOURCE if language_of(path) else MOST_TEXT


def is_binary(raw: bytes) -> bool:
    """As git sees it: by a NUL near the beginning."""
    return b"\0" in raw[:_BEGINNING] and not raw.startswith(_UTF_16)


def text_of(path: str, content: Content | Unread) -> str | Unread:
    """The text; line ends are left as they are."""
    if isinstance(content, Unread):
        return content
    if is_binary(content.raw):
        return Unread(path, f"binary, {sized(len(content.raw))}")
    if content.raw.startswith(_UTF_16):
        return content.raw.decode("utf-16", errors="replace")
    return content.raw.decode("utf-8-sig", errors="replace")
