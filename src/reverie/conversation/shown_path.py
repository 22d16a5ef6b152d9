"""Paths as they are shown and recorded: one line of printable characters, relative when below the project's root."""

import os
import re
from pathlib import Path

_ESCAPE = r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt\\])"
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_LONG_ESCAPES = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}


def show_path(path: Path, root: Path) -> str:
    """An absolute path as a model sees it, and may give it back."""
    if path == root:
        return "."
    return escape(str(path.relative_to(root) if path.is_relative_to(root) else path))


def path_shown(shown: str, root: Path) -> Path:
    """The absolute path that was shown so.

    A backslash is an escape's only in a name that had to be escaped; where both readings make sense, the file that is
    there is meant, and the escaped one when neither is.
    """
    plain, escaped = root / shown, root / unescape(shown)
    if show_path(escaped, root) != shown or os.path.lexists(plain):
        return plain
    return escaped


def escape(text: str) -> str:
    r"""A path on one line of printable characters: `\n`, `\xff` for a byte that is not UTF-8, `\u202e`, `\\`.

    A path that is printable as it is stays as it is, backslashes included.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def unescape(text: str) -> str:
    """The path that `escape` was given (bytes that are not UTF-8 as surrogates, as `os.fsdecode` gives them)."""
    pieces = re.split(_ESCAPE, text)
    parts = [_unescaped(piece) if index % 2 else os.fsencode(piece) for index, piece in enumerate(pieces)]
    return os.fsdecode(b"".join(parts))


def _escaped(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x80 or 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code & 0xFF:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unescaped(escape_code: str) -> bytes:
    kind = escape_code[0]
    if kind == "x":
        return bytes([int(escape_code[1:], 16)])
    if kind in "uU":
        code = int(escape_code[1:], 16)
        return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else escape_code.encode()
    return _LONG_ESCAPES[kind]
