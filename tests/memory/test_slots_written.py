"""Newest wins by code: what a write does to an older fact of the same slot (I6, I7)."""

from pathlib import Path

import msgspec

from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.fact import Fact
from reverie.memory.findings import FindingsFromDisk
from reverie.memory.gates.context import Binding
from reverie.memory.journal import Author
from reverie.memory.layout import Layout
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt, Refused, said
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last

from .folders import NOON, PERSON, a_memory, add, archived, facts, written

DAY = 86_400


class BindsGiven:
    """A binder to which every check that is given holds."""

    def bind(self, fact: Fact) -> Binding:
        return Binding(checks=fact.checks or ("path `fly.toml`",))


def _bound(folder: Path, clock: float = NOON) -> Memory:
    layout = Layout(folder)
    return Memory(layout, FactCache(layout), FindingsFromDisk(None, BindsGiven()), lambda: clock)


def test_the_newer_value_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    written(a_memory(tmp_path), add("The staging database is on db2.internal"))
    later = a_memory(tmp_path, NOON + DAY)
    receipt = written(later, add("Our staging database is now on db5.internal", topic="Elsewhere"))
    assert [one.change for one in receipt.saved] == ["added", "superseded"]
    assert "superseded: The staging database is on db2.internal" in said(receipt)[1]
    (old,) = archived(later).values()
    (new,) = facts(later).values()
    assert old.ended is not None and (old.ended.date, old.ended.by) == ("2026-11-23", new.id)
    assert new.supersedes == (old.id,)


def test_values_that_add_up_stay(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    for version in ("3.11", "3.12", "3.13"):
        written(memory, add(f"We support Python {version}"))
    assert len(facts(memory)) == 3 and not archived(memory)


def test_a_model_does_not_take_the_place_of_a_person(tmp_path: Path) -> None:
    memory = _bound(tmp_path)
    (old,) = written(memory, add("The API listens on port 8080")).saved
    wish = Add(title="The API listens on port 9090", evidence=(), checks=("path `fly.toml`",), origin="model")
    outcome = memory.write([wish], Author("human"))  # proposed by a model, written by a person's hand
    assert isinstance(outcome, Receipt), outcome
    assert [one.change for one in outcome.saved] == ["added"]
    (question,) = outcome.questions
    assert (question.old_id, question.why) == (old.id, "outranked")
    assert any(f"^{old.id}" in line and "both stay" in line for line in said(outcome))
    assert len(facts(memory)) == 2


def test_a_person_takes_the_place_of_a_model(tmp_path: Path) -> None:
    memory = _bound(tmp_path)
    written(memory, Add(title="The API listens on port 8080", origin="model"))
    receipt = written(memory, Add(title="The API listens on port 9090"))
    assert [one.change for one in receipt.saved] == ["added", "superseded"]


def test_what_was_seen_earlier_does_not_win(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, Add(title="The retry limit is 5", seen="2026-11-20"))
    written(memory, Add(title="The retry limit is 3", seen="2026-11-01"))
    assert len(facts(memory)) == 2
    written(memory, Add(title="The retry limit is 4", seen="2026-11-20"))
    assert facts(memory).keys() == {"The retry limit is 5", "The retry limit is 4"}


def test_it_ended_on_the_day_that_the_newer_one_was_seen(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, Add(title="The retry limit is 3", seen="2026-01-10"))
    written(memory, Add(title="The retry limit is 5", seen="2026-03-02"))
    (old,) = archived(memory).values()
    assert old.ended is not None and old.ended.date == "2026-03-02"


def test_two_values_in_one_write_both_stay(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("The retry limit is 3"), add("The retry limit is 5"))
    assert len(facts(memory)) == 2


def test_a_newer_body_under_the_same_title(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Deploy branch", body="We deploy from main"))
    receipt = written(memory, add("Deploy branch", body="We deploy from release"))
    assert [one.change for one in receipt.saved] == ["added", "superseded"]


def test_a_body_that_goes_on_from_its_title(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production", body="runs as the Fly app acme-prod"))
    receipt = written(memory, add("Production", body="runs as the Fly app acme-eu"))
    assert [one.change for one in receipt.saved] == ["added", "superseded"]


def test_another_body_of_a_title_that_says_it_all_is_refused_as_before(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly", body="As acme."))
    outcome = memory.write([add("Production runs on Fly", body="As acme-eu.")], PERSON)
    assert isinstance(outcome, Refused) and [one.gate for one in outcome.refusals] == ["contradiction"]


def test_details_that_go_with_the_older_fact_are_told(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("The API listens on port 8080", body="Staging listens on 8081."))
    receipt = written(memory, add("The API listens on port 9090"))
    assert [one.why for one in receipt.questions] == ["details"]


def test_the_slot_of_a_check(tmp_path: Path) -> None:
    memory = _bound(tmp_path)
    check = "value `tool.ruff.line-length = {}` in `pyproject.toml`"
    written(memory, Add(title="Lines may have 88 characters: line-length", checks=(check.format(88),)))
    receipt = written(memory, Add(title="The line-length went up to 120", checks=(check.format(120),)))
    assert [one.change for one in receipt.saved] == ["added", "superseded"]


def test_a_fact_that_says_more_than_the_changed_check_stays(tmp_path: Path) -> None:
    memory = _bound(tmp_path)
    checks = ("value `line-length = 88` in `ruff.toml`", "value `quote-style = 'single'` in `ruff.toml`")
    written(memory, Add(title="Ruff has line-length 88 and single quotes", checks=checks))
    receipt = written(
        memory, Add(title="The line-length went up", checks=("value `line-length = 120` in `ruff.toml`",))
    )
    assert [one.change for one in receipt.saved] == ["added"]
    assert [one.why for one in receipt.questions] == ["checks"]


def test_it_is_found_without_a_full_text_index(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Uli Hoeneß is employed by FC Bayern"))
    found = memory.known.titled_with(("uli", "hoeneß"), 5)
    assert [one.title for one in found] == ["Uli Hoeneß is employed by FC Bayern"]
    assert memory.known.titled_with(("nobody",), 5) == memory.known.titled_with((), 5) == ()


def test_a_repeated_write_asks_nothing_again(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("The retry limit is 3", body="At first."))
    first = written(memory, add("The retry limit is 5"), key="k")
    again = written(memory, add("The retry limit is 5"), key="k")
    assert again == msgspec.structs.replace(first, repeated=True, questions=())


def test_taking_back_the_write_brings_the_older_fact_back(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("The retry limit is 3"))
    written(memory, add("The retry limit is 5"))
    with memory.writing() as held:
        undo_last(held, PERSON)
    assert facts(memory).keys() == {"The retry limit is 3"} and not archived(memory)
