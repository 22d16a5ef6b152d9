"""A turn that runs while the person types, interrupts, or goes away; then the session goes on."""

import json
import os
import signal
from typing import Any

import pytest

from reverie.models.scripted_server import ScriptedServer
from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import ANSWER, PROMPT, Terminal, conversation, until

SLOW = call("shell", command="touch begun; while ! [ -e go ]; do sleep 0.05; done; echo over")
SHELL = ("--allowed-tools", "shell")


def said(server: ScriptedServer, number: int) -> list[dict[str, Any]]:
    """The messages of a request, without the system's."""
    messages: list[dict[str, Any]] = json.loads(server.requests[number].body)["messages"]
    return [message for message in messages if message["role"] != "system"]


def assert_valid(messages: list[dict[str, Any]]) -> None:
    """Every call is followed by its result, and there is no other result."""
    waiting: list[str] = []
    for message in messages:
        if message["role"] == "tool":
            assert message["tool_call_id"] == waiting.pop(0)
        else:
            assert not waiting
        waiting += [each["id"] for each in message.get("tool_calls") or ()]
    assert not waiting


def begin(terminal: Terminal, home: Home) -> None:
    """Start a turn whose command waits for the file `go`."""
    terminal.wait_for(PROMPT)
    terminal.type("begin\n")
    until((home.project / "begun").exists)


def test_what_is_typed_while_it_works_reaches_the_model_in_order_with_the_results(home: Home) -> None:
    with model(SLOW, {"text": "seen"}) as server, conversation(home, *flags(server), *SHELL) as terminal:
        begin(terminal, home)
        for text in ("first", "second"):
            terminal.type(text + "\n")
            terminal.wait_for("it waits")
        (home.project / "go").touch()
        terminal.wait_for("the model was told: first")
        terminal.wait_for("the model was told: second")
        terminal.wait_for("seen")
        terminal.wait_for(PROMPT)
    messages = said(server, 1)
    assert [message["role"] for message in messages] == ["user", "assistant", "tool", "user", "user"]
    assert [message["content"] for message in messages[3:]] == ["first", "second"]


def test_what_the_model_was_not_told_in_its_turn_begins_the_next_one(home: Home) -> None:
    steps: list[dict[str, Any]] = [{"text": "one answer", "stall": 2}, {"text": "another"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("begin\n")
        until(lambda: server.requests)
        terminal.type("and then\n")
        terminal.wait_for("it waits")
        terminal.type("also\n")
        terminal.wait_for("another")
    assert said(server, 1)[-1]["content"] == "and then\n\nalso"


def test_what_is_typed_behind_a_waiting_clear_is_answered_in_the_new_session(home: Home) -> None:
    steps = SLOW, {"text": "over here"}, {"text": "anew"}
    with model(*steps) as server, conversation(home, *flags(server), *SHELL) as terminal:
        begin(terminal, home)
        for text in ("/clear", "new topic please"):
            terminal.type(text + "\n")
            terminal.wait_for("it waits")
        (home.project / "go").touch()
        terminal.wait_for("over here")
        terminal.wait_for("anew")
        terminal.wait_for(PROMPT)
    assert [message["content"] for message in said(server, 2)] == ["new topic please"]


def test_after_an_interrupt_what_waited_is_in_the_input_line_and_not_sent(home: Home) -> None:
    with model(SLOW, {"text": "an answer"}) as server, conversation(home, *flags(server), *SHELL) as terminal:
        begin(terminal, home)
        terminal.type("/compact\n")
        terminal.wait_for("it waits")
        terminal.type("not yet\n")
        terminal.wait_for("it waits")
        terminal.interrupt()
        terminal.wait_for("\ninterrupted (")
        terminal.wait_for("not run: /compact")
        terminal.wait_for("\n> not yet")
        assert len(server.requests) == 1
        terminal.type(", now\n")
        terminal.wait_for("an answer")
    assert said(server, 1)[-1]["content"] == "not yet, now"
    assert_valid(said(server, 1))


STAGES: dict[str, dict[str, Any]] = {
    "before the first byte": {"stall": 60},
    "in the answer": {"text": "half an answer, and more of it that comes later", "stall": 60},
    "in a call": SLOW,
    "in a question": call("shell", command="rm -r everything"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_an_interrupt_at_any_stage_leaves_a_session_that_goes_on(home: Home, stage: str) -> None:
    step = STAGES[stage]
    allowed = () if stage == "in a question" else SHELL
    with model(step, {"text": "whole answer"}, {"text": "resumed"}) as server:
        with conversation(home, *flags(server), *allowed) as terminal:
            terminal.wait_for(PROMPT)
            terminal.type("begin\n")
            until(lambda: server.requests)
            if stage == "in a question":
                terminal.wait_for(ANSWER)
            elif stage == "in a call":
                until((home.project / "begun").exists)
            terminal.interrupt()
            terminal.wait_for("interrupted")
            terminal.wait_for(PROMPT)
            terminal.type("go on\n")
            terminal.wait_for("whole answer")
            terminal.wait_for(PROMPT)
            terminal.type("\x04")
            assert terminal.end() == 0
        assert home.run("-p", "and now?", "-c", *flags(server)).stdout == "resumed\n"
    assert_valid(said(server, 1))
    assert_valid(said(server, 2))
    assert [message["content"] for message in said(server, 2) if message["role"] == "user"] == [
        "begin",
        "go on",
        "and now?",
    ]


def test_ctrl_c_again_and_again_ends_first_the_turn_then_the_program_without_a_traceback(home: Home) -> None:
    with model(SLOW, {"text": "resumed"}) as server:
        with conversation(home, *flags(server), *SHELL) as terminal:
            begin(terminal, home)
            terminal.interrupt()
            terminal.interrupt()
            terminal.wait_for("interrupted")
            terminal.wait_for(PROMPT)
            assert terminal.interrupt_to_the_end() == 0
            assert "Traceback" not in terminal.screen
        assert home.run("-p", "and now?", "-c", *flags(server)).stdout == "resumed\n"
    assert_valid(said(server, 1))


def test_ctrl_z_gives_the_shell_its_terminal_and_the_turn_goes_on_after(home: Home) -> None:
    with model(SLOW, {"text": "an answer"}) as server, conversation(home, *flags(server), *SHELL) as terminal:
        begin(terminal, home)
        os.kill(terminal.pid, signal.SIGTSTP)
        until(lambda: terminal.state() == "T")
        os.kill(terminal.pid, signal.SIGCONT)
        (home.project / "go").touch()
        terminal.wait_for("an answer")
        terminal.wait_for(PROMPT)
        terminal.type("/quit\n")
        assert terminal.end() == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_in_a_turn_ends_it_well_and_c_goes_on(home: Home, number: int) -> None:
    with model(SLOW, {"text": "resumed"}) as server:
        with conversation(home, *flags(server), *SHELL) as terminal:
            begin(terminal, home)
            os.kill(terminal.pid, number)
            assert terminal.end() == 130
        assert home.records()[-1]["end"]["outcome"] == "interrupted"
        assert home.run("-p", "and now?", "-c", *flags(server)).stdout == "resumed\n"
    assert_valid(said(server, 1))


def test_a_command_that_cannot_run_beside_a_turn_waits_for_its_end(home: Home) -> None:
    with model(SLOW, {"text": "an answer"}) as server, conversation(home, *flags(server), *SHELL) as terminal:
        begin(terminal, home)
        terminal.type("/help\n")
        terminal.wait_for("/compact")
        assert len(server.requests) == 1
        terminal.type("/clear\n")
        terminal.wait_for("it waits")
        (home.project / "go").touch()
        terminal.wait_for("an answer")
        terminal.wait_for("stays on disk")
        terminal.wait_for(PROMPT)
        terminal.type("/quit\n")
        assert terminal.end() == 0
    assert len(home.transcripts()) == 1, "a session in which nothing was said leaves nothing"


def test_a_resumed_session_shows_where_the_person_was(home: Home) -> None:
    with model({"text": "line one\nthe last line"}, {"text": "x"}) as server:
        home.run("-p", "what is it?", *flags(server))
        with conversation(home, *flags(server), "-c") as terminal:
            shown = terminal.wait_for(PROMPT)
    assert "you asked: what is it?" in shown and "the last line" in shown
