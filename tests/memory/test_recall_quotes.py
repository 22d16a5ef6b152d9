"""A person's words of an earlier session are no way around the doubt of what they once said."""

from pathlib import Path

import pytest

from reverie.memory.doubt import open_doubter
from reverie.memory.doubt.standing import Doubter
from reverie.memory.forget import forget
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.recall.recalling import Quote, recall
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory

from .doubting import a_memory_of, a_repository, commit, remembered
from .past import session_id

PORT = "The staging database is on port 5432"


class _Shelf:
    def __init__(self, memory: Memory, root: Path | None = None) -> None:
        self.memory = memory
        self.doubter: Doubter = open_doubter(memory, root)
        self.ranking = FactRanking(memory.known)


def said(text: str, day: str = "2026-03-02") -> Quote:
    return Quote(session_id(1), 4, text, day)


def asked(shelf: _Shelf, question: str, *quotes: Quote) -> str:
    return recall(question, "", [shelf], quotes)[0].block


@pytest.fixture
def shelf(tmp_path: Path) -> _Shelf:
    memory = open_memory(tmp_path / "memory")
    for title, day in ((PORT, "2026-03-01"), ("The staging database is on port 5433", "2026-10-01")):
        assert isinstance(memory.write([Add(title=title, seen=day)], Author("human")), Receipt)
    return _Shelf(memory)


def test_words_that_a_newer_fact_has_overtaken_are_not_quoted(shelf: _Shelf) -> None:
    question = "On which port is the staging database?"
    for words in (PORT, f"No, {PORT.lower()}.", "Our staging database is now on port 6000."):
        assert words not in asked(shelf, question, said(words))


def test_words_that_were_said_later_are_quoted(shelf: _Shelf) -> None:
    words = "The staging database is on port 6000."
    assert words in asked(shelf, "On which port is the staging database?", said(words, "2026-11-02"))


def test_what_else_was_said_is_quoted(shelf: _Shelf) -> None:
    words = f"{PORT}. The staging database is slow on Mondays."
    block = asked(shelf, "On which port is the staging database?", said(words))
    assert '- "… The staging database is slow on Mondays." [' in block
    assert "5432" not in block


def test_a_title_within_a_longer_word_is_not_what_was_said(shelf: _Shelf) -> None:
    words = f"I remember that {PORT.lower()}1 answers."
    assert words in asked(shelf, "On which port is the staging database?", said(words))


def test_a_question_about_the_past_is_answered_with_their_words_too(shelf: _Shelf) -> None:
    words = f"As I said: {PORT}."
    assert words in asked(shelf, "On which port was the staging database before 2026-10-01?", said(words))


def test_words_that_the_files_refute_are_not_quoted(tmp_path: Path) -> None:
    root = a_repository(tmp_path / "project", {"app.py": "TTL = 30\n"})
    memory = a_memory_of(root, tmp_path / "memory")
    remembered(memory, "`TTL` in `app.py` is 30", "value `TTL = 30` in `app.py`")
    commit(root, {"app.py": "TTL = 60\n"})
    assert asked(_Shelf(memory, root), "What is TTL in app.py?", said("Note that `TTL` in `app.py` is 30!")) == ""


def test_words_of_a_fact_that_was_forgotten_are_not_quoted(shelf: _Shelf) -> None:
    memory = shelf.memory
    fact = remembered(memory, "The VPN needs the token of Ada")
    assert isinstance(forget(memory, fact.id, Author("human")), Receipt)
    assert asked(shelf, "What does the VPN need?", said("The VPN needs the token of Ada.")) == ""
