"""Text for a person's eyes: what could move the cursor, hide or reorder letters is shown as an escape.

A command, file name or answer may come from a stranger. Shown raw, an escape sequence could make an approval look like
another one (see https://trojansource.codes for the reordering kind).
"""

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)


def visible(text: str) -> str:
    """The text with control and direction characters, and bytes that were no text, escaped; newlines and tabs stay."""
    return _UNSAFE.sub(_escape, text)


def visible_line(text: str) -> str:
    """The same on one line: newlines and tabs are escaped too."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
