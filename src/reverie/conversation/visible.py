"""Text for a person's eyes: what could move the cursor, hide or reorder letters is shown as an escape.

A command, file name or answer may come from a stranger. Shown raw, an escape sequence could make an approval look like
another one (see https://trojansource.codes for the reordering kind).
"""

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters, those that turn the direction, and those that are there without being seen: soft hyphen, fillers,
line and paragraph separators, tags. Joiners and variation selectors stay: emoji and several scripts need them."""


def visible(text: str) -> str:
    """The text with control and direction characters, and bytes that were no text, escaped; newlines and tabs stay."""
    return _UNSAFE.sub(_escape, text)


def visible_line(text: str) -> str:
    """The same on one line: newlines and tabs are escaped too."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
