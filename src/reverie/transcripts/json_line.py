"""One line of JSON, from whoever wrote it."""

import re
from typing import Any

import msgspec

_SURROGATES = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]|[dD][89a-fA-F])[0-9a-fA-F]{2}"
)
"""A pair that makes one character, or one half alone."""
_HALF = 6  # bytes of `\uXXXX`

_decoder = msgspec.json.Decoder()


class DamagedLine(Exception):
    """The text says why the line is no JSON."""


def decode_line(line: bytes) -> Any:
    """The value of a line. Raises DamagedLine.

    Half of a surrogate pair, which JavaScript writes where it cut a text within an emoji, becomes U+FFFD.
    """
    try:
        return _decoder.decode(line)
    except RecursionError:
        raise DamagedLine("it is nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        mended = _SURROGATES.sub(_whole_or_mark, line)
        if mended == line:
            raise DamagedLine(str(error)) from None
    try:
        return _decoder.decode(mended)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedLine(str(error)) from None


def _whole_or_mark(found: re.Match[bytes]) -> bytes:
    before = found[1]
    is_half = len(found[0]) - len(before) == _HALF
    return before + rb"\ufffd" if is_half else found[0]


def text_in(record: dict[str, Any], key: str) -> str:
    """The text under a key; empty when there is none."""
    found = record.get(key)
    return found if isinstance(found, str) else ""


def table_in(record: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under a key; an empty one when there is none."""
    found = record.get(key)
    return found if isinstance(found, dict) else {}


def list_in(record: dict[str, Any], key: str) -> list[Any]:
    """The list under a key; an empty one when there is none."""
    found = record.get(key)
    return found if isinstance(found, list) else []


def as_json(value: object) -> str:
    """JSON text of a value that came from JSON."""
    return msgspec.json.encode(value).decode()
