"""A fact: one statement with its id, kind, origin, evidence, checks and dates."""

import os
import unicodedata
from typing import Literal, get_args

import msgspec

from reverie.conversation.origin import Origin

Kind = Literal["preference", "feedback", "decision", "fact", "procedure", "reference"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ORIGINS: tuple[Origin, ...] = get_args(Origin)

ID_LENGTH = 10
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 (https://www.crockford.com/base32.html), in lower case: nothing to confuse when read aloud."""


class TranscriptLine(msgspec.Struct, frozen=True, tag="transcript", omit_defaults=True):
    """A line of a session's transcript, counted from 1. `quote` is what it says, kept when the transcript goes."""

    session: str
    line: int
    quote: str = ""


class FileLine(msgspec.Struct, frozen=True, tag="file", omit_defaults=True):
    """A place in a file of the project, `path` relative to its root; `line` 0 means the file as a whole."""

    path: str
    line: int = 0
    commit: str = ""


class CommandRun(msgspec.Struct, frozen=True, tag="command", omit_defaults=True):
    """A command that was run, and how it ended; `session` and `line` say where that is recorded."""

    command: str
    exit_status: int
    session: str = ""
    line: int = 0


Evidence = TranscriptLine | FileLine | CommandRun


class Ended(msgspec.Struct, frozen=True, omit_defaults=True):
    """Since when a fact no longer holds: `by` is the fact that superseded it, empty when it was retired."""

    date: str
    by: str = ""
    because: str = ""


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One statement. `title` says it in one line, `body` what belongs to it.

    `seen` is the local day on which it was seen to hold (`2026-11-20`), at the git commit `commit` when there was one;
    `source` is the transcript line it comes from, `evidence` what else it rests on. `checks` are predicates as they
    stand in the file. A fact with `ended` lies in the archive.
    """

    id: str
    title: str
    kind: Kind
    origin: Origin
    seen: str
    body: str = ""
    commit: str = ""
    source: TranscriptLine | None = None
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    ended: Ended | None = None

    @property
    def statement(self) -> str:
        """Title and body as one text."""
        return f"{self.title}\n{self.body}" if self.body else self.title

    @property
    def rests_on(self) -> tuple[Evidence, ...]:
        """Its source, when it has one, and all other evidence."""
        return self.evidence if self.source is None else (self.source, *self.evidence)


def new_fact_id() -> str:
    """50 random bits."""
    number = int.from_bytes(os.urandom(7), "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 50, 5))


def is_fact_id(text: str) -> bool:
    return len(text) == ID_LENGTH and all(character in _ALPHABET for character in text)


def plain_key(text: str) -> str:
    """What two texts have in common that differ only in case, spacing, punctuation at the end or Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(" .!;,")
