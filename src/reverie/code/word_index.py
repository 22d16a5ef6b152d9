"""Finding the files in which a word occurs, so that only those are read closely."""

from array import array
from collections.abc import Callable, Sequence

_SIGNS_OF_WORDS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") | set(range(128, 256))
_TO_BLANKS = bytes(byte if byte in _SIGNS_OF_WORDS else 32 for byte in range(256))
_AFTER_DIGITS = b":"
"""Numbers and what begins with one sort before it, and are no words."""

_LONGEST = 80
"""Bytes of a word that is looked up; longer ones are those of generated files."""


class WordIndex:
    """Which of some files hold which words. Built at the first question, in one pass; `raw` gives a file's bytes,
    None for those that are passed over."""

    def __init__(self, files: Sequence[str], raw: Callable[[str], bytes | None]) -> None:
        self._files = files
        self._raw = raw
        self._places: dict[bytes, array[int]] | None = None

    def with_words(self, text: str) -> list[str]:
        """The files that hold every word of a text, in order; all of them when it has no word."""
        words = words_of(text.encode(errors="replace"))
        if any(len(word) > _LONGEST for word in words):
            return []
        places = self._index()
        if not words:
            return list(self._files)
        numbers = set.intersection(*(set(places.get(word, ())) for word in words))
        return [self._files[number] for number in sorted(numbers)]

    def _index(self) -> "dict[bytes, array[int]]":
        if self._places is None:
            self._places = {}
            for number, path in enumerate(self._files):
                raw = self._raw(path)
                if raw is not None:
                    _add(number, raw, self._places)
        return self._places


def words_of(raw: bytes) -> set[bytes]:
    """Identifiers in whatever language, by bytes: splitting is half the time of a regular expression."""
    return {word for word in set(raw.translate(_TO_BLANKS).split()) if word > _AFTER_DIGITS}


def _add(number: int, raw: bytes, places: "dict[bytes, array[int]]") -> None:
    for word in words_of(raw):
        found = places.get(word)
        if found is not None:
            found.append(number)
        elif len(word) <= _LONGEST:
            places[word] = array("I", (number,))
