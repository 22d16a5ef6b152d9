"""What an audit gives: a verdict for each sentence, note by note."""

from pathlib import Path
from typing import Literal

import msgspec

from reverie.code.values import Place

Word = Literal["verified", "moved", "refuted", "unverified"]


class Note(msgspec.Struct, frozen=True):
    """A file of statements. It lies at `inner` (with `/`) below `folder`, out of which nothing is read; `root` is the
    project that it speaks of, and `place` its own path there, empty when it lies elsewhere. `shown` names it to a
    person. All folders are real paths."""

    shown: str
    folder: Path
    inner: str
    root: Path
    place: str = ""

    @property
    def path(self) -> Path:
        return self.folder / self.inner


class Repair(msgspec.Struct, frozen=True):
    """`old` on a line of a note, from a column that counts characters from 0, becomes `new`."""

    line: int
    column: int
    old: str
    new: str


class Judged(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence of a note with its verdict; `check` is the text form of the check that decided it.

    `place` is where one looks, `now` what is there instead, `why` says why it is `unverified`. `since` is the commit at
    which the line was written and the sentence was so; empty when that is not known.
    """

    line: int
    text: str
    word: Word
    check: str = ""
    place: Place | None = None
    now: str = ""
    why: str = ""
    repair: Repair | None = None
    since: str = ""


class Audited(msgspec.Struct, frozen=True):
    """A note with its sentences in order. `trouble` says why it was not read; else it is empty. `digest` is the hash of
    the bytes that were judged, by which a repair knows them again."""

    note: Note
    judged: tuple[Judged, ...] = ()
    trouble: str = ""
    digest: str = ""

    def count(self, word: Word) -> int:
        return sum(one.word == word for one in self.judged)


def is_untrue(judged: Judged) -> bool:
    """Whether the sentence, as it stands, sends its reader the wrong way."""
    return judged.word in ("moved", "refuted")
