"""What was found: a place in a text, and what kind of secret stands there."""

from typing import NamedTuple


class Found(NamedTuple):
    """`text[start:end]` is a secret, or a piece of one, of this kind (lower case, with hyphens)."""

    kind: str
    start: int
    end: int
