from pathlib import Path

import msgspec
import pytest
from tests.tools.calling import Bench, text_of

from reverie.conversation.access import NoAccess
from reverie.conversation.ports import Plan
from reverie.conversation.record import SetTodos, Todo
from reverie.conversation.standing import Standing


def test_the_list_replaces_the_one_before(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    first = bench.call("todo", todos=[{"text": "look"}, {"text": "mend", "state": "doing"}])
    second = bench.call("todo", todos=[{"text": "look", "state": "done"}])
    assert first.effect == SetTodos((Todo("look"), Todo("mend", "doing")))
    assert (first.note, second.note) == ("1 doing, 1 open", "1 done")
    assert isinstance(first.effect, SetTodos) and isinstance(second.effect, SetTodos)
    assert Standing().after(first.effect).after(second.effect).todos == (Todo("look", "done"),)
    assert len(text_of(first)) < 60


def test_a_step_is_one_line_of_bounded_length_and_none_without_words(tmp_path: Path) -> None:
    todos = [{"text": "  look\n at\tit "}, {"text": " \n"}, {"text": "x" * 900}]
    effect = Bench(tmp_path).call("todo", todos=todos).effect
    assert isinstance(effect, SetTodos)
    assert effect.todos[0].text == "look at it" and len(effect.todos) == 2
    assert len(effect.todos[1].text) < 250 and "cut" in effect.todos[1].text


def test_several_steps_under_way_are_kept_as_they_are_told(tmp_path: Path) -> None:
    result = Bench(tmp_path).call("todo", todos=[{"text": t, "state": "doing"} for t in "ab"])
    assert not result.failed and result.note == "2 doing"


def test_an_empty_list_empties_it(tmp_path: Path) -> None:
    result = Bench(tmp_path).call("todo", todos=[])
    assert (result.effect, result.note) == (SetTodos(()), "nothing to do")


def test_more_than_fifty_steps_are_too_many(tmp_path: Path) -> None:
    with pytest.raises(msgspec.ValidationError, match="50"):
        Bench(tmp_path).call("todo", todos=[{"text": "a"}] * 51)


def test_it_touches_nothing_outside_the_session(tmp_path: Path) -> None:
    plan = Bench(tmp_path).plan("todo", todos=[{"text": "a"}])
    assert isinstance(plan, Plan) and isinstance(plan.access, NoAccess)
