"""What a gate may look at: the proposed fact and what was found out for it. Gates read nothing themselves."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

import msgspec

from reverie.conversation.origin import Origin
from reverie.conversation.record import AnyEffect
from reverie.memory.fact import Fact
from reverie.memory.receipt import Refusal


class Cited(msgspec.Struct, frozen=True):
    """A transcript line that a proposal rests on, as it was found. `said_by` are the origins of its texts.

    `by_person` are the words in it that a person typed into an interactive session, `day` the local day on which they
    did. `failed` when it is a call that failed, was denied, or a command that did not end well; `effects` what calls
    did, edits that were taken back since excepted. `is_this_turn` when it lies in the last turn of its session.
    """

    session: str
    line: int
    text: str
    said_by: frozenset[Origin] = frozenset()
    failed: bool = False
    effects: tuple[AnyEffect, ...] = ()
    is_this_turn: bool = False
    by_person: str = ""
    day: date | None = None


class Binding(msgspec.Struct, frozen=True):
    """What a binder made of a fact: checks that hold now, and those given, or made by its words, that do not.

    `commit` is the one that was checked out when it looked; empty without one.
    """

    checks: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    commit: str = ""


class Binder(Protocol):
    """Finds checks for a fact in the code it speaks of, and runs them. Must not raise for any text."""

    def bind(self, fact: Fact) -> Binding: ...


class BindsNothing:
    """The binder of a memory beside which there is no code to look at."""

    def bind(self, fact: Fact) -> Binding:
        return Binding()


class KnownFacts(Protocol):
    """The facts that are in the memory now."""

    def with_statement(self, key: str) -> tuple[str, ...]:
        """Ids of facts whose whole statement has this `plain_key`."""

    def with_title(self, topic: str, key: str) -> tuple[str, ...]:
        """Ids of facts of a topic (slug, with its further parts) whose title has this `plain_key`."""

    def is_purged(self, key: str) -> bool:
        """Whether a person purged a statement of this `plain_key`."""


class Found(msgspec.Struct, frozen=True):
    """What was found out about a text that wants to enter, before the lock is taken.

    `author` is who wants it in the session `session`, by the word of our own code; without that word it is a model.
    `cited` are the transcript lines that it rests on, `not_there` says which of its evidence does not exist.
    `edited_now` are the files that the session's last turn edited, each with the line of the last edit that stands.
    `naming` is what it would call a new topic and its pointer. `secrets` are the kinds of secrets in it.
    """

    author: Origin = "model"
    session: str = ""
    cited: tuple[Cited, ...] = ()
    not_there: tuple[str, ...] = ()
    edited_now: tuple[tuple[str, int], ...] = ()
    naming: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    holds_mask: bool = False
    binding: Binding = Binding()


class Candidate(msgspec.Struct, frozen=True):
    """A fact as it would be written into the topic that begins with the slug `topic` (empty: a new one).

    `before` is the fact that it is another version of, for an edit; `replaces` are those that it supersedes. `others`
    are keys of statements that the same transaction writes before it, `other_titles` those of their topics and titles.
    """

    fact: Fact
    topic: str
    today: date
    known: KnownFacts
    found: Found = Found()
    about_failure: bool = False
    before: Fact | None = None
    others: frozenset[str] = frozenset()
    replaces: tuple[Fact, ...] = ()
    other_titles: frozenset[tuple[str, str]] = frozenset()

    @property
    def gone(self) -> frozenset[str]:
        """Ids of facts that no longer count once it is written: its own earlier version and what it supersedes."""
        return frozenset((self.fact.id, *self.fact.supersedes))

    @property
    def old(self) -> tuple[Fact, ...]:
        """The facts that it takes the place of."""
        return self.replaces if self.before is None else (self.before, *self.replaces)

    def refused(self, gate: str, why: str, hint: str = "") -> Refusal:
        return Refusal(gate, self.fact.title, why, hint)


Gate = Callable[[Candidate], Refusal | None]
