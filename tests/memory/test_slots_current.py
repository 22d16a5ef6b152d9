"""Of several facts of one slot the one that holds now, or held on a day that a question names."""

from datetime import date
from typing import Any

import msgspec
import pytest

from reverie.memory.known import FactEntry
from reverie.memory.slots.asking import asked_day
from reverie.memory.slots.current import current_of, holding_on


class Hit(msgspec.Struct, frozen=True):
    entry: FactEntry


def _entry(title: str, seen: str = "2026-11-01", **values: Any) -> FactEntry:
    given: dict[str, Any] = {"id": title, "name": "topics/a.md", "topic": "A", "body": "", "kind": "fact"}
    rest = {"origin": "human", "is_archived": bool(values.get("ended"))}
    return FactEntry(title=title, seen=seen, **{**given, **rest, **values})


def _current(*entries: FactEntry) -> list[str]:
    return [one.entry.title for one in current_of([Hit(entry) for entry in entries])]


def test_the_newer_one_of_a_slot_is_current() -> None:
    old, new = _entry("The port is 8080"), _entry("The port is now 9090", "2026-11-05")
    other = _entry("The host is db1", "2026-01-01")
    assert _current(old, other, new) == [other.title, new.title]
    assert _current(new, old) == [new.title]


def test_of_one_day_both_stay() -> None:
    assert len(_current(_entry("The port is 8080"), _entry("The port is 9090"))) == 2


def test_a_model_overtakes_no_person() -> None:
    newer = _entry("The port is 9090", "2026-11-05", origin="model")
    assert len(_current(_entry("The port is 8080"), newer)) == 2
    assert _current(_entry("The port is 8080", origin="model"), newer) == [newer.title]


def test_what_ended_is_not_current_and_overtakes_nothing() -> None:
    ended = _entry("The port is 9090", "2026-11-05", ended="2026-11-06")
    assert _current(_entry("The port is 8080"), ended) == ["The port is 8080"]


def test_what_held_on_a_day() -> None:
    first = _entry("The port is 1", "2026-01-01", ended="2026-03-01", ended_by="The port is 2")
    second = _entry("The port is 2", "2026-03-01", ended="2026-06-01", ended_by="The port is 3")
    third = _entry("The port is 3", "2026-06-01")

    def on(*day: int) -> list[str]:
        return [one.title[-1] for one in holding_on((third, first, second), date(*day))]

    assert on(2026, 2, 1) == ["1"] and on(2025, 2, 1) == ["1"]
    assert on(2026, 3, 1) == ["2"] and on(2026, 5, 31) == ["2"]
    assert on(2026, 6, 1) == ["3"]


@pytest.mark.parametrize(
    ("question", "day", "rest"),
    [
        ("In 2009, where did Ada work?", date(2009, 12, 31), "where did Ada work?"),
        ("What was the port before 2026-11-20?", date(2026, 11, 19), "What was the port  ?"),
        ("What was the port in August 2026?", date(2026, 8, 31), "What was the port  ?"),
        ("Which port on 20 was it as of 2026-02?", date(2026, 2, 28), "Which port on 20 was it  ?"),
        ("Where was staging on May 3, 2026?", date(2026, 5, 3), "Where was staging  ?"),
    ],
)
def test_the_day_that_a_question_asks_about(question: str, day: date, rest: str) -> None:
    asked = asked_day(question)
    assert asked is not None and (asked.day, asked.rest) == (day, rest)


def test_what_held_before_without_a_day() -> None:
    asked = asked_day("What was the port before?")
    assert asked is not None and (asked.how, asked.day) == ("before", None)


@pytest.mark.parametrize(
    "question", ["What is the port?", "Is port 2009 open?", "version 2026.1 of x", "in 2026-13-45"]
)
def test_what_asks_for_now(question: str) -> None:
    assert asked_day(question) is None
