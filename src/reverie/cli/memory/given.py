"""Text that a person gives: as arguments, or on standard input for `-`."""

import sys
from collections.abc import Sequence

import click

MOST_BYTES = 64 << 10
"""A fact is far shorter; what is longer is a document, of which nothing should be read or repeated."""


NO_FACT = "the text is empty; say the fact in words"
NO_ID = "the ID is empty; 'reverie memory search WORDS' finds it"


def given_text(words: Sequence[str], empty: str = NO_FACT) -> str:
    """The words as one text. Raises UsageError, with the line `empty` for nothing, and for what is no text."""
    text = _read_stdin() if list(words) == ["-"] else " ".join(words)
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise click.ClickException(_too_long(f"{len(text):,} characters"))
    return checked(text, empty)


def checked(text: str, empty: str) -> str:
    """The text, when it is some. Raises UsageError, with the line `empty` for blanks alone, and for bytes that are not
    UTF-8."""
    if not text.strip():
        raise click.UsageError(empty)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise click.UsageError("the text is not UTF-8; write it in a terminal or file that is") from None
    return text


def title_and_body(text: str) -> tuple[str, str]:
    """The first line that says something, and what comes after it."""
    title, _, body = text.strip().partition("\n")
    return title.strip(), body.strip("\n").rstrip()


def _read_stdin() -> str:
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise click.ClickException(_too_long(f"more than {MOST_BYTES >> 10} KB"))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"standard input is no text: byte {error.start + 1} is not UTF-8") from None


def _too_long(size: str) -> str:
    return f"the text has {size}; a fact is a statement: keep what matters, or name the file that holds the rest"
