"""Finding the files in which a word occurs, so that only those are read closely."""

from array import array
from collections.abc import Callable, Sequence
from typing import Protocol

_SIGNS_OF_WORDS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_TO_BLANKS = bytes(byte if byte in _SIGNS_OF_WORDS else 32 for byte in range(256))
_AFTER_DIGITS = b":"
"""Numbers and what begins with one sort before it, and are no words."""

LONGEST_WORD = 80
"""Bytes of a word that is looked up; longer ones are those of generated files."""


class Words(Protocol):
    """Which files hold the words of a text."""

    def with_words(self, text: str) -> list[str]:
        """The files that hold the words of a text, in order; where these do not tell enough, those that hold it."""


class WordIndex:
    """Which of some files hold which words. Built at the first question, in one pass; `raw` gives a file's bytes,
    None for those that are passed over."""

    def __init__(self, files: Sequence[str], raw: Callable[[str], bytes | None]) -> None:
        self._files = files
        self._raw = raw
        self._places: dict[bytes, array[int]] | None = None

    def with_words(self, text: str) -> list[str]:
        """The files that hold the words of a text, in order; where these do not tell enough, those that hold it."""
        sought = text.encode(errors="replace")
        words = words_of(sought)
        if any(len(word) > LONGEST_WORD for word in words):
            return []
        places = self._index()
        numbers = [set(places.get(word, ())) for word in words]
        found = sorted(set.intersection(*numbers)) if numbers else range(len(self._files))
        paths = [self._files[number] for number in found]
        return paths if words == {sought} else [path for path in paths if sought in (self._raw(path) or b"")]

    def _index(self) -> "dict[bytes, array[int]]":
        if self._places is None:
            self._places = {}
            for number, path in enumerate(self._files):
                raw = self._raw(path)
                if raw is not None:
                    _add(number, raw, self._places)
        return self._places


def words_of(raw: bytes) -> set[bytes]:
    """The words of ASCII signs in a text, whatever stands around them (`“Session”`).

    Splitting takes half the time of a regular expression.
    """
    return {word for word in set(raw.translate(_TO_BLANKS).split()) if word > _AFTER_DIGITS}


def _add(number: int, raw: bytes, places: "dict[bytes, array[int]]") -> None:
    for word in words_of(raw):
        found = places.get(word)
        if found is not None:
            found.append(number)
        elif len(word) <= LONGEST_WORD:
            places[word] = array("I", (number,))
