"""Why a statement is not judged, in a few words. A `Reason` is `firm` when nothing of the sentence may be held against
the code, else only what it says of the reader's own files and commands may not."""

from typing import Literal

import msgspec


class Reason(msgspec.Struct, frozen=True):
    why: str
    strength: Literal["firm", "loose"] = "firm"


def strongest(*reasons: Reason | None) -> Reason | None:
    """The first firm one, else the first."""
    found = [one for one in reasons if one]
    return next((one for one in found if one.strength == "firm"), found[0] if found else None)
