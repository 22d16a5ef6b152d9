"""The port `Remembering`: what a session's tools may want of the memories. A sub-session's may only read."""

from pathlib import Path
from typing import Protocol

import msgspec


class Note(msgspec.Struct, frozen=True):
    """What a model wants kept: a statement in one line, what belongs to it, and whose word it is.

    `quote` are words of the person in this session that say it; `replaces` ids of facts that it takes the place of.
    `all_projects`: it holds wherever the person works.
    """

    statement: str
    details: str = ""
    kind: str = "fact"
    quote: str = ""
    topic: str = ""
    replaces: tuple[str, ...] = ()
    all_projects: bool = False


class Kept(msgspec.Struct, frozen=True):
    """What became of a wish, from the write's receipt or its refusals alone, in lines. `facts` are ids of what was
    written; empty when nothing was. `transaction` is the receipt's, by which it can be undone. `needs_person`: it is
    theirs to decide about the fact called `title`."""

    lines: tuple[str, ...]
    transaction: str = ""
    facts: tuple[str, ...] = ()
    needs_person: bool = False
    title: str = ""


class RecalledFact(msgspec.Struct, frozen=True):
    """A fact as it left the memory. `standing` is its verdict in words (`verified at 3f2a91c`, `moved to …`,
    `unverified since 2026-11-20: …`, `you said, 2026-11-20`); `files` are those it speaks of, relative to the
    project's root."""

    id: str
    title: str
    standing: str
    files: tuple[str, ...] = ()


class Recalled(msgspec.Struct, frozen=True):
    """What recall gives: one escaped block for the model (empty: nothing is relevant), and what is in it.

    `withheld` are lines about facts that are no longer true: not for the model as truth, one each for the record.
    """

    block: str
    facts: tuple[RecalledFact, ...] = ()
    quotes: int = 0
    withheld: tuple[str, ...] = ()


class Remembering(Protocol):
    """The memories of a session: the project's and the person's own.

    Must not raise but for cancellation and `MemoryUnusable`; a write that began ends, also when its caller is
    cancelled.
    """

    async def remember(self, note: Note) -> Kept: ...

    async def forget(self, fact_id: str, because: str, *, by_person: bool = False) -> Kept:
        """Put a fact into the archive. `by_person`: they said yes to it just now."""

    async def recall(self, query: str, topic: str = "", *, most_tokens: int | None = None) -> Recalled:
        """What is known about a question, or all of a topic, checked against the project's files as they are now.

        `most_tokens` bounds the block; None for the usual size.
        """

    async def search_transcripts(self, identifier: str) -> str:
        """Where earlier sessions name an identifier, in lines with session and line; empty when nowhere."""

    async def doubt_before_edit(self, path: Path) -> tuple[str, ...]:
        """Before the first edit of a file that a recalled fact speaks of: the fact's checks, run again.

        Gives a line for each one that no longer holds; nothing for a file that no such fact is about, and at its later
        edits.
        """


class MemoryUnusable(Exception):
    """The memory cannot be read or written: one line that says why, and the next step."""
