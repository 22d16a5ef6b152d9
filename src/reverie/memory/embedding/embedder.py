"""What makes vectors of texts: the port, and the one line that says why there is none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Makes vectors that are near to each other for texts that mean much the same. Must not raise for any text.

    `model` names what made them: vectors of different models are not compared. Kept by one thread at a time.
    """

    @property
    def model(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """An array (texts, dimensions), float32, each row of length 1. Of a long text only its beginning counts."""


class NoEmbedder(Exception):
    """There is none here; the message is one line with the reason and the next step."""


class Sought(msgspec.Struct, frozen=True):
    """What was found: an embedder, or one line why there is none."""

    embedder: Embedder | None
    why_not: str = ""
