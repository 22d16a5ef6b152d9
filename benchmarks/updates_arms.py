"""Arms of `benchmarks.updates` that anybody could write: each ranks statements for a question."""

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_NEAR = 0.9
"""Statements whose score is this share of the best one's are as good as it to the arm that prefers the newest."""


class Bm25:
    """BM25 over plain words (k1 1.2, b 0.75); `is_newest_first` puts the newest of those near the best one first."""

    def __init__(self, statements: Sequence[str], *, is_newest_first: bool = False) -> None:
        self._counts = [Counter(_words(one)) for one in statements]
        self._average = sum(map(Counter.total, self._counts)) / max(1, len(statements))
        self._having: dict[str, list[int]] = {}
        for number, counts in enumerate(self._counts):
            for word in counts:
                self._having.setdefault(word, []).append(number)
        self._is_newest_first = is_newest_first

    def rank(self, question: str, limit: int) -> list[int]:
        scores: Counter[int] = Counter()
        for word in set(_words(question)):
            having = self._having.get(word, [])
            weight = math.log(1 + (len(self._counts) - len(having) + 0.5) / (len(having) + 0.5))
            for number in having:
                often = self._counts[number][word]
                length = self._counts[number].total() / self._average
                scores[number] += weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length))  # type: ignore[assignment]
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        if self._is_newest_first and ranked:
            near = [number for number in ranked if scores[number] >= _NEAR * scores[ranked[0]]]
            ranked = [*sorted(near, reverse=True), *ranked[len(near) :]]
        return ranked[:limit]


class Grep:
    """Statements with most of the question's words, however they stand in it; of as many the newest first."""

    def __init__(self, statements: Sequence[str]) -> None:
        self._texts = [one.casefold() for one in statements]

    def rank(self, question: str, limit: int) -> list[int]:
        words = set(_words(question))
        found = {number: sum(word in text for word in words) for number, text in enumerate(self._texts)}
        return sorted((number for number in found if found[number]), key=lambda number: (-found[number], -number))[
            :limit
        ]


def most_alike(statement: str, others: Sequence[str]) -> int | None:
    """Which of the others has at least half of all words in common, for an arm that replaces whatever is alike."""
    words = set(_words(statement))
    shares = [len(words & set(_words(one))) / max(1, len(words | set(_words(one)))) for one in others]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= 0.5 else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
