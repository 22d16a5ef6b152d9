"""Redacting a text that comes in pieces: the same masks as for the whole text, wherever it was split.

What is held back is the last word, because it may go on; what was given stays known as far as it can decide about what
follows. A word longer than `LONGEST_WORD` is taken as several, so that a text without white space is not held for ever.
"""

from collections.abc import Callable

from .assigned import REACH
from .found import Found
from .late import Late
from .mask import masked
from .private_keys import open_block

LONGEST_WORD = 65_536
"""Characters."""
Find = Callable[[str], tuple[Found, ...]]

_KNOWN_BEFORE = 2 * REACH
_SPACE = Late(r"\s")


class RedactingStream:
    """The `RedactedStream` port. `find` must keep the contract of `find.py`."""

    def __init__(self, find: Find, longest_word: int = LONGEST_WORD) -> None:
        self._find = find
        self._longest = longest_word
        self._before = ""
        """What was given last, as it came."""
        self._held: list[str] = []
        """The pieces of the last word."""
        self._size = 0
        """Characters of the last word so far; dots among them may have been given."""

    def feed(self, text: str) -> str:
        step = self._longest
        return "".join([self._take(text[start : start + step]) for start in range(0, len(text), step)])

    def finish(self) -> str:
        given = self._give("".join(self._held))
        self._before, self._held, self._size = "", [], 0
        return given

    def _take(self, piece: str) -> str:
        self._held.append(piece)
        self._size += len(piece)
        if self._size <= self._longest and not _SPACE.pattern.search(piece) and piece.strip("."):
            return ""
        held, given = "".join(self._held), []
        begun = self._size - len(held)
        while begun + _first_word(held) > self._longest:
            room = self._longest - begun
            given.append(self._give(held[:room]))
            held, begun = held[room:], 0
        last = _last_word(held)
        words = held[: len(held) - len(last)]
        begun = 0 if words else begun
        if not last.strip("."):  # progress dots are shown at once: no mask begins with one
            words, last, begun = held, "", begun + len(last)
        given.append(self._give(words))
        self._held, self._size = [last], begun + len(last)
        return "".join(given)

    def _give(self, text: str) -> str:
        if not text:
            return ""
        whole = self._before + text
        given = masked(whole, self._find(whole), len(self._before))
        begin = max(0, len(whole) - _KNOWN_BEFORE)
        block = open_block(whole)
        self._before = whole[begin if block is None else min(begin, block) :]
        return given


def _first_word(text: str) -> int:
    """Its length."""
    end = _SPACE.pattern.search(text)
    return end.start() if end else len(text)


def _last_word(text: str) -> str:
    """The word that the text ends with, if any."""
    return "" if not text or text[-1].isspace() else text.rsplit(None, 1)[-1]
