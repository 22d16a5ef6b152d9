"""What looking for a symbol gives."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from reverie.code.values import Definition, Place


class Found(msgspec.Struct, frozen=True):
    """`there`: at `place`, `definitions` being what is known of it (none for a name that comes from outside).

    `absent`: everything that could define it was read, and does not; `place` is where it would be. `unknown`: it may be
    there all the same, `why` says how.
    """

    word: Literal["there", "absent", "unknown"]
    place: Place | None = None
    definitions: tuple[Definition, ...] = ()
    why: str = ""


def there(definitions: Iterable[Definition]) -> Found:
    every = tuple(definitions)
    return Found("there", every[0].place, every)


def offered(place: Place) -> Found:
    """The name is there; what it stands for is not known."""
    return Found("there", place)


def absent(place: Place) -> Found:
    return Found("absent", place)


def unknown(why: str) -> Found:
    return Found("unknown", why=why)


def any_of(found: Iterable[Found]) -> Found | None:
    """The first that is there, else one that may be, else an absent one; None of none."""
    best: Found | None = None
    for one in found:
        if one.word == "there":
            return one
        if best is None or (best.word == "absent" and one.word == "unknown"):
            best = one
    return best
