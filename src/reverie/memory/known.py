"""What an open memory knows without reading its topics: the port that the cache fulfils, and the values it gives."""

import sqlite3
from collections.abc import Callable, Collection
from typing import Protocol, TypeVar

import msgspec

from reverie.conversation.origin import Origin

from .fact import Kind
from .gates.context import KnownFacts
from .journal import Commit
from .placing import Topics

T = TypeVar("T")


class FactEntry(msgspec.Struct, frozen=True):
    """A fact as it stands in the file `name` (`topics/deploy.md`) of the topic `topic`, a title.

    `ended` is the day since when it no longer holds, empty while nobody says so; `is_archived` goes by its file.
    """

    id: str
    name: str
    topic: str
    title: str
    body: str
    kind: Kind
    origin: Origin
    seen: str
    is_archived: bool
    ended: str = ""
    ended_by: str = ""
    because: str = ""
    checks: int = 0

    @property
    def is_current(self) -> bool:
        return not self.is_archived and not self.ended


class TopicEntry(msgspec.Struct, frozen=True):
    """A topic or an archive, with the number of facts in it; `first` is the slug of the topic that it continues."""

    name: str
    slug: str
    first: str
    title: str
    description: str
    is_archived: bool
    facts: int


class Tally(msgspec.Struct, frozen=True):
    """How many facts are alike in this."""

    kind: Kind
    origin: Origin
    is_current: bool
    has_checks: bool
    facts: int


class Known(KnownFacts, Topics, Protocol):
    """Facts, topics and past writes by their keys. Built from the files, never the other way round."""

    def refresh(self) -> None:
        """Take in what others wrote since. The caller holds the lock, or can live with less."""

    def slug_of(self, fact_id: str) -> str | None:
        """The topic in which a current fact was last seen."""

    def places_of(self, fact_id: str) -> tuple[str, ...]:
        """The names of the files in which a fact of this id stands, once for each time; more than one is a mistake."""

    def write_of(self, key: str) -> Commit | None:
        """The transaction that was made with this idempotency key."""

    def best_topic(self, text: str) -> str | None:
        """The topic whose facts are clearly most like a text, by its words."""

    def facts_with(self, words: Collection[str]) -> dict[str, int]:
        """For each word how many facts have it, counted up to some hundreds; empty when that is not known."""

    def entries(self, beginning: str, limit: int) -> tuple[FactEntry, ...]:
        """The facts whose id begins so, current ones first."""

    def superseded_by(self, fact_id: str) -> tuple[FactEntry, ...]:
        """The facts that say that this one took their place."""

    def search(self, query: str, limit: int) -> tuple[FactEntry, ...]:
        """The facts that are most like a query, the best one first; archived ones behind current ones as good."""

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What a question finds in the tables of `storage.migrations.memory_cache`, brought up to date before.

        It may be asked again of other tables, when these turn out to be broken.
        """

    def change(self, deed: Callable[[sqlite3.Connection], T]) -> T:
        """What a deed gives that changes tables that are only kept to be quicker; all of its changes are made or none.

        Where the tables cannot be written, it happens to tables in this process.
        """

    def titled_with(self, words: Collection[str], limit: int) -> tuple[FactEntry, ...]:
        """Current facts whose titles have all of these words, the newest first; at most `limit`."""

    def topics(self) -> tuple[TopicEntry, ...]:
        """All topics and archives, by their names."""

    def tallies(self) -> tuple[Tally, ...]:
        """How many facts there are of each sort."""

    def cited_sessions(self) -> frozenset[str]:
        """The sessions whose transcripts some fact rests on, archived ones among them."""

    def problems(self) -> tuple[str, ...]:
        """What cannot be read or is ambiguous, one line each, which names the file."""

    def discard(self) -> None:
        """Forget all that is known, also on disk; it is found out again when it is needed."""

    def close(self) -> None: ...
