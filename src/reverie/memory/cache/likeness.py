"""Which topic a text is most like, by its words: the topic of the facts that share its rarest words."""

import math
import re
import sqlite3

_WORD = re.compile(r"\w{3,}")
_MOST_WORDS = 40
_MOST_FACTS = 200
"""Facts looked at for one word. A word in more of them says little, and the cost stays the same at any number."""
_SHARE = 0.3
"""Of the words' weight must be found in the facts of the topic."""
_LEAD = 1.5
"""As many times the weight of the next one."""


def most_like(connection: sqlite3.Connection, text: str, *, full_text: bool) -> str | None:
    """The first part of the topic that is clearly most like a text; None when none is."""
    if not full_text:
        return None
    words = list(dict.fromkeys(_WORD.findall(text.casefold())))[:_MOST_WORDS]
    (count,) = connection.execute("SELECT count(*) FROM (SELECT 1 FROM facts LIMIT 100000)").fetchone()
    weights: dict[str, float] = {}
    total = 0.0
    for word in words:
        topics = _topics_with(connection, word)
        if topics is None:
            continue
        weight = math.log(1 + count / (1 + sum(topics.values())))
        total += weight
        for topic, facts in topics.items():
            weights[topic] = weights.get(topic, 0.0) + weight * facts / (facts + 1)
    best = sorted(weights.items(), key=lambda one: -one[1])[:2]
    if not best or best[0][1] < _SHARE * total:
        return None
    return best[0][0] if len(best) == 1 or best[0][1] >= _LEAD * best[1][1] else None


def _topics_with(connection: sqlite3.Connection, word: str) -> dict[str, int] | None:
    """How many facts of each topic have the word; None when it is in too many."""
    rows = connection.execute(
        "SELECT first, archived FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) found"
        " JOIN facts ON number = found.rowid JOIN files ON name = file",
        (f'"{word}"', _MOST_FACTS + 1),
    ).fetchall()
    if len(rows) > _MOST_FACTS:
        return None
    topics: dict[str, int] = {}
    for first, archived in rows:
        if not archived:
            topics[first] = topics.get(first, 0) + 1
    return topics
