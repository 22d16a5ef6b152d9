"""Which turns of past sessions a query is about, and what of the person's words to quote of them."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.recall.arms import Meaning, Scored, score
from reverie.memory.recall.fusing import embed_query, why
from reverie.memory.recall.lexical import Source
from reverie.memory.recall.nearness import Nearness, packed
from reverie.memory.recall.silence import relevant
from reverie.memory.recall.terms import query_terms

from .sentences import passage, sentences
from .tables import open_past, past_file
from .taking_in import take_in

TURN_TERMS = Source("terms", {"text": 1})
_EMBEDDED_AT_ONCE = 16
"""Turns whose sentences one recall makes vectors of at most, the newest ones first."""


class RankedTurn(msgspec.Struct, frozen=True):
    """A turn that a query found. `quote` is what to show of it, empty when it was the model that spoke; `at` is when.

    It was never checked: whoever shows it says so.
    """

    session: str
    line: int
    at: str
    score: float
    why: str
    quote: str = ""

    @property
    def is_human(self) -> bool:
        return bool(self.quote)


class PastSessions:
    """The past sessions in the folder `sessions`, indexed beside it. Belongs to the thread that made it.

    Without an embedder they are found by words alone. Raises sqlite3.OperationalError without full-text search.
    """

    def __init__(self, sessions: Path, embedder: Embedder | None = None, *, index: Path | None = None) -> None:
        self._sessions = sessions
        self._embedder = embedder
        self.tables = open_past(index or past_file(sessions))
        self._nearness: Nearness | None = None
        self._seen: tuple[int, ...] = ()

    def rank(self, query: str, limit: int, *, but: str = "") -> tuple[RankedTurn, ...]:
        """At most `limit` turns, the best one first, none of the session `but`; none when nothing is relevant."""
        found, by_words_alone = self.score(query)
        found = [one for one in found if not but or self._not_of(one, but)]
        terms = query_terms(query)
        return tuple(self._turn(one, terms) for one in relevant(found, by_words_alone=by_words_alone)[:limit])

    def score(self, query: str) -> tuple[list[Scored], bool]:
        """The turns that either arm finds, relevant or not, the best one first; and whether there was only the one."""
        take_in(self.tables, self._sessions)
        terms = query_terms(query)
        meaning = self._meaning(query) if terms else None
        return (score(self.tables, TURN_TERMS, terms, meaning) if terms else []), meaning is None

    def embed_more(self, most: int) -> int:
        """Make the vectors of at most `most` turns of the person that have none; how many were done."""
        if self._embedder is None:
            return 0
        rows = self._unembedded(most)
        parts = [(number, part, text) for number, said in rows for part, text in enumerate(sentences(said))]
        vectors = packed(self._embedder.embed([text for _, _, text in parts])) if parts else []
        model = self._embedder.model
        made = [(number, part, model, vector) for (number, part, _), vector in zip(parts, vectors, strict=True)]
        self.tables.execute("BEGIN IMMEDIATE")
        try:
            self.tables.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", made)
            self.tables.execute("COMMIT")
        finally:
            if self.tables.in_transaction:
                self.tables.rollback()
        return len(rows)

    def close(self) -> None:
        self.tables.close()

    def _unembedded(self, most: int) -> list[tuple[int, str]]:
        assert self._embedder is not None
        sql = (
            "SELECT number, text FROM turns WHERE is_human AND NOT EXISTS"
            " (SELECT 1 FROM vectors WHERE turn = number AND model = ?) ORDER BY number DESC LIMIT ?"
        )
        return self.tables.execute(sql, (self._embedder.model, most)).fetchall()

    def _meaning(self, query: str) -> Meaning | None:
        if self._embedder is None:
            return None
        if self._nearness is None or self._state() != self._seen:
            self.embed_more(_EMBEDDED_AT_ONCE)
            rows = self.tables.execute("SELECT turn, vector FROM vectors WHERE model = ?", (self._embedder.model,))
            found = rows.fetchall()
            self._nearness = Nearness([turn for turn, _ in found], [vector for _, vector in found])
            self._seen = self._state()
        return Meaning(self._nearness, embed_query(self._embedder, query)) if len(self._nearness) else None

    def _state(self) -> tuple[int, ...]:
        """Another one after each change of the tables, by this process or others."""
        (others,) = self.tables.execute("PRAGMA data_version").fetchone()
        return others, self.tables.total_changes

    def _not_of(self, one: Scored, session: str) -> bool:
        row = self.tables.execute("SELECT session FROM turns WHERE number = ?", (one.number,)).fetchone()
        return row is not None and row[0] != session

    def _turn(self, one: Scored, terms: Sequence[str]) -> RankedTurn:
        sql = "SELECT session, line, at, text FROM turns WHERE number = ?"
        session, line, at, text = self.tables.execute(sql, (one.number,)).fetchone()
        return RankedTurn(session, line, at, one.score, why(one.coverage, one.cosine), passage(text, terms))


def best_sessions(turns: Sequence[RankedTurn]) -> list[str]:
    """The sessions of ranked turns, in the order of their best ones."""
    return list(dict.fromkeys(turn.session for turn in turns))
