"""The script, and the model that plays it in process."""

from pathlib import Path

import pytest
from tests.models.asking import Waits, ask, ask_once, failure_of, reply_of, request_of, retries_in

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import Usage, user_text
from reverie.models.errors import InvalidScript
from reverie.models.script import load_script, parse_script
from reverie.models.scripted import ScriptedModel, open_scripted


def test_steps_are_played_in_order_with_text_reasoning_and_calls() -> None:
    model = ScriptedModel(
        parse_script(
            '[{"reasoning":"why","text":"one","calls":[{"name":"read","arguments":{"path":"a"}}]},{"text":"b"}]'
        )
    )
    first, second = ask(model, request_of(), request_of())
    assert [event.text for event in first if isinstance(event, ReasoningDelta)] == ["why"]
    reply = reply_of(first)
    assert (reply.message.text, reply.stop, reply.message.calls[0].arguments) == ("one", "calls", '{"path":"a"}')
    assert (reply_of(second).message.text, reply_of(second).stop) == ("b", "end")


def test_an_object_repeats_its_last_step_and_a_step_repeats_itself() -> None:
    script = parse_script('{"steps":[{"text":"a","repeat":2},{"text":"z"}],"after":"repeat-last"}')
    answers = ask(ScriptedModel(script), *[request_of()] * 5)
    assert [reply_of(events).message.text for events in answers] == ["a", "a", "z", "z", "z"]


def test_a_script_that_is_over_fails_honestly() -> None:
    first, second = ask(ScriptedModel(parse_script('[{"text":"a"}]')), request_of(), request_of())
    assert reply_of(first)
    failure = failure_of(second)
    assert failure.kind == "invalid" and "the script is over after 1 requests" in failure.text


def test_a_step_may_expect_something_of_the_last_message() -> None:
    script = parse_script('[{"text":"a","expect":"needle"},{"text":"b","expect":"needle"}]')
    good, bad = ask(ScriptedModel(script), request_of(user_text("a needle here")), request_of(user_text("hay")))
    assert reply_of(good).message.text == "a"
    assert "'needle' is not in its last message 'hay'" in failure_of(bad).text


def test_faults_are_retried_and_what_they_streamed_is_void() -> None:
    script = parse_script(
        '[{"status":429,"retry_after":0.5},{"overloaded":true,"text":"x"},{"text":"a longer text that is cut in two",'
        '"tear":1},{"garbage":"<html>","text":"y"},{"text":"done","usage":{"input":7,"output":3}}]'
    )
    waits = Waits()
    events = ask_once(ScriptedModel(script, retries=waits.retries))
    assert len(retries_in(events)) == 4 and len(waits.seconds) == 4
    assert waits.seconds[0] == pytest.approx(0.75)
    assert reply_of(events).message.text == "done"
    assert reply_of(events).usage == Usage(input=7, output=3)
    assert TextDelta("a longer text that is cu") in events


def test_a_file_is_a_model_and_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text('[{"text":"hi"}]')
    assert open_scripted(str(path)).name == f"scripted/{path}"
    path.write_text('[{"texts":"hi"}]')
    with pytest.raises(InvalidScript, match=r"talk\.json.*texts"):
        load_script(path)
    with pytest.raises(InvalidScript, match="nowhere"):
        load_script(tmp_path / "nowhere")
