"""The vectors of facts in the memory's cache: made when there is time, never by a write or a start."""

import sqlite3

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.known import Known

from .nearness import Nearness, packed


def load_nearness(tables: sqlite3.Connection, model: str) -> Nearness:
    """The vectors of this model, by the numbers of their facts."""
    sql = "SELECT number, vector FROM facts JOIN vectors ON vectors.digest = facts.digest AND model = ?"
    rows = tables.execute(sql, (model,)).fetchall()
    return Nearness([number for number, _ in rows], [vector for _, vector in rows])


def embed_facts(known: Known, embedder: Embedder, most: int) -> int:
    """Make the vectors of at most `most` facts that have none, the newest first; how many were made."""
    missing = known.ask(lambda tables: _missing(tables, embedder.model, most))
    if not missing:
        return 0
    vectors = packed(embedder.embed([text for _, text in missing]))
    rows = [(embedder.model, digest, vector) for (digest, _), vector in zip(missing, vectors, strict=True)]

    def put(tables: sqlite3.Connection) -> None:
        tables.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    known.change(put)
    return len(rows)


def _missing(tables: sqlite3.Connection, model: str, most: int) -> list[tuple[bytes, str]]:
    sql = (
        "SELECT digest, topic, words.title, words.body FROM facts JOIN words ON words.rowid = number WHERE NOT EXISTS"
        " (SELECT 1 FROM vectors WHERE vectors.digest = facts.digest AND model = ?) ORDER BY number DESC LIMIT ?"
    )
    found = {digest: f"{topic}: {title}\n{body}" for digest, topic, title, body in tables.execute(sql, (model, most))}
    return list(found.items())
