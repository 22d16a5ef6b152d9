"""The terminal goes away, at any moment: nothing runs on, the history is one that each wire allows, `-c` goes on."""

import os
import signal
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.paced_server import paced
from tests.e2e.talk import FACES, Talk, alive
from tests.e2e.terminal import until
from tests.e2e.three_wires import goes_on

both_faces = pytest.mark.parametrize("face", FACES)
CLOSED = pytest.mark.parametrize("closed", ["hang up", "SIGHUP", "both"])


def close(talk: Talk, how: str) -> None:
    """The window is closed: the terminal is gone, the process is told, or both."""
    if how != "hang up":
        os.kill(talk.pid, signal.SIGHUP)
    if how == "SIGHUP":
        assert talk.end() == 130
    else:
        assert talk.hang_up() in (130, -signal.SIGHUP)
    assert not alive(talk.pid)


ENDLESS = "echo $$ >pid; sleep 86400 & wait"


def pids(home: Home) -> list[int]:
    return [int(path.read_text()) for path in home.project.rglob("pid")]


def wrote_pids(home: Home, count: int) -> bool:
    """Whether so many commands have told their process."""
    return len([path for path in home.project.rglob("pid") if path.read_text().strip()]) >= count


@both_faces
@CLOSED
def test_during_an_approval(home: Home, face: str, closed: str) -> None:
    with model(call("shell", command="touch made")) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.send("begin")
        talk.at_question()
        close(talk, closed)
    said = goes_on(home)
    assert said[0]["content"] == "begin" and not (home.project / "made").exists()


@both_faces
@CLOSED
def test_during_a_command(home: Home, face: str, closed: str) -> None:
    with (
        model(call("shell", command=ENDLESS)) as server,
        FACES[face](home, *flags(server), "--allowed-tools", "shell") as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        until(lambda: wrote_pids(home, 1))
        close(talk, closed)
    assert not any(map(alive, pids(home)))
    goes_on(home)


@both_faces
@CLOSED
def test_during_an_answer(home: Home, face: str, closed: str) -> None:
    with (
        paced(("half an answer ", "never")) as server,
        FACES[face](home, "--model", "openai/scripted", "--base-url", server.url) as talk,
    ):
        talk.at_prompt()
        talk.send("begin")
        talk.wait("half an")
        close(talk, closed)
    assert "half an answer" in str(goes_on(home))


@both_faces
@CLOSED
def test_during_a_compaction(home: Home, face: str, closed: str) -> None:
    long_session(home)
    before = home.records()
    with model({"stall": 600}) as server, FACES[face](home, *flags(server), "-c") as talk:
        talk.at_prompt()
        talk.send("/compact")
        until(lambda: server.requests)
        close(talk, closed)
    assert home.records()[: len(before)] == before
    assert not [record for record in home.records() if record["type"] == "mark"]
    assert [message["content"] for message in goes_on(home) if message["role"] == "user"][:-1] == asked()


def asked() -> list[str]:
    return [f"number {number}: " + "a story " * 700 for number in range(12)]


def long_session(home: Home) -> None:
    """One that has something to make smaller."""
    steps = [{"text": "an answer " * 1_500}] * 12
    with model(*steps) as server:
        for number, text in enumerate(asked()):
            more = ("-c",) if number else ()
            assert home.run("-p", text, *flags(server), *more).returncode == 0


EIGHT = [{"title": f"t{number}", "prompt": f"p{number}", "write_root": f"d{number}"} for number in range(8)]


def eight_tasks(home: Home) -> list[dict[str, Any]]:
    """Four wait for a server that says no more, four run commands that do not end."""
    for order in EIGHT:
        (home.project / order["write_root"]).mkdir()
    command = 'd=$(mktemp -d ./x.XXXX); echo $$ >"$d/pid"; sleep 86400 & wait'
    return [
        {"calls": [{"name": "task", "arguments": order} for order in EIGHT]},
        {"text": "never said", "stall": 86_400, "repeat": 4},
        {"calls": [{"name": "shell", "arguments": {"command": command}}], "repeat": 4},
        {"text": "an answer after them"},
    ]


SKIP = ("--dangerously-skip-permissions",)


@both_faces
@CLOSED
def test_during_eight_tasks(home: Home, face: str, closed: str) -> None:
    with model(*eight_tasks(home)) as server, FACES[face](home, *flags(server), *SKIP) as talk:
        talk.at_prompt()
        talk.send("begin")
        until(lambda: len(server.requests) == 9 and wrote_pids(home, 4))
        close(talk, closed)
    assert len(pids(home)) == 4 and not any(map(alive, pids(home)))
    assert len(home.transcripts()) == 9
    goes_on(home)


@both_faces
def test_eight_tasks_are_stopped_by_one_key_and_input_never_stalls(home: Home, face: str) -> None:
    """What is typed meanwhile is shown while they run; when the prompt is back, nothing of them is left."""
    with model(*eight_tasks(home)) as server, FACES[face](home, *flags(server), *SKIP) as talk:
        talk.at_prompt()
        talk.send("begin")
        until(lambda: len(server.requests) == 9 and wrote_pids(home, 4))
        talk.type("typed meanwhile")
        talk.wait("typed meanwhile")
        talk.interrupt()
        if face == "full":  # the first one clears what is typed
            talk.interrupt()
        talk.wait("interrupted")
        talk.at_prompt()
        assert not any(map(alive, pids(home)))
        talk.send("go on")
        talk.wait("an answer after them")
        talk.at_prompt()
        talk.send("/quit")
        assert talk.end() == 0
    goes_on(home)


@both_faces
def test_a_summariser_that_stalls_for_ever_is_ended_by_a_key(home: Home, face: str) -> None:
    """The history is as it was, on disk and in the next request."""
    long_session(home)
    before = [record for record in home.records() if record["type"] in ("message", "mark")]
    with (
        model({"stall": 86_400}, {"text": "another answer"}) as server,
        FACES[face](home, *flags(server), "-c") as talk,
    ):
        talk.at_prompt()
        talk.send("/compact")
        until(lambda: server.requests)
        talk.type("\x03\x03")
        talk.at_prompt()
        assert [record for record in home.records() if record["type"] in ("message", "mark")] == before
        talk.send("more")
        talk.wait("another answer")
    assert all(text.encode() in server.requests[1].body for text in asked())


@both_faces
def test_where_nothing_runs_it_ends_at_once(home: Home, face: str) -> None:
    with model({"text": "an answer"}) as server, FACES[face](home, *flags(server)) as talk:
        talk.at_prompt()
        talk.send("begin")
        talk.wait("an answer")
        talk.at_prompt()
        close(talk, "hang up")
    goes_on(home)
