"""Both arms over one table of rows: each finds rows, and all that were found are scored by both."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from .fusing import fused
from .lexical import Source, find_rows, score_rows, weigh
from .nearness import Nearness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_BY_WORDS = 100
_MOST_BY_MEANING = 50


class Scored(msgspec.Struct, frozen=True):
    """A row with its score; `cosine` is None where it has no vector, or the arm by meaning was not asked."""

    number: int
    score: float
    coverage: float
    cosine: float | None = None


class Meaning(msgspec.Struct, frozen=True):
    """The arm by meaning for one query: the vectors of the rows, and the query's."""

    nearness: Nearness
    vector: "NDArray[np.float32]"


def score(tables: sqlite3.Connection, source: Source, terms: Sequence[str], meaning: Meaning | None) -> list[Scored]:
    """What a query finds in a table, the best first; of as good ones the newer."""
    weighed = weigh(tables, source, terms)
    numbers = find_rows(tables, source, weighed, _MOST_BY_WORDS)
    cosines: dict[int, float] = {}
    if meaning is not None:
        cosines = meaning.nearness.nearest(meaning.vector, _MOST_BY_MEANING)
        cosines |= meaning.nearness.of([one for one in numbers if one not in cosines], meaning.vector)
    hits = score_rows(tables, source, weighed, {*numbers, *cosines})
    scored = [
        Scored(number, fused(hit.share, cosines.get(number)), hit.coverage, cosines.get(number))
        for number, hit in hits.items()
    ]
    return sorted(scored, key=lambda one: (-one.score, -one.number))
