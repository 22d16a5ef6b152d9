"""Finding the files in which a word occurs, so that only those are read closely."""

import re
from array import array
from collections.abc import Callable, Sequence

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
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
        words = set(_WORD.findall(text.encode(errors="replace")))
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
                self._add(number, path, self._places)
        return self._places

    def _add(self, number: int, path: str, places: "dict[bytes, array[int]]") -> None:
        raw = self._raw(path)
        if raw is None:
            return
        for word in set(_WORD.findall(raw)):
            found = places.get(word)
            if found is not None:
                found.append(number)
            elif len(word) <= _LONGEST:
                places[word] = array("I", (number,))
