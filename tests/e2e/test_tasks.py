"""Sub-sessions of the real program: shown, counted, ended by a signal, readable after a kill."""

import json
import signal
import time
from typing import Any

from tests.e2e.binary import Home, call, end, flags, model

STALLED = {"text": "never said", "stall": 100_000}


def give(*titles: str, **more: Any) -> dict[str, Any]:
    """A reply that starts tasks."""
    arguments = [{"title": title, "prompt": f"do {title}", **more} for title in titles]
    return {"calls": [{"name": "task", "arguments": each} for each in arguments]}


def outcomes(home: Home) -> list[str]:
    """How the last turn of each transcript ended; empty for one that has none."""
    lines = [json.loads(path.read_bytes().splitlines()[-1]) for path in home.transcripts()]
    return [line["end"]["outcome"] if line["type"] == "turn" else "" for line in lines]


def test_a_task_is_told_counted_listed_and_shown(home: Home) -> None:
    (home.project / "a.py").write_text("def area(r): ...\n")
    used = {"usage": {"input": 100, "output": 10}}
    steps = [give("look"), call("read", path="a.py") | used, {"text": "in a.py:1"} | used, {"text": "It is in a.py:1."}]
    with model(*steps) as server:
        done = home.run("-p", "where is area?", *flags(server), "--output-format", "stream-json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    (last,) = [event for event in events if event["type"] == "task" and event.get("outcome")]
    assert (last["title"], last["outcome"], last["usage"]["input"]) == ("look", "done", 200)
    assert events[-1]["outcome"] == "done" and events[-1]["usage"]["input"] > 200
    assert b"in a.py:1" in server.requests[3].body and b"def area" not in server.requests[3].body
    listed = home.run("sessions", "list").stdout
    assert f"[task of {events[0]['session'][:13]}] look" in listed
    printed = home.run("sessions", "show", last["session"]).stdout
    assert f"task 'look' of session {events[0]['session']}" in printed and "## The task\n\ndo look" in printed
    with model({"text": "again"}) as server:
        done = home.run("-p", "-c", "and now?", *flags(server))
    assert done.returncode == 0 and b"where is area?" in server.requests[0].body


def test_headless_what_a_task_may_not_do_ends_with_3(home: Home) -> None:
    steps = [
        give("make", write_root="."),
        call("shell", command="touch made"),
        {"text": "denied"},
        {"text": "I may not."},
    ]
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server))
    assert done.returncode == 3 and not (home.project / "made").exists()
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server), "--allowed-tools", "shell(touch *)")
    assert done.returncode == 0 and (home.project / "made").exists()


def test_a_signal_ends_all_tasks_and_their_transcripts(home: Home) -> None:
    with model(give("a", "b", "c"), STALLED, after="repeat-last") as server:
        process = home.start("-p", "go", *flags(server))
        _until_asked(server, 4)
        end(process, signal.SIGINT)
    assert process.returncode == 130
    assert outcomes(home) == ["interrupted"] * 4


def test_after_a_kill_tasks_can_be_listed_and_gone_on_with(home: Home) -> None:
    with model(give("a"), STALLED, after="repeat-last") as server:
        process = home.start("-p", "go", *flags(server))
        _until_asked(server, 2)
        end(process)
    assert outcomes(home) == ["", ""]
    parent, task = [json.loads(path.read_bytes().splitlines()[0]) for path in home.transcripts()]
    if parent.get("task"):
        parent, task = task, parent
    assert task["parent"] == parent["id"] and "[task of" in home.run("sessions", "list").stdout
    with model({"text": "went on"}, {"text": "went on"}) as server:
        assert home.run("-p", "-c", "go on", *flags(server)).returncode == 0
        assert home.run("-p", "-r", task["id"], "go on", *flags(server)).returncode == 0
    told = [request.body for request in server.requests]
    assert b"Whether it took effect is unknown" in told[0] and b"do a" in told[1]


def test_a_person_may_switch_tasks_off(home: Home) -> None:
    with model({"text": "ok"}, {"text": "ok"}) as server:
        home.run("-p", "go", *flags(server))
        home.run("-p", "go", *flags(server), environ=home.environ(REVERIE_FEATURE_TASKS="off"))
    tools = [[tool["function"]["name"] for tool in json.loads(each.body)["tools"]] for each in server.requests]
    assert "task" in tools[0] and tools[1] == [name for name in tools[0] if name != "task"]


def _until_asked(server: Any, times: int) -> None:
    while len(server.requests) < times:
        time.sleep(0.01)
