"""The arms of the benchmark of evidence: ways to order the turns of a haystack for a question, the best one first."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.evidence_data import Said, Turn

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.recall.past.ranking import PastSessions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Order = list[Turn]
_WORD = re.compile(r"\w+")


class PlainArms:
    """Over the texts themselves: exact words, and BM25 with its usual settings."""

    def __init__(self, turns: Sequence[Turn], said: Said) -> None:
        self._turns = turns
        self._texts = [said[session][turn][1].lower() for session, turn in turns]
        self._words = [Counter(_WORD.findall(text)) for text in self._texts]
        self._rows = Counter(word for words in self._words for word in words)
        self._usual = sum(map(Counter.total, self._words)) / max(1, len(turns))

    def grep(self, question: str) -> Order:
        """By how many of the question's words stand in a turn, the newest one first of as good ones."""
        words = set(_WORD.findall(question.lower()))
        counts = [sum(word in text for word in words) for text in self._texts]
        return [self._turns[at] for at in sorted(range(len(counts)), key=lambda at: (-counts[at], -at))]

    def bm25(self, question: str) -> Order:
        words = list(dict.fromkeys(_WORD.findall(question.lower())))
        scores = [sum(self._worth(word, counted) for word in words) for counted in self._words]
        return [self._turns[at] for at in sorted(range(len(scores)), key=lambda at: -scores[at])]

    def _worth(self, word: str, counted: Counter[str]) -> float:
        if not (times := counted[word]):
            return 0.0
        rows = self._rows[word]
        weight = math.log(1 + (len(self._turns) - rows + 0.5) / (rows + 0.5))
        return weight * times * 2.5 / (times + 1.5 * (0.25 + 0.75 * counted.total() / self._usual))


def by_meaning(past: PastSessions, places: dict[tuple[str, int], Turn], embedder: Embedder, question: str) -> Order:
    """By the cosine of the nearest sentence alone, every vector looked at."""
    import numpy

    rows = past.tables.execute("SELECT session, line, vector FROM vectors JOIN turns ON turn = number").fetchall()
    vectors = numpy.array([numpy.frombuffer(row[2], numpy.int8) for row in rows], numpy.float32)
    vectors /= numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    cosines: NDArray[np.float32] = vectors @ embedder.embed([question])[0]
    order = numpy.argsort(-cosines, kind="stable")
    return list(dict.fromkeys(places[rows[at][0], rows[at][1]] for at in order))


def by_ranks(orders: Sequence[Order], constant: int = 60) -> Order:
    """Reciprocal rank fusion (https://doi.org/10.1145/1571941.1572114), all orders alike."""
    scores: defaultdict[Turn, float] = defaultdict(float)
    for order in orders:
        for place, turn in enumerate(order):
            scores[turn] += 1 / (constant + place + 1)
    return sorted(scores, key=lambda turn: -scores[turn])


def by_recall(past: PastSessions, places: dict[tuple[str, int], Turn], question: str) -> Order:
    """As recall orders them, also when it would keep silent."""
    sql = "SELECT session, line FROM turns WHERE number = ?"
    found, _ = past.score(question)
    return [places[past.tables.execute(sql, (one.number,)).fetchone()] for one in found]
