"""One session after another on one face: the model changed, a session that cannot be opened, errors of our own."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.e2e import binary
from tests.e2e.binary import Home, flags, model
from tests.e2e.terminal import PROMPT, conversation

_BROKEN_COST = """
import reverie.plain.commands.cost as cost
async def run(room, argument):
    raise ZeroDivisionError("division by\\nzero")
cost.run = run
from reverie.__main__ import main
main()
"""

_CREDULOUS_RESUME = """
import reverie.plain.commands.resume as resume
from reverie.plain.desk import Resume
async def run(room, argument):
    return Resume(argument)
resume.run = run
from reverie.__main__ import main
main()
"""


def test_another_model_answers_and_the_flags_address_goes_to_no_other_provider(home: Home) -> None:
    steps = {"text": "one"}, {"text": "two"}
    with model(*steps) as server, conversation(home, *flags(server), OPENAI_API_KEY="sk-x") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("/model openai/other\n")
        terminal.wait_for("openai/other answers")
        terminal.type("/model groq/llama\n")
        terminal.wait_for("GROQ_API_KEY")
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        terminal.wait_for("one")
        terminal.wait_for(PROMPT)
        terminal.type("/clear\n")
        terminal.wait_for("reverie, openai/other, session")
        terminal.wait_for(PROMPT)
        terminal.type("again\n")
        terminal.wait_for("two")
    bodies = [json.loads(request.body) for request in server.requests]
    assert [body["model"] for body in bodies] == ["other", "other"]
    assert [message["content"] for message in bodies[1]["messages"] if message["role"] == "user"] == ["again"]


def test_a_session_that_cannot_be_opened_is_told_of_and_the_one_before_goes_on(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command looks first; what happens between its look and the opening is met here."""
    monkeypatch.setattr("tests.e2e.terminal.COMMAND", [sys.executable, "-c", _CREDULOUS_RESUME])
    broken = "01M7ZZZZZZZZZZZZZZZZZZZZZZ"
    with model({"text": "first"}, {"text": "second"}) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("here\n")
        terminal.wait_for("first")
        terminal.wait_for(PROMPT)
        home.transcripts()[0].with_name(f"{broken}.jsonl").write_text("no header\n")
        terminal.type(f"/resume {broken}\n")
        terminal.wait_for("is not a transcript of ours")
        terminal.wait_for("you asked: here")
        terminal.wait_for(PROMPT)
        terminal.type("still here\n")
        terminal.wait_for("second")
    messages = json.loads(server.requests[1].body)["messages"]
    assert [each["content"] for each in messages if each["role"] == "user"] == ["here", "still here"]


@pytest.mark.parametrize("debug", [False, True])
def test_an_error_that_nobody_expected_is_one_line_and_loses_nothing(
    home: Home, debug: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.e2e.terminal.COMMAND", [sys.executable, "-c", _BROKEN_COST])
    with model({"text": "an answer"}, {"text": "and on"}) as server:
        with conversation(home, *flags(server), *(["--debug"] if debug else [])) as terminal:
            terminal.wait_for(PROMPT)
            terminal.type("go\n")
            terminal.wait_for("an answer")
            terminal.wait_for(PROMPT)
            terminal.type("/cost\n")
            assert terminal.end() == 1
        assert ("Traceback" in terminal.screen) is debug
        if not debug:
            line = next(line for line in terminal.screen.splitlines() if "nobody expected" in line)
            assert "ZeroDivisionError: division by zero" in line and "reverie -r" in line and "--debug" in line
        assert home.run("-p", "go on", "-c", *flags(server)).stdout == "and on\n"


def test_a_session_in_which_nothing_was_said_is_not_what_c_goes_on_with(home: Home) -> None:
    with model({"text": "an answer"}, {"text": "and on"}) as server:
        home.run("-p", "said something", *flags(server))
        with conversation(home, *flags(server)) as terminal:
            terminal.wait_for(PROMPT)
            terminal.type("/quit\n")
            assert terminal.end() == 0
            assert "to go on here" not in terminal.screen
        home.run("-p", "go on", "-c", *flags(server))
    assert b"said something" in server.requests[1].body and len(home.transcripts()) == 1


def test_the_terminal_gets_its_own_mode_back(home: Home) -> None:
    import termios

    with model() as server, conversation(home, *flags(server)) as terminal:
        before = termios.tcgetattr(terminal.descriptor)
        terminal.wait_for(PROMPT)
        assert termios.tcgetattr(terminal.descriptor) != before
        terminal.type("/quit\n")
        terminal.wait_for("/quit")
        while termios.tcgetattr(terminal.descriptor) != before:
            assert terminal.state() not in ("", "Z")
        assert terminal.end() == 0


def test_a_shell_may_stop_and_continue_it_at_its_prompt(home: Home, tmp_path: Path) -> None:
    """The real job control of a shell: Ctrl-Z, `fg`, and the line that was begun is still there."""
    with model({"text": "an answer"}) as server:
        words = " ".join([*binary.COMMAND, *flags(server)])
        script = tmp_path / "rc"
        script.write_text("PS1='$ '\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tests.e2e.terminal.COMMAND", ["/bin/bash", "--norc", "--noprofile", "-i"])
            with conversation(home, PS1="shell$ ", PYTHONPATH=os.environ.get("PYTHONPATH", "")) as terminal:
                terminal.wait_for("shell$ ")
                terminal.type(words + "\n")
                terminal.wait_for(PROMPT)
                terminal.type("begun, ")
                terminal.wait_for("begun, ")
                terminal.type("\x1a")
                terminal.wait_for("Stopped")
                terminal.wait_for("shell$ ")
                terminal.type("fg\n")
                terminal.wait_for("> begun, ")
                terminal.type("ended\n")
                terminal.wait_for("an answer")
                terminal.wait_for(PROMPT)
                terminal.type("/quit\n")
                terminal.wait_for("shell$ ")
                terminal.type("exit\n")
                terminal.end()
    assert json.loads(server.requests[0].body)["messages"][-1]["content"] == "begun, ended"


def test_plan_mode_goes_on_after_the_end_of_the_program(home: Home) -> None:
    with model({"text": "one"}) as server:
        with conversation(home, *flags(server)) as terminal:
            terminal.wait_for(PROMPT)
            terminal.type("go\n")
            terminal.wait_for("one")
            terminal.wait_for(PROMPT)
            terminal.type("/plan on\n")
            terminal.wait_for("plan mode is on")
            terminal.wait_for(PROMPT)
            terminal.type("/quit\n")
        with conversation(home, *flags(server), "-c") as terminal:
            terminal.wait_for("plan mode is on, as this session was left")
            terminal.wait_for("mode plan")
        with conversation(home, *flags(server), "-c", "--permission-mode", "ask") as terminal:
            assert "mode plan" not in terminal.wait_for("you asked: go")
