"""Private keys in text form: PEM of all kinds (RFC 7468, RFC 1421), OpenSSH, PGP (RFC 9580), SSH2 (RFC 4716), PuTTY.

After the header, each line of Base64 is a secret of its own, whatever stands around it: line numbers, quotes, a diff's
signs, `\\n` as two characters. So a mask covers nothing but the key, and depends on nothing that comes after it.
"""

import re
from collections.abc import Iterator

from .found import Found
from .late import Late

KIND = "private-key"
LONGEST_BLOCK = 32_768
"""Characters after a header in which a key's lines are looked for."""
_MOST_WORDS_BETWEEN = 24
"""Words without a line of the key, one after the other, that end a block: `Proc-Type: 4,ENCRYPTED`, comments."""

_PEM_TAIL = Late(r"PRIVATE KEY(?: BLOCK)? ?-{4,5}")
_PEM_HEAD = Late(r"-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}\Z")
_PUTTY = Late(r"Private-Lines: [0-9]{1,4}")
_WORD = Late(r"(?:\\{1,8}[nr]|\s)*((?:(?!\\{1,8}[nr])\S)+)")
_LINE = Late(r"[A-Za-z0-9+/]{16,}={0,2}")
_LAST_LINE = Late(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{1,15}={0,2}(?![A-Za-z0-9+/=])")
_CHECKSUM = Late(r"=[A-Za-z0-9+/]{4}(?![A-Za-z0-9+/=])")
_PLAIN = Late(r"[A-Z]?[a-z]+|[0-9][0-9eE+]*")
"""A word or a number, which may be a command or a JSON text's."""
_END = ("END", "BEGIN", "Private-MAC:", "Private-Lines:")
"""How the word ends that ends a key, or begins another."""


def find_private_keys(text: str) -> Iterator[Found]:
    """The lines of every private key."""
    for block in _blocks(text):
        yield from block.lines()


def open_block(text: str) -> int | None:
    """Where the header stands of a key that is not over at the text's end; None when there is none."""
    blocks = list(_blocks(text))
    return blocks[-1].header if blocks and not blocks[-1].is_over() else None


class _Block:
    """What follows a header, word by word, up to the next header."""

    def __init__(self, text: str, header: int, start: int) -> None:
        self.header = header
        self._text = text
        self._start = start
        self._end = min(len(text), start + LONGEST_BLOCK)
        self._is_over = self._end < len(text)

    def is_over(self) -> bool:
        for _ in self.lines():
            pass
        return self._is_over

    def lines(self) -> Iterator[Found]:
        """The lines of the key."""
        between, in_key = 0, False
        for match in _WORD.pattern.finditer(self._text, self._start, self._end):
            word = match[1]
            if word.endswith(_END) or word.startswith("-----END") or between > _MOST_WORDS_BETWEEN:
                self._is_over = True
                return
            lines = _lines_in(word, in_key)
            for line in lines:
                yield Found(KIND, match.start(1) + line.start(), match.start(1) + line.end())
            between = 0 if lines else between + 1
            in_key = bool(lines) or (in_key and between < 2)


def _blocks(text: str) -> Iterator[_Block]:
    for header, start in _headers(text):
        yield _Block(text, header, start)


def _headers(text: str) -> list[tuple[int, int]]:
    """Where each header begins and ends, in order."""
    headers = []
    at = text.find("PRIVATE KEY")
    while at >= 0:
        tail = _PEM_TAIL.pattern.match(text, at)
        if tail and (head := _PEM_HEAD.pattern.search(text, max(0, at - 60), at)):
            headers.append((head.start(), tail.end()))
        at = text.find("PRIVATE KEY", at + 1)
    at = text.find("Private-Lines: ")
    while at >= 0:
        if putty := _PUTTY.pattern.match(text, at):
            headers.append(putty.span())
        at = text.find("Private-Lines: ", at + 1)
    return sorted(headers)


def _lines_in(word: str, in_key: bool) -> list[re.Match[str]]:
    """The lines of a key in one word: long ones, and after these a shorter last one, or PGP's checksum."""
    lines = [line for line in _LINE.pattern.finditer(word) if _is_random(line[0])]
    if lines or not in_key:
        return lines
    last = _CHECKSUM.pattern.search(word) or _LAST_LINE.pattern.search(word)
    return [last] if last and not _PLAIN.pattern.fullmatch(last[0]) else []


def _is_random(line: str) -> bool:
    """Base64 of that length has capitals and small letters; a path, a command or a number has not."""
    return any(map(str.islower, line)) and any(map(str.isupper, line))
