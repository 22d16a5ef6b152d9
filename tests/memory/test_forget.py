"""Forgetting retires a fact: gone from what a model sees, found in the archive, and brought back by undo."""

from pathlib import Path

from reverie.memory.forget import forget
from reverie.memory.journal import Author
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.undo import undo_last

from .folders import PERSON, a_memory, add, archived, facts, files, written


def test_a_forgotten_fact_lies_in_the_archive_with_its_day_and_reason(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    saved = written(memory, add("Production runs on Fly"), add("Staging runs on Fly")).saved[0]
    outcome = forget(memory, saved.id, PERSON, "we moved\nto Hetzner")
    assert isinstance(outcome, Receipt)
    assert (outcome.action, outcome.saved[0].change) == ("forget", "retired")
    assert list(facts(memory)) == ["Staging runs on Fly"]
    ended = archived(memory)["Production runs on Fly"].ended
    assert ended is not None
    assert (ended.date, ended.because) == ("2026-11-22", "we moved to Hetzner")


def test_it_can_be_taken_back_to_the_byte(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    saved = written(memory, add("Production runs on Fly")).saved[0]
    before = files(tmp_path)
    forget(memory, saved.id, PERSON)
    with memory.writing() as held:
        undo_last(held, PERSON)
    assert files(tmp_path) == before


def test_what_is_not_there_is_refused_and_a_model_cannot_forget_a_persons_fact(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    saved = written(memory, add("Production runs on Fly")).saved[0]
    for fact_id, author in (("zzzzzzzzzz", PERSON), (saved.id, Author("model"))):
        assert isinstance(forget(memory, fact_id, author), Refused)
    assert list(facts(memory)) == ["Production runs on Fly"]
