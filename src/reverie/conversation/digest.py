"""Digest: what code kept of the messages that a compaction took out of the context, and what a model told of the rest.

It is a value, not text, so that the next compaction goes on from it and nothing has to be read out of a text again.
Lines are those of the session's transcript, counted from 1.
"""

from typing import Literal

import msgspec


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message of the person. `text` is all of it, or what was kept of it, by `form`.

    `rules` are the lines of it that read as rules; they are kept word for word when the rest becomes a quote.
    """

    text: str
    line: int
    form: Literal["whole", "cut", "quote"] = "whole"
    rules: tuple[str, ...] = ()


class Tried(msgspec.Struct, frozen=True):
    """A failed attempt, in one line: what was tried, and how it failed."""

    what: str
    why: str
    line: int


class Left(msgspec.Struct, frozen=True):
    """Something too big or too old to keep: what it was, in a few words, and where it lies."""

    what: str
    line: int


class Digest(msgspec.Struct, frozen=True, omit_defaults=True):
    """`narrative` is a model's text, the only part that may be wrong; empty when there is none.

    `compactions` counts how many led to it. `dropped` counts the oldest entries that were let go for good, which are
    still in the transcript.
    """

    said: tuple[Said, ...] = ()
    tried: tuple[Tried, ...] = ()
    left: tuple[Left, ...] = ()
    narrative: str = ""
    compactions: int = 0
    dropped: int = 0
