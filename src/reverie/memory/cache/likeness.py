"""Which topic a text is most like: the one in which the facts gather that share its words."""

import re
import sqlite3
from collections import Counter
from collections.abc import Collection

_WORD = re.compile(r"\w{3,}")
_MOST_WORDS = 24
_SAMPLE = 32
"""Facts looked at for one word, the newest ones: so the cost stays the same at any number of facts."""
_MOST_COUNTED = 400
"""A word that more facts have is common; how many more does not matter, and counting them would take time."""
_ENOUGH = 0.75
"""Two words that the facts of one topic alone have reach it, one never does."""
_LEAD = 1.5
"""As much as the next topic, times this."""


def most_like(connection: sqlite3.Connection, text: str) -> str | None:
    """The first part of the topic that is clearly most like a text; None when none is. Needs the full-text index."""
    weights: dict[str, float] = {}
    for word in list(dict.fromkeys(_WORD.findall(text.casefold())))[:_MOST_WORDS]:
        topics = _topics_with(connection, word)
        shares = {topic: facts / (topics.total() + 1) for topic, facts in topics.items()}
        gathered = sum(share * share for share in shares.values())
        for topic, share in shares.items():
            weights[topic] = weights.get(topic, 0.0) + share * gathered**0.5
    ranked = sorted(weights, key=lambda topic: -weights[topic])
    if not ranked or weights[ranked[0]] < _ENOUGH:
        return None
    return ranked[0] if len(ranked) == 1 or weights[ranked[0]] >= _LEAD * weights[ranked[1]] else None


def facts_with(connection: sqlite3.Connection, words: Collection[str]) -> dict[str, int]:
    """For each word how many facts have it, at most `_MOST_COUNTED`. Needs the full-text index."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    return {word: connection.execute(sql, (quoted(word), _MOST_COUNTED)).fetchone()[0] for word in words}


def quoted(word: str) -> str:
    """A word as FTS5 takes it for that word and nothing else (https://sqlite.org/fts5.html#fts5_strings)."""
    return '"' + word.replace('"', '""') + '"'


def _topics_with(connection: sqlite3.Connection, word: str) -> Counter[str]:
    """How many of the newest facts that have the word lie in which topic."""
    rows = connection.execute(
        "SELECT first, count(*) FROM"
        " (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) AS found"
        " JOIN facts ON number = found.rowid JOIN files ON name = file WHERE NOT archived GROUP BY first",
        (quoted(word), _SAMPLE),
    )
    return Counter(dict(rows.fetchall()))
