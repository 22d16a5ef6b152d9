"""Digest: what code kept of the messages that a compaction took out of the context, and what a model told of the rest.

It is a value, not text, so that the next compaction goes on from it and nothing has to be read out of a text again.
Lines are those of the session's transcript, counted from 1; where `session` is set, of that session's transcript.
"""

from collections.abc import Mapping
from typing import Literal, TypeVar

import msgspec

from .origin import Origin


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message of the person: all of it, its head and `tail` with `missing` characters between, or one line.

    `origin` is another than human where somebody else gives the orders, as in a sub-session.
    """

    text: str
    line: int
    form: Literal["whole", "cut", "quote"] = "whole"
    tail: str = ""
    missing: int = 0
    session: str = ""
    origin: Origin = "human"


class Rule(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the person that reads as a rule, word for word, from a message that is no longer whole."""

    text: str
    line: int
    session: str = ""
    origin: Origin = "human"


class Tried(msgspec.Struct, frozen=True, omit_defaults=True):
    """An attempt that failed or was denied, in one line: what was tried, how it ended, how often; the last `line`."""

    what: str
    why: str
    line: int
    times: int = 1
    session: str = ""


class Refused(msgspec.Struct, frozen=True, omit_defaults=True):
    """A call or plan that the person refused in words of their own, word for word: `text`, or its head and `tail` with
    `missing` characters between. Said of the same call again, it counts from the last `line`."""

    what: str
    text: str
    line: int
    tail: str = ""
    missing: int = 0
    session: str = ""


class Changed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What edits did to one file, in lines; `line` is that of the last."""

    path: str
    added: int
    removed: int
    line: int
    session: str = ""


class Left(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something too big or too old to keep: what it was, in a few words, and where it lies.

    A later one of the same `subject` (`file PATH`, `folder PATH`, `command LINE`) replaces it.
    """

    what: str
    line: int
    subject: str = ""
    session: str = ""


class Gone(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many of the oldest entries were let go for good, and between which lines they lie (0: in another session)."""

    count: int = 0
    first: int = 0
    last: int = 0

    def and_line(self, line: int) -> "Gone":
        return Gone(self.count + 1, min(self.first or line, line), max(self.last, line))


class Digest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is kept, oldest first in each list.

    `narrative` is a model's text, the only part that may be wrong; empty when there is none. `compactions` counts how
    many led to it. `instructions` are the nested instruction files that the model was given. `replaced` tells, by call
    id, how many characters a result had that only a note stands for in the messages after the digest.
    """

    said: tuple[Said, ...] = ()
    rules: tuple[Rule, ...] = ()
    refused: tuple[Refused, ...] = ()
    denied: tuple[Tried, ...] = ()
    tried: tuple[Tried, ...] = ()
    changed: tuple[Changed, ...] = ()
    left: tuple[Left, ...] = ()
    narrative: str = ""
    compactions: int = 0
    said_gone: Gone = Gone()
    denied_gone: Gone = Gone()
    tried_gone: Gone = Gone()
    changed_gone: Gone = Gone()
    left_gone: Gone = Gone()
    instructions: tuple[str, ...] = ()
    replaced: Mapping[str, int] = {}

    def of_session(self, session: str) -> "Digest":
        """The same in another transcript, where a fork goes on: lines without a session are of this one."""
        return msgspec.structs.replace(
            self,
            said=_in(self.said, session),
            rules=_in(self.rules, session),
            refused=_in(self.refused, session),
            denied=_in(self.denied, session),
            tried=_in(self.tried, session),
            changed=_in(self.changed, session),
            left=_in(self.left, session),
            said_gone=Gone(self.said_gone.count),
            denied_gone=Gone(self.denied_gone.count),
            tried_gone=Gone(self.tried_gone.count),
            changed_gone=Gone(self.changed_gone.count),
            left_gone=Gone(self.left_gone.count),
        )


_Entry = TypeVar("_Entry", Said, Rule, Refused, Tried, Changed, Left)


def _in(entries: tuple[_Entry, ...], session: str) -> tuple[_Entry, ...]:
    return tuple(entry if entry.session else msgspec.structs.replace(entry, session=session) for entry in entries)
