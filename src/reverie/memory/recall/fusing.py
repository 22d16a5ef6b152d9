"""One order of two arms. Why just so: docs/decisions/0037.

Either arm's value says something by itself, from 0 to 1, and not only in comparison with the other rows: the lexical
share is how much of the query's weight a row has, the cosine how near its meaning is. So they are added. Where the
words of a query are not known, its share is small everywhere and the meaning decides; where rare words match, the share
is large and decides. Ranks, as in reciprocal rank fusion, would forget how sure an arm is.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reverie.memory.embedding.embedder import Embedder

from .terms import telling_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def fused(share: float, cosine: float | None) -> float:
    """The score of a row, from 0 to 2. A cosine is None where a row has no vector."""
    return share + max(0.0, cosine or 0.0)


def embed_query(embedder: Embedder, query: str) -> "NDArray[np.float32]":
    """The vector of a query: half of its sentence, half of its telling words, because a memory holds statements."""
    import numpy

    whole, words = embedder.embed([query, " ".join(telling_words(query)) or query])
    middle = whole + words
    vector: NDArray[np.float32] = middle / max(float(numpy.linalg.norm(middle)), 1e-9)
    return vector


def why(coverage: float, cosine: float | None) -> str:
    """What a row was found by, for a person: `words 80%, meaning 0.52`."""
    said: Sequence[str] = (
        *([f"words {coverage:.0%}"] if coverage else []),
        *([f"meaning {cosine:.2f}"] if cosine is not None else []),
    )
    return ", ".join(said)
