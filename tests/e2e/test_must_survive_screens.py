"""Sizes nobody works in, and texts nobody reads, on the real program: it goes on, and the screen is its own again."""

import json
import os
import re
import signal
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.paced_server import paced
from tests.e2e.talk import FACES, Talk, full

both_faces = pytest.mark.parametrize("face", FACES)
SMALL = [(20, 5), (1, 1), (80, 24), (1, 24), (80, 1), (3, 2), (300, 100), (80, 24)]
SHELL = ("--allowed-tools", "shell")


def resize_all(talk: Talk) -> None:
    """Each size, with what is drawn in it; the last is the first."""
    for columns, rows in SMALL:
        talk.resize(columns, rows)


@both_faces
def test_resized_in_an_approval(home: Home, face: str) -> None:
    """It answers nothing, and the question can be read and answered after it."""
    steps = [call("shell", command="touch made"), {"text": "end of it"}]
    with model(*steps) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.send("begin")
        talk.at_question()
        resize_all(talk)
        assert not (home.project / "made").exists() and len(server.requests) == 1
        if face == "full":
            talk.at_question()
            drawn = talk.terminal  # type: ignore[attr-defined]
            assert sum("yes, this once" in row for row in drawn.rows()) == 1
        talk.send("y")
        talk.wait("end of it")
        talk.at_prompt()
    assert (home.project / "made").exists()


@both_faces
def test_resized_while_it_answers(home: Home, face: str) -> None:
    with (
        paced(("It begins ", "and goes on ", "and ends.\n\nLast words.")) as server,
        FACES[face](home, "--model", "openai/scripted", "--base-url", server.url) as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        talk.wait("It begins")
        resize_all(talk)
        server.go_on()
        talk.wait("and goes on")
        resize_all(talk)
        server.go_on()
        talk.wait("Last words.")
        talk.at_prompt()
        assert talk.shown().count("Last words.") == 1
        talk.send("/quit")
        assert talk.end() == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 5), (5, 60), (1_000, 3)])
def test_a_turn_in_an_absurd_size(home: Home, size: tuple[int, int]) -> None:
    """Nobody can read it; the program does what it is told nevertheless."""
    text = "An *answer*.\n\n```\ncode\n```\n\n| a | b |\n|--|--|\n| 1 | 2 |"
    with model({"text": text}) as server, full(home, *flags(server), columns=size[0], rows=size[1]) as talk:
        drawn = talk.terminal  # type: ignore[attr-defined]
        drawn.wait_until(lambda: drawn.written.count(b"\x1b[?2026l") >= 3, "the greeting above the prompt")
        talk.send("begin")
        drawn.wait_until(lambda: any(record["type"] == "turn" for record in written_so_far(home)))
        talk.type("\x04")
        assert talk.end() == 0
    assert home.records()[-1]["end"]["outcome"] == "done"


def written_so_far(home: Home) -> list[dict[str, Any]]:
    """The whole lines of the newest transcript, which may be there without any."""
    return home.records() if home.transcripts() and home.transcripts()[-1].read_bytes().endswith(b"\n") else []


HOSTILE = {
    "one line of 500 KB": "head -c 500000 /dev/zero | tr '\\0' z",
    "a million escape sequences": "yes \"$(printf '\\033[31m\\033[2J\\033[H')\" | head -n 333334",
    "right to left and zero width": "printf '\\u202e\\u2066\\u05e9\\u05dc\\u200b\\u200d\\ufeff%.0s' $(seq 2000); echo",
    "wide and combining": "printf '\\u4e16\\u754ce\\u0301\\u0301\\U1f468\\u200d\\U1f469\\u200d\\U1f467%.0s' $(seq 999)",
    "no text at all": "head -c 300000 /dev/urandom",
    "carriage returns": "for n in $(seq 20000); do printf '\\r%s %%' $n; done",
}


@both_faces
@pytest.mark.parametrize("output", HOSTILE)
def test_an_output_that_no_screen_is_made_for(home: Home, face: str, output: str) -> None:
    """While it comes and when it is looked at whole, nothing of it is obeyed; what the model gets is bounded."""
    steps = [call("shell", command=HOSTILE[output]), {"text": "end of it"}]
    with model(*steps) as server, FACES[face](home, *flags(server), *SHELL) as talk:
        talk.at_prompt()
        talk.send("begin")
        talk.wait("end of it")
        talk.at_prompt()
        talk.send("/expand")
        talk.at_prompt()
        talk.send("/quit")
        assert talk.end() == 0
        assert not {"\u202e", "\u2066"} & set(talk.shown())
        assert "\x1b" not in talk.shown()
    result = [message["content"] for message in json.loads(server.requests[1].body)["messages"]][-1]
    assert len(result) < 60_000


@both_faces
@pytest.mark.parametrize(
    "text",
    [
        "z" * 500_000 + " ",
        "\u202e\u2066a\u200b" * 5_000,
        "世界e\u0301\u0301" * 20_000,
        "\x1b[31m\x1b[2J" * 50_000,
        "# " * 50_000,
    ],
    ids=["500 KB in one line", "right to left", "wide and combining", "escapes", "headings"],
)
def test_an_answer_that_no_screen_is_made_for(home: Home, face: str, text: str) -> None:
    with (
        model({"text": text + "\n\nend of it"}, {"text": "another"}, after="repeat-last") as server,
        FACES[face](home, *flags(server)) as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        talk.wait("end of it")
        talk.at_prompt()
        talk.send("more")
        talk.wait("another")
        assert "\u202e" not in talk.shown()


@pytest.mark.parametrize(
    "environ", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "dumb", "NO_COLOR": "1"}], ids=str
)
def test_colours_are_there_only_where_they_are_wanted(home: Home, environ: dict[str, str]) -> None:
    (home.project / "a.py").write_text("x = 1\n")
    steps = [call("read", path="a.py"), call("edit", path="a.py", old="x = 1", new="x = 2"), {"text": "**end** of it"}]
    with model(*steps) as server, full(home, *flags(server), **dict[str, Any](environ)) as talk:
        drawn = talk.terminal  # type: ignore[attr-defined]
        dumb = environ.get("TERM") == "dumb"
        drawn.wait_until(lambda: ">" in drawn.rows() if dumb else "›" in drawn.rows())
        talk.send("begin")
        talk.wait("Answer:" if dumb else "answer ›")
        talk.send("y")
        talk.wait("end** of it" if dumb else "end of it")
        # Only what sets colours: the cursor is moved by sequences with the same numbers.
        coloured = re.search(rb"\x1b\[(?:[0-9;]*;)?3[0-7](?:;[0-9;]*)?m", drawn.written) is not None
        assert coloured is (not environ)
        if dumb:
            assert b"\x1b" not in drawn.written


@both_faces
def test_stopped_while_it_answers_and_continued(home: Home, face: str) -> None:
    """What came while it was stopped is shown when it goes on, once."""
    with (
        paced(("It begins ", "and ends.\n\nLast words."), ("another",)) as server,
        FACES[face](home, "--model", "openai/scripted", "--base-url", server.url) as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        talk.wait("It begins")
        os.kill(talk.pid, signal.SIGSTOP)
        server.go_on()
        os.kill(talk.pid, signal.SIGCONT)
        talk.wait("Last words.")
        talk.at_prompt()
        talk.send("more")
        talk.wait("another")
        assert talk.shown().count("Last words.") == 1
