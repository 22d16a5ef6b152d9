"""The line face: what a dumb terminal and a screen reader get, and what is typed there."""

import json

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import ANSWER, PROMPT, conversation, until

ALLOWED_CONTROLS = {"\n", "\r", "\b"}


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": "xterm-256color", "REVERIE_SCREEN_READER": "on"}])
def test_no_control_character_is_written_whatever_comes(home: Home, environ: dict[str, str]) -> None:
    steps = [
        {"text": "# A \x1b[31mtitle\n\n- **one**", **call("shell", command="printf '\\033[31mred\\a\\n'; touch made")},
        call("read", path="no\x1b]0;x\x07file"),
        {"text": "end of it"},
    ]
    with model(*steps) as server, conversation(home, *flags(server), **environ) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\x1b[A\x7f\x7fgo\n")
        terminal.wait_for(ANSWER)
        terminal.type("y\n")
        terminal.wait_for("done: ")
        terminal.wait_for("failed: ")
        terminal.wait_for("end of it")
        terminal.wait_for(PROMPT)
        terminal.type("/expand\n")
        terminal.wait_for("red")
        terminal.wait_for(PROMPT)
        terminal.type("/quit\n")
        assert terminal.end() == 0
    controls = {letter for letter in terminal.screen if ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0}
    assert controls <= ALLOWED_CONTROLS
    assert "# A \\x1b[31mtitle\n\n- **one**" in terminal.screen
    assert json.loads(server.requests[0].body)["messages"][-1]["content"] == "go"


def test_a_paste_of_a_megabyte_arrives_whole_as_one_message(home: Home) -> None:
    lines = [f"line {number} " + "é" * (number % 7) for number in range(40_000)]
    text = "\n".join([*lines, "x" * 300_000, "y"])
    assert len(text.encode()) > 1_000_000
    with model({"text": "end of it"}) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.paste(text)
        terminal.wait_for("(pasted: ")
        terminal.type("\n")
        terminal.wait_for("end of it")
    messages = [record["message"] for record in home.records() if record["type"] == "message"]
    assert [message["parts"][0]["text"] for message in messages if message["role"] == "user"] == [text]
    assert len(server.requests) == 1, "one turn; its request is cut to the model's window"


def test_a_paste_that_is_under_way_answers_no_question(home: Home) -> None:
    steps = [call("shell", command="touch made"), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        until(lambda: server.requests)
        for _ in range(20):
            terminal.type("y\n")
        terminal.wait_for(ANSWER)
        assert not (home.project / "made").exists()
        terminal.type("n\n")
        terminal.wait_for("denied: ")
        terminal.wait_for("end of it")
    assert not (home.project / "made").exists()


def test_a_line_typed_in_pieces_around_a_question_stays_whole(home: Home) -> None:
    steps = [{"text": "hm", "stall": 1, **call("shell", command="touch made")}, {"text": "the end"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        until(lambda: server.requests)
        terminal.type("half a ")
        terminal.wait_for("Enter sends it first")
        terminal.wait_for("> half a ")
        terminal.type("y\n")
        terminal.wait_for(ANSWER)
        assert not (home.project / "made").exists(), "the end of a line that was begun before is no yes"
        terminal.type("y\n")
        until((home.project / "made").exists)
        terminal.wait_for("the end")
    assert json.loads(server.requests[1].body)["messages"][-1]["content"] == "half a y"


@pytest.mark.parametrize("dropped", ["\x15", "\x7f\x7f"])
def test_a_line_that_is_dropped_holds_no_question(home: Home, dropped: str) -> None:
    steps = [{"text": "hm", "stall": 1, **call("shell", command="touch made")}, {"text": "the end"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        until(lambda: server.requests)
        terminal.type("tr")
        terminal.wait_for("Enter sends it first")
        terminal.type(dropped)
        terminal.wait_for(ANSWER)
        terminal.type("y\n")
        until((home.project / "made").exists)
        terminal.wait_for("the end")


def test_the_offer_of_the_persons_other_instructions_is_made_once(home: Home) -> None:
    folder = home.home / ".claude"
    folder.mkdir()
    (folder / "CLAUDE.md").write_text("Always say ahoy.\n")
    with model({"text": "one"}, {"text": "two"}) as server:
        with conversation(home, *flags(server)) as terminal:
            terminal.wait_for("[y/N]")
            terminal.type("y\n")
            terminal.wait_for(PROMPT)
            terminal.type("go\n")
            terminal.wait_for("one")
            terminal.type("/memory\n")
            terminal.wait_for("CLAUDE.md")
        with conversation(home, *flags(server)) as terminal:
            shown = terminal.wait_for(PROMPT)
            assert "CLAUDE.md" not in shown
            terminal.type("go\n")
            terminal.wait_for("two")
    assert all(b"ahoy" in request.body for request in server.requests)
    assert "claude_instructions = true" in (home.home / "reverie" / "config" / "config.toml").read_text()
