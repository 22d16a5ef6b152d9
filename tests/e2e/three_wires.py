"""Whether a session that was left in any way goes on, and whether its history is one that each wire format allows."""

import json
from itertools import groupby
from typing import Any

from tests.e2e.binary import Home, flags, model

_NAMES = {"openai": "/chat/completions", "anthropic": "/messages", "openai-responses": "/responses"}


def goes_on(home: Home) -> list[dict[str, Any]]:
    """`-c` with a model of each wire, one after the other; the messages of the first (Chat) without the system's."""
    bodies = []
    for provider in _NAMES:
        with model({"text": f"resumed by {provider}"}) as server:
            done = home.run("-p", f"and now, {provider}?", *flags(server, provider), "-c")
        assert (done.returncode, done.stdout) == (0, f"resumed by {provider}\n"), done.stderr
        bodies.append(json.loads(server.requests[0].body))
    chat, messages, responses = bodies
    said = [message for message in chat["messages"] if message["role"] not in ("system", "developer")]
    assert_chat(said)
    assert_messages(messages["messages"])
    assert_responses(responses["input"])
    return said


def assert_chat(messages: list[dict[str, Any]]) -> None:
    """Every call is followed by its result at once, and there is no other result."""
    waiting: list[str] = []
    for message in messages:
        if message["role"] == "tool":
            assert message["tool_call_id"] == waiting.pop(0)
        else:
            assert not waiting
            assert message.get("content") or message.get("tool_calls"), "an empty message"
        waiting += [each["id"] for each in message.get("tool_calls") or ()]
    assert not waiting


def assert_messages(messages: list[dict[str, Any]]) -> None:
    """Messages of one role in a row count as one, as the service takes them: then each `tool_use` has its result in
    the very next message, before anything else in it."""
    assert messages[0]["role"] == "user"
    waiting: list[str] = []
    for _, group in groupby(messages, lambda message: message["role"]):
        blocks = [block for message in group for block in _blocks(message)]
        found = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
        assert found == waiting
        assert [block["type"] for block in blocks[: len(found)]] == ["tool_result"] * len(found)
        waiting = [block["id"] for block in blocks if block["type"] == "tool_use"]
    assert not waiting


def _blocks(message: dict[str, Any]) -> list[dict[str, Any]]:
    content = message["content"]
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
    assert blocks, "an empty message"
    assert all(block["text"].strip() for block in blocks if block["type"] == "text"), "an empty text"
    return blocks


def assert_responses(items: list[dict[str, Any]]) -> None:
    """Each call has one output after it, and each output one call before it."""
    waiting: list[str] = []
    for item in items:
        kind = item.get("type", "message")
        if kind == "function_call":
            waiting.append(item["call_id"])
        elif kind == "function_call_output":
            waiting.remove(item["call_id"])
    assert not waiting
