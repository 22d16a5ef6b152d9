"""Finding the files of a commit in which a word occurs. Each blob is looked at once for all commits that hold it."""

from array import array
from collections.abc import Callable, Mapping

from .word_index import LONGEST_WORD, words_of


class WordsOfBlobs:
    """Which of the blobs that were added hold which words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._places: dict[bytes, array[int]] = {}

    def add(self, blob: str, raw: Callable[[], bytes | None]) -> None:
        """`raw` gives its bytes, None when it is passed over; not called for one that was added before."""
        if blob in self._numbers:
            return
        number = self._numbers[blob] = len(self._numbers)
        for word in words_of(raw() or b""):
            if len(word) <= LONGEST_WORD:
                self._places.setdefault(word, array("I")).append(number)

    def holding(self, word: bytes) -> set[int]:
        return set(self._places.get(word, ()))

    def number_of(self, blob: str) -> int:
        """Raises KeyError for one that was not added."""
        return self._numbers[blob]


class BlobWords:
    """A `Words` of the files of one commit: `files` is the blob of each path, in order, `raw` reads one of them."""

    def __init__(self, files: Mapping[str, str], raw: Callable[[str], bytes | None], shared: WordsOfBlobs) -> None:
        self._files = files
        self._raw = raw
        self._shared = shared
        self._is_added = False

    def with_words(self, text: str) -> list[str]:
        sought = text.encode(errors="replace")
        words = words_of(sought)
        if any(len(word) > LONGEST_WORD for word in words):
            return []
        self._add()
        if not words:
            return [path for path in self._files if sought in (self._raw(path) or b"")]
        found = set.intersection(*map(self._shared.holding, words))
        paths = [path for path, blob in self._files.items() if self._shared.number_of(blob) in found] if found else []
        return paths if words == {sought} else [path for path in paths if sought in (self._raw(path) or b"")]

    def _add(self) -> None:
        if not self._is_added:
            self._is_added = True
            for path, blob in self._files.items():
                self._shared.add(blob, lambda path=path: self._raw(path))  # type: ignore[misc]
