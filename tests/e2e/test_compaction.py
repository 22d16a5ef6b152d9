"""A compaction in the real program: due by size, or by the provider's word; then the transcript can be searched."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model

RULE = "Never touch the folder legacy."
TOO_LONG = {"error": {"message": "maximum context length is 9000 tokens", "code": "context_length_exceeded"}}


@pytest.fixture
def small(home: Home) -> Home:
    """A home in which the scripted model has a small window."""
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True)
    card = '[catalog."openai/scripted"]\ncontext_window = 20000\nmax_output = 1000\n'
    (config / "config.toml").write_text(card)
    (home.project / "big.txt").write_text("a line of a big file\n" * 700)
    return home


def marks(home: Home) -> list[dict[str, Any]]:
    return [record["mark"] for record in home.records() if record["type"] == "mark"]


def transcript(home: Home) -> Path:
    return home.transcripts()[-1]


def test_a_session_over_several_runs_is_made_smaller_and_keeps_the_rule(small: Home) -> None:
    shown = [call("shell", command="cat big.txt"), {"text": "I saw it. " * 600}]
    told = {"text": "The file is big."}
    with model(*shown * 2, told, *shown, {"text": "Still here."}) as server:
        arguments = (*flags(server), "--dangerously-skip-permissions", "--output-format", "stream-json")
        first = small.run("-p", f"look at big.txt\n{RULE}", *arguments)
        runs = [small.run("-p", f"look again {number}", *arguments, "-c") for number in range(3)]
    assert first.returncode == 0 and [run.returncode for run in runs] == [0, 0, 0], runs[-1].stderr
    events = [json.loads(line) for run in runs for line in run.stdout.splitlines()]
    (compacted,) = [event for event in events if event["type"] == "compacted"]
    assert compacted["narrative"] is True and compacted["after"] < compacted["before"] / 2
    (mark,) = marks(small)
    assert mark["digest"]["narrative"] == "The file is big."
    last = server.requests[-1].body.decode()
    assert last.count(RULE) == 1 and "as a model tells it" in last
    assert runs[-1].stdout.count("The file is big.") == 0


def test_a_request_that_is_too_long_is_made_smaller_and_sent_again(small: Home) -> None:
    steps = [
        call("shell", command="cat big.txt"),
        {"status": 400, "body": TOO_LONG},
        {"text": "Done."},
    ]
    with model({"text": "Hello."}, *steps) as server:
        arguments = (*flags(server), "--dangerously-skip-permissions")
        small.run("-p", RULE, *arguments)
        done = small.run("-p", "look at big.txt", *arguments, "-c")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Done.\n"
    assert len(marks(small)) == 1 and server.requests[-1].body.decode().count(RULE) == 1


def test_the_model_may_search_its_own_transcript_and_not_read_it(small: Home) -> None:
    with model({"text": "the marker is zebra-77"}) as server:
        small.run("-p", "say it", *flags(server))
    path = str(transcript(small))
    looks = {"calls": [{"name": "search", "arguments": {"pattern": "zebra-77", "path": path}}]}
    reads = {"calls": [{"name": "read", "arguments": {"path": path}}]}
    with model(looks, reads, {"text": "ok"}) as server:
        done = small.run("-p", "where was it?", *flags(server), "-c")
    assert done.returncode == 0, done.stderr
    results = [message for message in json.loads(server.requests[-1].body)["messages"] if message["role"] == "tool"]
    assert "3:" in results[0]["content"] and "zebra-77" in results[0]["content"]
    assert "never read" in results[1]["content"]
