"""Short texts: commands, paths and words are looked at again and again, so what was made of them is kept."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Made = TypeVar("_Made")

SHORT = 400
"""Characters; what is made of longer texts is not kept, which bounds the memory that it takes."""
_MOST = 4096


def kept_for_short(make: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """A function of a text alone, that gives a value nobody changes: the latest answers for short texts are kept."""
    kept = lru_cache(maxsize=_MOST)(make)

    @wraps(make)
    def made(text: str) -> _Made:
        return kept(text) if len(text) <= SHORT else make(text)

    return made
