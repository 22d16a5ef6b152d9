"""What is found by reading files, wherever they lie: outlines, symbols, words, settings, dependencies. Each is kept."""

import functools
import re
from collections.abc import Callable, Sequence

from .manifests import Manifests, read_manifests
from .name_index import NameIndex
from .outlines.languages import language_of
from .own_names import own_names
from .symbol_index import SymbolIndex
from .values import Outline, Settings, Unread
from .word_index import WordIndex, Words

_NO_PROSE = re.compile(
    r"\.(?:lock|svg|map|csv|tsv|min\.js|min\.css|ipynb|po|pem|crt)$|(?:^|/)(?:package-lock\.json|pnpm-lock\.yaml|go\.sum)$"
)


class Findings:
    """`files` are paths; `read` gives a file's text, `raw` its bytes (None: not worth a search for words).

    `outlined` and `words` stand in for parsing a text and for indexing files, where somebody else keeps what is found.
    """

    def __init__(
        self,
        files: Sequence[str],
        read: Callable[[str], str | Unread],
        raw: Callable[[str], bytes | None],
        outlined: Callable[[str, str], Outline | None] | None = None,
        words: Callable[[Sequence[str]], Words] | None = None,
    ) -> None:
        self._files = files
        self._outlined = outlined
        self._words = words or (lambda files: WordIndex(files, raw))
        self._read = read
        self._raw = raw
        self._outlines: dict[str, Outline | Unread] = {}
        self._settings: dict[str, Settings | Unread] = {}
        self._with_word: dict[str, list[str]] = {}

    @functools.cached_property
    def names(self) -> NameIndex:
        return NameIndex(self._files)

    @functools.cached_property
    def symbols(self) -> SymbolIndex:
        return SymbolIndex(self._files, self._source_words, self.outline, self._raw, self._own_names)

    @functools.cached_property
    def _own_names(self) -> frozenset[str]:
        return own_names(self._read, self.settings)

    @functools.cached_property
    def manifests(self) -> Manifests:
        return read_manifests(self._files, self._read)

    def outline(self, path: str) -> Outline | Unread:
        if path not in self._outlines:
            from .outlines import outline_of

            text = self._read(path)
            outline = (self._outlined or outline_of)(path, text) if isinstance(text, str) else text
            self._outlines[path] = outline or Unread(path, "not in a language that is read")
        return self._outlines[path]

    def settings(self, path: str) -> Settings | Unread:
        if path not in self._settings:
            from .settings import settings_of

            text = self._read(path)
            settings = settings_of(path, text) if isinstance(text, str) else text
            self._settings[path] = settings or Unread(path, "no settings file that is read")
        return self._settings[path]

    def with_word(self, word: str) -> list[str]:
        """The files that hold it as a whole word, sorted; it may be several words with signs between."""
        if word not in self._with_word:
            self._with_word[word] = self._holding(word)
        return self._with_word[word]

    def _holding(self, word: str) -> list[str]:
        found = sorted(self._source_words.with_words(word) + self._other_words.with_words(word))
        if word.isidentifier() and word.isascii():
            return found
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        return [path for path in found if isinstance(text := self._read(path), str) and whole.search(text)]

    @functools.cached_property
    def _source_words(self) -> Words:
        return self._words([path for path in self._files if language_of(path)])

    @functools.cached_property
    def _other_words(self) -> Words:
        others = [path for path in self._files if not language_of(path) and not _NO_PROSE.search(path)]
        return self._words(others)
