"""Ctrl-C twice at once, at each stage, on both faces: nothing is lost, no traceback, the session goes on."""

import os
import signal
from contextlib import suppress
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.paced_server import paced
from tests.e2e.talk import FACES, Talk, alive
from tests.e2e.terminal import until
from tests.e2e.three_wires import goes_on

COMMAND_THAT_WAITS = call("shell", command="touch begun; while ! [ -e go ]; do sleep 0.05; done; echo over")
STAGES: dict[str, dict[str, Any]] = {
    "before the first byte": {"stall": 600},
    "in a call": COMMAND_THAT_WAITS,
    "in a question": call("shell", command="rm -r everything"),
}
both_faces = pytest.mark.parametrize("face", FACES)


def reach(stage: str, talk: Talk, home: Home, asked: list[Any]) -> None:
    """Begin a turn, and wait until it is at that stage."""
    talk.at_prompt()
    talk.send("begin")
    if stage == "in a question":
        talk.at_question()
    elif stage == "in a call":
        until((home.project / "begun").exists)
    else:
        until(lambda: asked)


def allowed(stage: str) -> tuple[str, ...]:
    return () if stage == "in a question" else ("--allowed-tools", "shell")


@both_faces
@pytest.mark.parametrize("stage", STAGES)
def test_two_at_once_in_a_turn_end_the_turn_and_leave_a_session_that_goes_on(home: Home, face: str, stage: str) -> None:
    """The second may find the turn ending, or over: never does it kill, and never is a call without its result."""
    with (
        model(STAGES[stage], {"text": "whole answer"}) as server,
        FACES[face](home, *flags(server), *allowed(stage)) as talk,
    ):
        reach(stage, talk, home, server.requests)
        talk.type("\x03\x03")
        talk.wait("interrupted")
        talk.at_prompt()
        talk.send("go on")
        talk.wait("whole answer")
        talk.at_prompt()
        talk.send("/quit")
        assert talk.end() == 0
        assert "Traceback" not in talk.shown()
    said = goes_on(home)
    texts = [message["content"] for message in said if message["role"] == "user"]
    assert texts[:2] == ["begin", "go on"] and texts[-1].startswith("and now")


@both_faces
@pytest.mark.parametrize("stage", STAGES)
def test_many_signals_at_once_in_a_turn(home: Home, face: str, stage: str) -> None:
    """SIGINT of somebody else, not of the keyboard."""
    with model(STAGES[stage]) as server, FACES[face](home, *flags(server), *allowed(stage)) as talk:
        reach(stage, talk, home, server.requests)
        for _ in range(20):
            os.kill(talk.pid, signal.SIGINT)
        talk.wait("interrupted")
        end_by_interrupts(talk)
        assert "Traceback" not in talk.shown()
    goes_on(home)


@both_faces
def test_two_at_once_while_it_answers_keep_what_was_said(home: Home, face: str) -> None:
    with (
        paced(("half an answer ", "never said"), ("whole answer",)) as server,
        FACES[face](home, "--model", "openai/scripted", "--base-url", server.url) as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        talk.wait("half an")
        talk.type("\x03\x03")
        talk.wait("interrupted")
        talk.at_prompt()
        talk.send("go on")
        talk.wait("whole answer")
        end_by_interrupts(talk)
        assert "Traceback" not in talk.shown()
    assert "half an answer" in str(goes_on(home))


@both_faces
def test_two_at_once_where_nothing_runs_end_it_once_and_well(home: Home, face: str) -> None:
    with model({"text": "an answer"}) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.send("begin")
        talk.wait("an answer")
        talk.at_prompt()
        end_by_interrupts(talk)
        shown = talk.shown()
        # A terminal that has been given back drops what nobody has read yet at a Ctrl-C, which it then shows itself.
        assert "Traceback" not in shown and ("to go on here: reverie -c" in shown or "^C" in shown)
    goes_on(home)


def end_by_interrupts(talk: Talk) -> None:
    """Ctrl-C until it has ended; what it shows is read meanwhile by nobody, as it is little."""

    def ended() -> bool:
        if alive(talk.pid):
            with suppress(OSError):
                talk.interrupt()
        return not alive(talk.pid)

    until(ended)
    assert talk.end() == 0
