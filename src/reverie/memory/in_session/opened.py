"""The memories of a session, open, each with who looks at the code for it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.memory.doubt import open_doubter
from reverie.memory.doubt.standing import Doubter
from reverie.memory.embedding.embedder import Embedder
from reverie.memory.recall.past.ranking import PastSessions
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.recall.recalling import Quote
from reverie.memory.scope_opening import open_project_memory, open_user_memory, project_sessions, usage_of
from reverie.memory.scopes import user_memory_folder
from reverie.memory.store import Memory

_MOST_QUOTES = 6
_DAY = len("2026-11-20")


class Shelf:
    """One memory, with who looks at the code for it, who finds its facts, and the counts of their use.

    `root` is the project's. The embedder is loaded when facts are ranked first: nothing is ranked for a write.
    """

    def __init__(
        self, memory: Memory, places: Places, root: Path | None, embedder: Callable[[], Embedder | None]
    ) -> None:
        self.memory = memory
        self._embedder = embedder
        self._root = root
        self.look_again()
        self.usage = usage_of(memory, places)

    @cached_property
    def ranking(self) -> FactRanking:
        return FactRanking(self.memory.known, self._embedder())

    def look_again(self) -> None:
        """Forget what the files were: a call of a moment ago may have changed them."""
        self.doubter: Doubter = open_doubter(self.memory, self._root)

    def close(self) -> None:
        self.usage.close()
        with suppress(OSError):  # nothing is written by closing
            self.memory.close()


class Shelves:
    """The project's memory first, then the person's own when there is one; and what was said in past sessions.

    Belongs to one thread.
    """

    def __init__(self, project: Project, places: Places) -> None:
        self.sessions = project_sessions(project, places)
        self._places = places
        self._embedder = cache(_find_embedder)
        self._past: PastSessions | None = None
        self._all = [self._shelf(open_project_memory(project, places), project.root if project.id else None)]
        if project.id is not None and user_memory_folder(places).is_dir():
            self._all.append(self._shelf(open_user_memory(places), None))

    def __iter__(self) -> Iterator[Shelf]:
        return iter(self._all)

    @property
    def first(self) -> Shelf:
        return self._all[0]

    def persons_own(self) -> Shelf:
        """The person's own memory, which the first write makes."""
        if len(self._all) == 1 and self.first.memory.layout.folder != user_memory_folder(self._places):
            self._all.append(self._shelf(open_user_memory(self._places), None))
        return self._all[-1]

    def holding(self, fact_id: str) -> Shelf | None:
        """The one in which a fact of this id stands."""
        return next((shelf for shelf in self._all if shelf.memory.known.places_of(fact_id)), None)

    def said_about(self, question: str, session: str) -> list[Quote]:
        """The person's own words of other sessions. None where SQLite has no full-text search, or the index of them
        cannot be used: it is made anew at the next start."""
        try:
            self._past = self._past or PastSessions(self.sessions, self._embedder())
            turns = self._past.rank(question, _MOST_QUOTES, but=session)
        except (sqlite3.Error, OSError):
            return []
        return [Quote(turn.session, turn.line, turn.quote, turn.at[:_DAY]) for turn in turns if turn.is_human]

    def close(self) -> None:
        if self._past is not None:
            with suppress(sqlite3.Error, OSError):
                self._past.close()
        for shelf in self._all:
            shelf.close()

    def _shelf(self, memory: Memory, root: Path | None) -> Shelf:
        return Shelf(memory, self._places, root, self._embedder)


def _find_embedder() -> Embedder | None:
    from reverie.memory.embedding.finding import find_embedder

    return find_embedder()
