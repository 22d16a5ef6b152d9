"""What an open memory knows without reading its topics: the port that the cache fulfils."""

from typing import Protocol

from .gates.context import KnownFacts
from .journal import Commit
from .placing import Topics


class Known(KnownFacts, Topics, Protocol):
    """Facts, topics and past writes by their keys. Built from the files, never the other way round."""

    def refresh(self) -> None:
        """Take in what others wrote since. The caller holds the lock, or can live with less."""

    def slug_of(self, fact_id: str) -> str | None:
        """The topic in which a current fact was last seen."""

    def write_of(self, key: str) -> Commit | None:
        """The transaction that was made with this idempotency key."""

    def best_topic(self, text: str) -> str | None:
        """The topic whose facts are clearly most like a text, by its words."""

    def close(self) -> None: ...
