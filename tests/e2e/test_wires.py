"""The same job on every wire format, and a person's own word on which wire a model speaks."""

import json
from typing import Any

import pytest

from tests.e2e.binary import Home, call, flags, model

STEPS: list[dict[str, Any]] = [
    {"reasoning": "first look", "text": "Looking.", "calls": [call("list")["calls"][0], call("nonsense")["calls"][0]]},
    {"calls": [{"name": "read", "arguments": "{broken"}]},
    {"text": "All done."},
]

NEXT: list[dict[str, Any]] = [{"reasoning": "hm", "text": "next"}] * 3


@pytest.mark.parametrize("provider", ["openai", "anthropic", "openai-responses", "my-own-server"])
def test_calls_results_and_failures_go_through_every_wire(home: Home, provider: str) -> None:
    (home.project / "here.txt").write_text("x\n")
    with model(*STEPS, {"text": "And again."}) as server:
        first = home.run("-p", "go", *flags(server, provider), "--output-format", "json")
        second = home.run("-p", "more", *flags(server, provider), "-c")
    result = json.loads(first.stdout)
    assert (result["result"], result["requests"], result["calls"]) == ("All done.", 3, 3)
    assert second.stdout == "And again.\n"
    assert b"here.txt" in server.requests[1].body and b"All done." in server.requests[3].body


def test_a_session_goes_on_with_a_model_of_another_wire(home: Home) -> None:
    providers = ["anthropic", "openai", "openai-responses", "anthropic"]
    with model(*STEPS, *NEXT) as server:
        done = [
            home.run("-p", "go", *flags(server, provider), *(["-c"] if at else []))
            for at, provider in enumerate(providers)
        ]
    assert [one.returncode for one in done] == [0, 0, 0, 0], done[-1].stderr
    assert all(b"Looking." in one.body for one in server.requests[1:])


def test_a_persons_own_card_decides_the_wire(home: Home) -> None:
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[catalog."mine/x"]\nwire = "messages"\n')
    with model({"text": "ok"}) as server:
        done = home.run("-p", "go", "--model", "mine/x", "--base-url", server.url)
    assert done.stdout == "ok\n" and server.requests[0].path.endswith("/messages")
