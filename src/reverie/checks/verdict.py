"""A verdict: what a check said, with what is there now."""

from typing import Literal

import msgspec

from reverie.code.values import Place

from .check import AnyCheck

Word = Literal["verified", "moved", "refuted", "unverified"]


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """`place` is where it was found, or where one must look; `now` says in a few words what is there instead.

    `moved`: `becomes` is the check as it holds at the new place, None when there are several such places. `unverified`:
    `why` says why it could not be decided. `read` are the paths whose contents decided it (with those that were looked
    for and are not there): while their digests stay, so does the verdict; `is_tree_wide` when it took all files.
    """

    word: Word
    place: Place | None = None
    now: str = ""
    why: str = ""
    becomes: AnyCheck | None = None
    read: tuple[str, ...] = ()
    is_tree_wide: bool = False
