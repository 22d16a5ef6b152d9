"""Undo: what a change did is taken back, exactly where nothing was changed since, and never by guessing."""

from pathlib import Path

import pytest

from reverie.memory.errors import NoSuchFact
from reverie.memory.proposal import Edit, Retire
from reverie.memory.receipt import Outcome, Receipt, Refused
from reverie.memory.store import Memory
from reverie.memory.undo import undo_fact, undo_last, undo_transaction
from reverie.memory.writing import writing

from .folders import PERSON, a_memory, add, archived, facts, files, written


def _undo(memory: Memory, wanted: str = "") -> Outcome:
    with writing(memory.layout, memory.clock) as held:
        if not wanted:
            return undo_last(held, PERSON)
        if wanted.startswith("t") and len(wanted) == 11:
            return undo_transaction(held, wanted, PERSON)
        return undo_fact(held, wanted, PERSON)


def test_each_change_is_taken_back_to_the_byte_one_by_one(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    states = [files(tmp_path)]
    first = written(memory, add("Production runs on Fly"), add("Staging runs on Fly", "Staging"))
    states.append(files(tmp_path))
    (id_, _) = [one.id for one in first.saved]
    written(memory, Edit(id=id_, body="as acme-prod"))
    states.append(files(tmp_path))
    written(memory, add("Production runs on Hetzner", supersedes=(id_,)))
    states.append(files(tmp_path))
    written(memory, Retire(id=next(iter(facts(memory).values())).id, because="gone"))
    for state in reversed(states):
        receipt = _undo(memory)
        assert isinstance(receipt, Receipt)
        assert receipt.action == "undo"
        assert files(tmp_path) == state
    with pytest.raises(NoSuchFact, match="no change"):
        _undo(memory)


def test_an_undo_can_be_undone(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    receipt = written(memory, add("Production runs on Fly"))
    state = files(tmp_path)
    back = _undo(memory, receipt.tx)
    assert isinstance(back, Receipt)
    assert facts(memory) == {}
    assert isinstance(_undo(memory, back.tx), Receipt)
    assert files(tmp_path) == state
    assert isinstance(_undo(memory), Receipt)
    assert facts(memory) == {}


def test_what_was_taken_back_is_not_taken_back_twice(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    receipt = written(memory, add("Production runs on Fly"))
    written(memory, add("Staging runs on Fly"))
    _undo(memory, receipt.tx)
    outcome = _undo(memory, receipt.tx)
    assert isinstance(outcome, Refused)
    assert "already" in outcome.refusals[0].why
    assert list(facts(memory)) == ["Staging runs on Fly"]


def test_an_older_change_is_taken_back_beside_later_ones_and_hand_edits(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    receipt = written(memory, add("Production runs on Fly"))
    written(memory, add("Staging runs on Fly"))
    topic = tmp_path / "topics/deployment.md"
    topic.write_text(topic.read_text() + "\nmy own note\n")
    assert isinstance(_undo(memory, receipt.tx), Receipt)
    assert list(facts(memory)) == ["Staging runs on Fly"]
    assert "my own note" in topic.read_text()
    assert "deployment.md" in (tmp_path / "MEMORY.md").read_text()


def test_a_fact_whose_last_line_was_there_before_is_taken_back(tmp_path: Path) -> None:
    """Its patch begins above it, with the topic's description, and ends within it, as two facts end alike."""
    memory = a_memory(tmp_path)
    first = written(memory, add("The API listens on 8080"))
    second = written(memory, add("The database is Postgres"))
    assert isinstance(_undo(memory, first.tx), Receipt)
    assert isinstance(_undo(memory, second.saved[0].id), Receipt)
    assert facts(memory) == {}


def test_lines_that_were_changed_since_are_refused(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    receipt = written(memory, add("Production runs on Fly"))
    topic = tmp_path / "topics/deployment.md"
    topic.write_text(topic.read_text().replace("on Fly", "on Fly.io"))
    before = files(tmp_path)
    outcome = _undo(memory, receipt.tx)
    assert isinstance(outcome, Refused)
    assert outcome.refusals[0].gate == "changed_since"
    assert files(tmp_path) == before


def test_one_fact_of_a_transaction_is_taken_back_alone(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    old = written(memory, add("The cache lives in Redis", "Cache")).saved[0].id
    receipt = written(
        memory, add("The cache lives in Postgres", "Cache", supersedes=(old,)), add("Staging runs on Fly")
    )
    assert list(archived(memory)) == ["The cache lives in Redis"]
    assert isinstance(_undo(memory, receipt.saved[0].id), Receipt)
    assert set(facts(memory)) == {"The cache lives in Redis", "Staging runs on Fly"}
    assert archived(memory) == {}


def test_an_edit_among_others_is_taken_back_alone(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    one, two = (saved.id for saved in written(memory, add("One holds"), add("Two holds")).saved)
    written(memory, Edit(id=one, body="first"), Edit(id=two, body="second"))
    assert isinstance(_undo(memory, one), Receipt)
    assert {title: fact.body for title, fact in facts(memory).items()} == {"One holds": "", "Two holds": "second"}


def test_a_title_is_told_as_it_is_after_the_undo(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    one = written(memory, add("Staging is acme-staging")).saved[0].id
    written(memory, Edit(id=one, title="Staging is acme-staging-2"))
    outcome = _undo(memory)
    assert isinstance(outcome, Receipt)
    assert outcome.saved[0].title == "Staging is acme-staging"


@pytest.mark.parametrize("wanted", ["t0000000000", "0000000000"])
def test_what_is_not_there_is_said(tmp_path: Path, wanted: str) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    with pytest.raises(NoSuchFact, match=wanted):
        _undo(memory, wanted)
