"""Questions: closed by acting on their facts, at most one a day, and none twice."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reverie.memory.doubt import (
    ask,
    close_question,
    judge_all,
    open_doubter,
    open_questions,
    question_of_the_day,
    unbound,
)
from reverie.memory.doubt.questions import ask_what_fails
from reverie.memory.fact import Fact
from reverie.memory.journal import Author
from reverie.memory.proposal import Add, Edit, Retire
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory
from reverie.storage.lock import FileLock

from .doubting import a_memory_of, remembered

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/app.py").write_text("PORT = 80\n")
    return tmp_path / "project"


@pytest.fixture
def memory(tmp_path: Path, root: Path) -> Memory:
    return a_memory_of(root, tmp_path / "memory")


@pytest.fixture
def one(memory: Memory) -> Fact:
    return remembered(memory, "The port is 80", "value `PORT = 80` in `app.py`")


@pytest.fixture
def two(memory: Memory) -> Fact:
    return remembered(memory, "Staging has its own database")


def texts(memory: Memory) -> list[str]:
    return [question.text for question in open_questions(memory)]


def test_one_a_day_the_oldest_first_and_none_twice(memory: Memory, one: Fact, two: Fact) -> None:
    ask(memory, "Is it one?", [one.id])
    ask(memory, "Is it two?", [two.id])
    assert question_of_the_day(memory, NOON) == "Is it one?"
    assert question_of_the_day(memory, NOON + timedelta(hours=3)) is None
    assert question_of_the_day(memory, NOON + DAY) == "Is it two?"
    assert question_of_the_day(memory, NOON + 2 * DAY) is None


def test_it_is_remembered_without_the_cache_and_without_its_text(memory: Memory, one: Fact) -> None:
    ask(memory, "Is it one?", [one.id])
    assert question_of_the_day(memory, NOON)
    memory.known.discard()
    ask(memory, "Is it one?", [one.id])
    assert texts(memory) == ["Is it one?"]
    assert question_of_the_day(memory, NOON + DAY) is None
    kept = (memory.layout.folder / "questions.jsonl").read_text()
    assert [json.loads(line)["type"] for line in kept.splitlines()] == ["questions", "put"]
    assert one.id not in kept
    assert "one?" not in kept


def test_the_same_question_is_left_once(memory: Memory, one: Fact) -> None:
    for _ in range(3):
        ask(memory, "Is it one?", [one.id])
    assert texts(memory) == ["Is it one?"]


@pytest.mark.parametrize("how", ["edit", "retire"])
def test_acting_on_a_fact_closes_its_questions(memory: Memory, one: Fact, two: Fact, how: str) -> None:
    ask(memory, "Which holds?", [one.id, two.id])
    assert texts(memory) == ["Which holds?"]
    change = Edit(id=two.id, title="Staging shares the database") if how == "edit" else Retire(id=two.id)
    memory.write([change], Author("human"))
    assert texts(memory) == []
    assert question_of_the_day(memory, NOON) is None


def test_a_question_about_a_fact_that_is_not_there_is_none(memory: Memory, one: Fact) -> None:
    ask(memory, "Which holds?", [one.id, "zzzzzzzzzz"])
    ask(memory, "What?", [])
    assert texts(memory) == []


def test_an_answer_closes_it(memory: Memory, one: Fact) -> None:
    ask(memory, "Is it one?", [one.id])
    (question,) = open_questions(memory)
    close_question(memory, question.key)
    assert texts(memory) == []
    assert question_of_the_day(memory, NOON) is None


def test_a_fact_that_no_longer_holds_is_asked_about_once(memory: Memory, root: Path, one: Fact) -> None:
    (root / "app.py").write_text("PORT = 8080\n")
    judge_all(memory, open_doubter(memory, root))
    asked = question_of_the_day(memory, NOON)
    assert asked is not None
    assert asked.startswith(f"'The port is 80' ^{one.id}: no longer true: ")
    (root / "app.py").write_text("\n\nPORT = 9090\n")
    judge_all(memory, open_doubter(memory, root))
    assert "9090" in texts(memory)[0]
    assert question_of_the_day(memory, NOON + DAY) is None
    (root / "app.py").write_text("PORT = 80\n")
    judge_all(memory, open_doubter(memory, root))
    assert texts(memory) == []


def test_while_somebody_writes_nothing_is_asked(memory: Memory, one: Fact) -> None:
    ask(memory, "Is it one?", [one.id])
    with FileLock(memory.layout.lock).acquire():
        assert question_of_the_day(memory, NOON) is None
    assert question_of_the_day(memory, NOON) == "Is it one?"


def test_what_cannot_be_kept_is_not_asked(memory: Memory, one: Fact) -> None:
    ask(memory, "Is it one?", [one.id])
    memory.read_only = "it is somebody else's"
    assert question_of_the_day(memory, NOON) is None


@pytest.mark.parametrize("content", ['{"type":"questions","format":9}\n', "no json\n", '{"type":"put"'])
def test_a_file_that_is_not_ours_stops_nobody(memory: Memory, one: Fact, content: str) -> None:
    ask(memory, "Is it one?", [one.id])
    (memory.layout.folder / "questions.jsonl").write_text(content)
    is_torn_tail = not content.endswith("\n")
    assert (question_of_the_day(memory, NOON) == "Is it one?") is is_torn_tail


def test_a_memory_that_was_never_written_is_not_begun(tmp_path: Path, root: Path) -> None:
    memory = a_memory_of(root, tmp_path / "none")
    assert question_of_the_day(memory, NOON) is None
    assert not (tmp_path / "none").exists()


def test_facts_without_a_check_are_named_for_a_dream(memory: Memory, one: Fact, two: Fact) -> None:
    remembered(memory, "Tabs", kind="preference")
    assert unbound(memory, 10) == (two.id,)


def test_two_facts_that_code_cannot_decide_between_are_asked_about(memory: Memory, root: Path) -> None:
    memory.after_write = ask_what_fails
    (old,) = _saved(memory, Add(title="The API listens on port 8080"))
    wish = Add(title="The API listens on port 9090", checks=("path `app.py`",), origin="model")
    (new,) = _saved(memory, wish)
    (question,) = open_questions(memory)
    assert set(question.facts) == {old, new}
    assert "both stay until a person says which holds" in question.text


def _saved(memory: Memory, wish: Add) -> list[str]:
    outcome = memory.write([wish], Author("human"))
    assert isinstance(outcome, Receipt), outcome
    return [one.id for one in outcome.saved]
