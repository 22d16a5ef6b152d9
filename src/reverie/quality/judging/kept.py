"""What was made of the deeds and runs of a session, kept so that a later look at it makes only what is new."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")


class Kept(Generic[_Thing, _Made]):
    """What was made of each of some things: given again for the same object, not for one that is equal to it."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[_Thing, _Made]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def of_each(self, things: Iterable[_Thing], make: Callable[[_Thing], _Made]) -> list[_Made]:
        """What `make` gives for each, in order. What is not among `things` is forgotten, so no more is kept than they
        are; one that is there twice has two."""
        before, now = self._kept, dict[int, tuple[_Thing, _Made]]()
        made: list[_Made] = []
        for thing in things:
            kept = before.pop(id(thing), None) or (thing, make(thing))
            now[id(thing)] = kept
            made.append(kept[1])
        self._kept = now
        return made
