"""A needle: an exact text, and how it may be spelled in a line of JSON."""

import re
from itertools import product

from .errors import TranscriptError

MOST_CHARACTERS = 1000
_LONG_ENOUGH = 3
_SHORT_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
_ESCAPED_BY_SOME = frozenset("\"\\/<>&'")
"""Printable characters that some writer of JSON escapes; letters, digits and the other signs nobody does."""


class UnusableNeedle(TranscriptError):
    """What cannot be searched for; the text is one line."""


class Needle:
    """`text` as it is looked for, and `confirms`, which says whether a decoded text holds it.

    Where it begins or ends with an ASCII letter, a digit or `_`, no other of these may go on there: an identifier is
    never found within a longer one.
    """

    def __init__(self, text: str) -> None:
        """Raises UnusableNeedle for nothing but space, and for more than a line of an identifier could be."""
        if not text.strip():
            raise UnusableNeedle("nothing to search for: the text is empty; give an exact identifier")
        if len(text) > MOST_CHARACTERS:
            raise UnusableNeedle(f"'{text[:40]}…' is too long to search for; give at most {MOST_CHARACTERS} characters")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnusableNeedle(f"{text[:40]!r} is not text; give it in UTF-8") from None
        self.text = text
        before = r"(?<![A-Za-z0-9_])" if _is_of_identifier(text[0]) else ""
        after = r"(?![A-Za-z0-9_])" if _is_of_identifier(text[-1]) else ""
        self._whole = re.compile(before + re.escape(text) + after)

    def find(self, text: str) -> int:
        """Where it first stands in a decoded text; -1 when it does not."""
        if self.text not in text:
            return -1
        found = self._whole.search(text)
        return found.start() if found else -1

    @property
    def is_plain(self) -> bool:
        """Whether JSON has one spelling of it."""
        return all(map(_is_plain, self.text))

    @property
    def pattern(self) -> str:
        """All of its spellings as a regular expression on bytes, which Python and rg (after `(?-u)`) read alike.

        Also as text within text: arguments of a call are JSON in a JSON string, where each backslash is doubled.
        """
        return "".join(map(_spellings, self.text))

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """Texts of which each line with a spelling holds one at least, and which are quickly looked for."""
        pieces = "".join(character if _is_plain(character) else "\0" for character in self.text).split("\0")
        longest = max(pieces, key=len)
        if len(longest) >= _LONG_ENOUGH or self.is_plain:
            return (longest.encode(),)
        rarest = max(self.text, key=lambda character: (not _is_plain(character), character))
        return _pieces_of_spellings(rarest)


def _is_of_identifier(character: str) -> bool:
    return character == "_" or (character.isascii() and character.isalnum())


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isprintable() and character not in _ESCAPED_BY_SOME


def _spellings(character: str) -> str:
    if _is_plain(character):
        return _hex(character.encode())
    unicode = rf"\\{{1,2}}u{_either_case(character)}"
    if len(units := character.encode("utf-16-be")) == 4:
        high, low = units[:2].hex(), units[2:].hex()
        unicode = rf"\\{{1,2}}u{_cases(high)}\\{{1,2}}u{_cases(low)}"
    ways = [unicode]
    if character not in '"\\' and character >= " ":
        ways.append(_hex(character.encode()))
    if short := _SHORT_ESCAPES.get(character):
        ways += [r"\\" + _hex(short.encode()), _doubled(short)]
    return f"(?:{'|'.join(ways)})"


def _pieces_of_spellings(character: str) -> tuple[bytes, ...]:
    """A piece of each spelling of a character that has several."""
    digits = character.encode("utf-16-be")[:2].hex()
    cases = product(*({digit, digit.upper()} for digit in digits))
    escaped = sorted(f"u{''.join(case)}".encode() for case in cases)
    short = _SHORT_ESCAPES.get(character)
    plain = f"\\{short}" if short and (character < " " or character in '"\\') else character
    return plain.encode(), *escaped


def _doubled(short: str) -> str:
    r"""The short escape `\"` in a text within a text: `\\\"`; of the others `\\n`, and `\\\\` of a backslash."""
    return r"\\\\" + (r"\\" if short in '"\\' else "") + _hex(short.encode())


def _either_case(character: str) -> str:
    return _cases(f"{ord(character) & 0xFFFF:04x}")


def _cases(digits: str) -> str:
    return "".join(digit if digit.isdigit() else f"[{digit}{digit.upper()}]" for digit in digits)


def _hex(raw: bytes) -> str:
    r"""Letters and digits as they are, all else as `\xHH`: no dialect takes that for something else."""
    return "".join(chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"\\x{byte:02X}" for byte in raw)
