"""Sessions: resumed after anything, one process at a time, listed and removed."""

import json
import os
import signal
import subprocess
from typing import Any

import pytest

from tests.e2e.binary import COMMAND, Home, call, end, flags, model
from tests.e2e.terminal import Terminal

STEPS = [call("read", path="a"), call("shell", command="echo ran >> log"), {"text": "first answer"}]


def assert_valid_chat(body: bytes) -> list[dict[str, Any]]:
    """Each call in a Chat request is followed by exactly its results."""
    messages: list[dict[str, Any]] = json.loads(body)["messages"]
    for index, message in enumerate(messages):
        ids = [one["id"] for one in message.get("tool_calls") or ()]
        following = messages[index + 1 : index + 1 + len(ids)]
        assert [one.get("tool_call_id") for one in following] == ids
    return messages


def test_a_session_is_continued_with_its_history(home: Home) -> None:
    (home.project / "a").write_text("hello\n")
    with model(*STEPS, {"text": "second"}, {"text": "third"}) as server:
        home.run("-p", "one", *flags(server), "--allowed-tools", "shell")
        session = home.transcripts()[0].stem
        home.run("-p", "two", *flags(server), "-c")
        home.run("-p", "three", *flags(server), "-r", session[:14].lower())
    last = assert_valid_chat(server.requests[-1].body)
    said = [message["content"] for message in last if message["role"] == "user"]
    assert [str(text).count(word) for text, word in zip(said, ("one", "two", "three"), strict=True)] == [1, 1, 1]
    assert len(home.transcripts()) == 1


@pytest.mark.parametrize("lines", range(1, 9))
def test_killed_after_each_line_it_goes_on_with_a_valid_history(home: Home, lines: int) -> None:
    """kill -9 once the transcript has so many lines; the next request must be valid, and none of them lost."""
    (home.project / "a").write_text("hello\n")
    with model(*STEPS, {"stall": 60}, {"text": "goes on"}, after="repeat-last") as server:
        process = home.start("-p", "one", *flags(server), "--allowed-tools", "shell", "--output-format", "stream-json")
        while process.poll() is None and len(_lines(home)) < lines:
            pass
        end(process, signal.SIGKILL)
        kept = _lines(home)
        with model({"text": "goes on"}) as second:
            done = home.run("-p", "two", *flags(second), "-c")
    assert (done.returncode, done.stdout) == (0, "goes on\n")
    assert_valid_chat(second.requests[0].body)
    now = home.transcripts()[0].read_bytes().splitlines(keepends=True)
    assert now[: len(kept)] == kept


def _lines(home: Home) -> list[bytes]:
    return [
        line
        for path in home.transcripts()
        for line in path.read_bytes().splitlines(keepends=True)
        if line.endswith(b"\n")
    ]


def test_two_processes_cannot_share_a_session_but_a_folder(home: Home) -> None:
    with model({"text": "ok"}, {"text": "long", "stall": 60}, {"text": "other"}) as server:
        home.run("-p", "one", *flags(server))
        session = home.transcripts()[0].stem
        first = home.start("-p", "two", *flags(server), "-r", session)
        while len(server.requests) < 2:
            assert first.poll() is None
        second = home.run("-p", "three", *flags(server), "-r", session)
        other = home.run("-p", "four", *flags(server))
        end(first)
    assert second.returncode == 1 and "open in another process" in second.stderr
    assert (other.returncode, other.stdout) == (0, "other\n")


def test_sessions_are_listed_shown_exported_and_removed(home: Home) -> None:
    (home.project / "a").write_text("hello\n")
    with model(*STEPS) as server:
        home.run("-p", "what is in a?", *flags(server), "--allowed-tools", "shell")
    session = home.transcripts()[0].stem
    assert "what is in a?" in home.run("sessions", "list").stdout
    assert json.loads(home.run("sessions", "list", "--json").stdout)[0]["id"] == session
    shown = home.run("sessions", "show", session[:14]).stdout
    assert "hello" in shown and "first answer" in shown and "`read`" in shown
    target = home.project / "out.jsonl"
    home.run("sessions", "export", session, "--format", "jsonl", "-o", str(target))
    assert target.read_bytes() == home.transcripts()[0].read_bytes()
    assert home.run("sessions", "export", session, "-o", str(target)).returncode == 2
    nowhere = home.run("sessions", "export", session, "-o", str(target / "below"))
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (1, 1) and "name another file" in nowhere.stderr
    assert home.run("sessions", "rm", session, "--yes").returncode == 0
    assert home.transcripts() == [] and "no sessions" in home.run("sessions", "list").stdout


def test_an_output_too_long_for_the_model_is_kept_whole(home: Home) -> None:
    with model(call("shell", command="seq 1 200000"), {"text": "ok"}) as server:
        home.run("-p", "go", *flags(server), "--allowed-tools", "shell")
    kept = next(home.home.glob("reverie/data/projects/*/sessions/*/outputs/*"))
    assert kept.read_text() == "".join(f"{number}\n" for number in range(1, 200_001))
    sent = json.loads(server.requests[1].body)["messages"][-1]["content"]
    assert str(kept) in str(sent) and len(str(sent)) < 60_000
    assert "200000" in str(sent)


def test_a_folder_with_a_strange_name_works(home: Home) -> None:
    folder = os.path.join(os.fsencode(home.project), b"sp ace\nline \xff")
    os.mkdir(folder)
    with open(os.path.join(folder, b"caf\xe9 \n.txt"), "wb") as file:
        file.write(b"content\n")
    with model(call("list"), {"text": "ok"}) as server:
        done = subprocess.run(
            [*COMMAND, "-p", "go", *flags(server)],
            cwd=folder, env=home.environ(), capture_output=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"caf" in server.requests[1].body


def test_a_reader_who_leaves_ends_a_long_list_quietly(home: Home) -> None:
    with model({"text": "line\n" * 20_000}) as server:
        home.run("-p", "go", *flags(server))
    session = home.transcripts()[0].stem
    for line in (f"sessions show {session}", f"sessions export {session}"):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{' '.join(COMMAND)} {line} | head -n 1"],
            cwd=home.project, env=home.environ(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (130, ""), line


def test_a_session_named_twice_is_removed_once(home: Home) -> None:
    with model({"text": "ok"}) as server:
        home.run("-p", "go", *flags(server))
    session = home.transcripts()[0].stem
    done = home.run("sessions", "rm", "-y", session, session[:20])
    assert (done.returncode, done.stdout, done.stderr) == (0, f"deleted {session}\n", "")


def test_an_export_is_exact_in_a_file_and_harmless_on_a_terminal(home: Home) -> None:
    with model({"text": "red \x1b[31m"}) as server:
        home.run("-p", "go", *flags(server))
    session = home.transcripts()[0].stem
    assert "red \x1b[31m" in home.run("sessions", "export", session).stdout
    terminal = Terminal("sessions", "export", session, cwd=home.project, environ=home.environ())
    assert terminal.end() == 0
    assert "red \\x1b[31m" in terminal.screen and "\x1b" not in terminal.screen
