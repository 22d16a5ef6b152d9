"""Why a statement is not judged, in a few words, and how far that goes."""

from typing import Literal

import msgspec

Reach = Literal["all", "things", "places"]
"""`all`: nothing in the sentence is held against the code. `things`: what it says of values, paths and commands is not,
but a name that it gives as one of the project's must be there. `places`: its paths, commands and versions are not."""

_WIDEST: tuple[Reach, ...] = ("all", "things", "places")


class Reason(msgspec.Struct, frozen=True):
    why: str
    reach: Reach = "all"


def widest(*reasons: Reason | None) -> Reason | None:
    """The one that reaches furthest, the first of equals."""
    found = [one for one in reasons if one]
    return min(found, key=lambda one: _WIDEST.index(one.reach), default=None)
