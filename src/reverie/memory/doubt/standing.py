"""Where a fact stands now: the verdict of its checks as a whole, in words for a model and a person."""

from typing import Protocol

import msgspec

from reverie.checks.verdict import Word
from reverie.memory.fact import Fact


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """`said` is the verdict in words: `verified at 3f2a91c`, `moved to src/app/cache.py:12`, `unverified since
    2026-11-20: it was seen on another branch`, `no longer true: timeout=30 now (a.py:41)`, `you said, 2026-11-20`, with
    `; in the files now: TTL = 60` behind it when they show something else.

    `now` is what is there instead, of a refuted or moved one. `files` are those that its checks read. `becomes` are its
    checks as they hold now, when it moved to one place only; None when nothing is to be repaired. `commit` is the one
    that the project stood at, empty without one.
    """

    word: Word
    said: str
    now: str = ""
    files: tuple[str, ...] = ()
    becomes: tuple[str, ...] | None = None
    commit: str = ""

    @property
    def may_leave(self) -> bool:
        """Whether the fact may be given to a model as what is so."""
        return self.word != "refuted"


class Doubter(Protocol):
    """Looks at the code as it is now. Must not raise for anything in a fact or a file; belongs to one thread."""

    def standing(self, fact: Fact) -> Standing: ...
