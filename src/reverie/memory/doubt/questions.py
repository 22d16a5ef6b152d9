"""Questions about facts that code cannot decide: left to the next dream, or put to the person, at most one a day.

The questions lie in the cache: what raised one raises it again when it is lost. A question is closed by acting on its
facts: it stands only while all of them are as they were. Which were put, and when, is kept in `questions.jsonl` beside
the memory, as digests and days; no text of a fact is in it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import blake2b

import msgspec

from reverie.memory.errors import MemoryTrouble
from reverie.memory.findings import Prepared
from reverie.memory.journal import Author
from reverie.memory.receipt import Receipt
from reverie.memory.slots.questions import question_said
from reverie.memory.store import Memory
from reverie.storage.errors import UnusableFile

from .last import Doubt, doubts
from .put_questions import PutQuestions

_MOST = 1_000
"""Questions; the oldest go first."""
_CODE_KINDS = ("fact", "reference", "procedure")


class Question(msgspec.Struct, frozen=True):
    """Something about the facts of these ids that somebody has to decide; `day` is when it came up first."""

    key: str
    text: str
    facts: tuple[str, ...]
    day: str


def ask(memory: Memory, text: str, facts: Sequence[str], about: str = "") -> None:
    """Leave a question, one line, about facts named by their ids.

    `about` says what it is about in the same words each time when `text` does not. One of which any fact is not there
    is none.
    """
    memory.known.refresh()
    memory.known.change(lambda tables: _put(tables, text, facts, about or text, _day(memory.clock())))


def ask_what_fails(memory: Memory, prepared: Sequence[Prepared], author: Author, receipt: Receipt) -> None:
    """After a write: two facts of which code could not tell which holds, and what a person said and the files do not
    show, become questions."""
    if receipt.repeated:
        return
    for question in receipt.questions:
        if question.why != "details":  # that one was told, and nothing is to be decided
            ask(memory, question_said(question), [question.new_id, question.old_id])
    if author.origin != "human":
        return
    for one in prepared:
        fact_id = one.fact.id if one.fact else getattr(one.change, "id", "")
        saved = next((saved for saved in receipt.saved if saved.id == fact_id), None)
        if saved is None or not one.found.binding.fails:
            continue
        what = one.found.binding.fails[0]
        ask(memory, f"'{saved.title}' ^{fact_id}: the files do not show {what}; is it so?", [fact_id])


def open_questions(memory: Memory) -> tuple[Question, ...]:
    """Those that stand and were not closed, the oldest first; the facts that no longer hold are among them."""
    untrue = doubts(memory)
    closed = PutQuestions(memory.layout).read().closed

    def standing(tables: sqlite3.Connection) -> list[Question]:
        return [*_left(tables), *(question for one in untrue if (question := _of_doubt(tables, one)))]

    found = sorted(memory.known.ask(standing), key=lambda one: one.day)
    return tuple(one for one in found if one.key not in closed)


def unbound(memory: Memory, limit: int) -> tuple[str, ...]:
    """Ids of facts that speak of the project and have no check, the newest first: for a dream to look at."""
    kinds = ", ".join(f"'{one}'" for one in _CODE_KINDS)
    sql = (
        "SELECT id FROM facts JOIN files ON name = file WHERE NOT archived AND ended IS NULL"
        f" AND checks = 0 AND kind IN ({kinds}) ORDER BY seen DESC, id LIMIT ?"
    )
    return memory.known.ask(lambda tables: tuple(one for (one,) in tables.execute(sql, (limit,))))


def question_of_the_day(memory: Memory, now: datetime) -> str | None:
    """One question for the person, and it counts as put: none again on the same local day, and never the same again.

    None too where that could not be kept, so that nobody is asked twice.
    """
    if memory.read_only or not memory.layout.journal.exists():
        return None
    put, today = PutQuestions(memory.layout), now.date().isoformat()
    try:
        before = put.read()
        if before.last_day >= today:
            return None
        found = next((one for one in open_questions(memory) if one.key not in before.keys), None)
        return found.text if found and put.note(found.key, today) else None
    except (OSError, UnusableFile, MemoryTrouble):
        return None


def close_question(memory: Memory, key: str) -> None:
    """It was answered, or is not wanted. Raises OSError, UnusableFile."""
    PutQuestions(memory.layout).close(key)


_UNTRUE = "no longer true"
_NEXT = "'reverie memory edit {0}' changes it, 'reverie memory forget {0}' puts it away"


def _put(tables: sqlite3.Connection, text: str, facts: Sequence[str], about: str, day: str) -> None:
    digests = _digests(tables, facts)
    if digests is None:
        return
    key = _key(about, facts, digests)
    row = (key, " ".join(text.split()), " ".join(facts), digests, day)
    tables.execute("INSERT OR IGNORE INTO questions (key, text, facts, digests, day) VALUES (?, ?, ?, ?, ?)", row)
    tables.execute("UPDATE questions SET text = ? WHERE key = ?", (row[1], key))
    tables.execute("DELETE FROM questions WHERE number <= (SELECT max(number) FROM questions) - ?", (_MOST,))


def _digests(tables: sqlite3.Connection, facts: Sequence[str]) -> bytes | None:
    """Of the facts as they stand in their topics; None when one is not there, or two are called so."""
    sql = "SELECT digest FROM facts JOIN files ON name = file WHERE id = ? AND NOT archived AND ended IS NULL"
    rows = [tables.execute(sql, (one,)).fetchall() for one in facts]
    return b"".join(found[0][0] for found in rows) if rows and all(len(found) == 1 for found in rows) else None


def _left(tables: sqlite3.Connection) -> Iterator[Question]:
    """Those whose facts are as they were, the oldest first."""
    sql = "SELECT key, text, facts, digests, day FROM questions ORDER BY number"
    for key, text, ids, digests, day in tables.execute(sql).fetchall():
        facts = tuple(ids.split(" "))
        if _digests(tables, facts) == digests:
            yield Question(key, text, facts, day)


def _of_doubt(tables: sqlite3.Connection, doubt: Doubt) -> Question | None:
    """Of a fact that no longer holds one question comes up, whatever is there instead."""
    digests = _digests(tables, [doubt.id])
    text = f"'{doubt.title}' ^{doubt.id}: {doubt.said}; {_NEXT.format(doubt.id)}"
    return Question(_key(_UNTRUE, [doubt.id], digests), text, (doubt.id,), doubt.day) if digests else None


def _key(about: str, facts: Sequence[str], digests: bytes) -> str:
    return blake2b("\0".join((about, *sorted(facts))).encode() + digests, digest_size=12).hexdigest()


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().date().isoformat()
