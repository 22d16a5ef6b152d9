"""A megabyte is pasted, at any moment: it arrives whole and as one message, and answers no question."""

import json
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.talk import FACES, full
from tests.e2e.terminal import until

both_faces = pytest.mark.parametrize("face", FACES)
SLOW = call("shell", command="touch begun; while ! [ -e go ]; do sleep 0.05; done; echo over")
MEGABYTE = "y\n" * 500_000 + "y"


def said_by_the_person(home: Home) -> list[str]:
    messages = [record["message"] for record in home.records() if record["type"] == "message"]
    return [message["parts"][0]["text"] for message in messages if message["role"] == "user"]


def test_a_megabyte_on_the_full_face_is_one_message(home: Home) -> None:
    text = "\n".join(f"line {number} é" for number in range(70_000)) + "x" * 100_000
    assert len(text.encode()) > 1_000_000
    with model({"text": "end of it"}) as server, full(home, *flags(server)) as talk:
        talk.at_prompt()
        talk.paste(text)
        talk.wait("[pasted 70,000 lines]")
        talk.type("\r")
        talk.wait("end of it")
        talk.at_prompt()
    assert said_by_the_person(home) == [text]


@both_faces
def test_a_megabyte_without_a_newline_and_with_control_characters(home: Home, face: str) -> None:
    """What would move the cursor or end the program if it were typed is text."""
    control = "\x00\x07\x1b[2J\x9b31m\u202e" if face == "full" else "\u202e\u2066é"
    text = control + "z" * 1_000_000 + control
    with model({"text": "end of it"}) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.paste(text)
        talk.wait("pasted")
        talk.type("\r" if face == "full" else "\n")
        talk.wait("end of it")
        talk.at_prompt()
        assert "\x1b[2J" not in talk.shown()
    (said,) = said_by_the_person(home)
    assert said == text


@both_faces
def test_a_megabyte_while_a_turn_runs_waits_as_one_message(home: Home, face: str) -> None:
    steps: list[dict[str, Any]] = [SLOW, {"text": "seen both"}]
    with model(*steps) as server, FACES[face](home, *flags(server), "--allowed-tools", "shell") as talk:
        talk.at_prompt()
        talk.send("begin")
        until((home.project / "begun").exists)
        talk.paste(MEGABYTE)
        talk.wait("pasted")
        talk.type("\r" if face == "full" else "\n")
        talk.wait("waits")
        (home.project / "go").touch()
        talk.wait("seen both")
        talk.at_prompt()
    assert said_by_the_person(home) == ["begin", MEGABYTE]
    assert len(server.requests) == 2 and len(json.loads(server.requests[1].body)["messages"]) >= 4


@pytest.mark.parametrize(
    ("face", "text"),
    [*[("full", text) for text in (MEGABYTE, "y\n" * 200, "y\n", "y\ry\r", "a\n")], ("lines", MEGABYTE)],
    ids=lambda one: one if one in FACES else f"{len(one)} characters",
)
def test_no_paste_answers_a_question_with_yes(home: Home, face: str, text: str) -> None:
    """What was pasted is at most words for the model: never one of the choices.

    A dumb terminal does not mark what is pasted: there a text of several lines is known by coming at once.
    """
    steps = [call("shell", command="touch made"), {"text": "end of it"}]
    with model(*steps) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.send("go")
        talk.at_question()
        talk.paste(text)
        if face == "full":
            talk.type("\r")
            talk.send("no, not that")
        else:
            talk.type("\n")
        talk.wait("end of it")
    assert not (home.project / "made").exists()
