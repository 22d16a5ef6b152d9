"""How well short texts answer to another text, by their words: BM25 (Robertson and Zaragoza, 2009, "The Probabilistic
Relevance Framework: BM25 and Beyond", https://doi.org/10.1561/1500000019)."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from .words import words_of

Key = TypeVar("Key", bound=Hashable)
_SATURATION, _LENGTH = 1.2, 0.75


class Scorer(Generic[Key]):
    """Texts by key, ready to be asked for those that are like another text."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        self._counted = {key: Counter(words_of(text)) for key, text in texts.items()}
        self._have: Counter[str] = Counter(word for words in self._counted.values() for word in words)
        self._usual = max(1.0, sum(map(Counter.total, self._counted.values())) / max(1, len(self._counted)))

    def ranked(self, text: str) -> list[tuple[float, Key]]:
        """The texts that share a word with this one, with their scores above 0, best first."""
        wanted = set(words_of(text))
        scored = [(self._score(wanted, words), key) for key, words in self._counted.items()]
        return sorted(((score, key) for score, key in scored if score > 0), key=lambda one: (-one[0], str(one[1])))

    def _score(self, wanted: Iterable[str], words: Counter[str]) -> float:
        stretch = _SATURATION * (1 - _LENGTH + _LENGTH * words.total() / self._usual)
        return sum(self._rarity(word) * words[word] * (1 + _SATURATION) / (words[word] + stretch) for word in wanted)

    def _rarity(self, word: str) -> float:
        have = self._have[word]
        return math.log(1 + (len(self._counted) - have + 0.5) / (have + 0.5))


def best(text: str, texts: Mapping[Key, str], most: int) -> Sequence[Key]:
    """The keys of at most so many texts that are most like this one, best first."""
    return [key for _, key in Scorer(texts).ranked(text)[:most]]
