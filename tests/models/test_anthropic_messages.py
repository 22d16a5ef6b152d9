"""Anthropic Messages: what is asked and what is understood."""

import json
from typing import Any

import pytest
from tests.models.asking import READ

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    user_text,
)
from reverie.conversation.ports import Effort, ModelRequest
from reverie.models.anthropic_messages import AnthropicMessages
from reverie.models.faults import Fault
from reverie.models.provider_errors import Target

TARGET = Target("anthropic/claude-test")


def _body(*messages: Message, model: str = "claude-sonnet-4-6", effort: Effort | None = None) -> dict[str, Any]:
    request = ModelRequest("Be brief.", (READ,), messages or (user_text("hi"),), 20_000, effort)
    body: dict[str, Any] = json.loads(AnthropicMessages(model, TARGET).body(request))
    return body


def _fed(*events: dict[str, Any]) -> Any:
    reading = AnthropicMessages("m", TARGET).reading()
    for event in events:
        reading.feed(json.dumps(event).encode())
    return reading


def _block(index: int, opening: dict[str, Any], *deltas: dict[str, Any]) -> list[dict[str, Any]]:
    start = {"type": "content_block_start", "index": index, "content_block": opening}
    middle = [{"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas]
    return [start, *middle, {"type": "content_block_stop", "index": index}]


END: list[dict[str, Any]] = [
    {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 9}},
    {"type": "message_stop"},
]
THOUGHT = _block(
    0,
    {"type": "thinking", "thinking": "", "signature": ""},
    {"type": "thinking_delta", "thinking": "hm “é”"},
    {"type": "signature_delta", "signature": "sig"},
    {"type": "signature_delta", "signature": "+/="},
)
SECRET_THOUGHT = _block(1, {"type": "redacted_thinking", "data": "opaque=="})


def test_the_cache_is_marked_at_the_top_and_on_the_system_prompt_only() -> None:
    body = _body()
    mark = {"type": "ephemeral"}
    assert body["cache_control"] == mark
    assert body["system"] == [{"type": "text", "text": "Be brief.", "cache_control": mark}]
    assert "cache_control" not in json.dumps([body["messages"], body["tools"]])


def test_thoughts_go_back_as_they_came_and_only_to_their_model() -> None:
    text = _block(2, {"type": "text", "text": ""}, {"type": "text_delta", "text": "so"})
    message = _fed(*THOUGHT, *SECRET_THOUGHT, *text, *END).reply().message
    content = _body(user_text("q"), message)["messages"][1]["content"]
    assert content == [
        {"type": "thinking", "thinking": "hm “é”", "signature": "sig+/="},
        {"type": "redacted_thinking", "data": "opaque=="},
        {"type": "text", "text": "so"},
    ]
    stranger = AssistantMessage((ReasoningPart("x", "openai/y", '{"field":"reasoning"}'), TextPart("so")), "openai/y")
    assert _body(user_text("q"), stranger)["messages"][1]["content"] == [{"type": "text", "text": "so"}]


def test_a_thought_without_its_signature_is_not_given_back() -> None:
    text = _block(1, {"type": "text", "text": "so"})
    message = _fed(*THOUGHT[:2], *text, *END).reply().message
    assert [block["type"] for block in _body(user_text("q"), message)["messages"][1]["content"]] == ["text"]


def test_calls_and_results() -> None:
    call = AssistantMessage((CallPart("a.b|c", "read", '{"n": 1.50}'), CallPart("2", "x y", "{broken")), "other/m")
    picture = ImagePart("image/png", b"png")
    results = ToolMessage((ResultPart("a.b|c", (TextPart("text"), picture)), ResultPart("2", (), failed=True)))
    _, asked, answered = _body(user_text("q"), call, results)["messages"]
    first, second = asked["content"]
    assert first["input"] == {"n": 1.5} and first["id"].startswith("call_")
    assert (second["name"], second["input"]) == ("x_y", {"unparsable_arguments": "{broken"})
    one, two = answered["content"]
    assert one["tool_use_id"] == first["id"] and [block["type"] for block in one["content"]] == ["text", "image"]
    assert two == {"type": "tool_result", "tool_use_id": "2", "is_error": True}


def test_text_without_a_letter_is_left_out() -> None:
    empty = AssistantMessage((TextPart(" \n"),), "m")
    assert [message["role"] for message in _body(user_text("a"), empty, user_text("b"))["messages"]] == ["user", "user"]


@pytest.mark.parametrize(
    ("model", "adaptive"),
    [
        ("claude-opus-4-6", True),
        ("claude-opus-5", True),
        ("claude-fable-5-1", True),
        ("claude-mythos-preview", True),
        ("claude-sonnet-4-5-20250929", False),
        ("claude-sonnet-4-20250514", False),
        ("claude-haiku-4-5", False),
        ("claude-3-7-sonnet-20250219", False),
    ],
)
def test_effort_by_model(model: str, adaptive: bool) -> None:
    body = _body(model=model, effort="medium")
    assert body["thinking"]["type"] == ("adaptive" if adaptive else "enabled")
    assert ("output_config" in body) is adaptive
    assert adaptive or 1024 <= body["thinking"]["budget_tokens"] < body["max_tokens"]
    assert "thinking" not in _body(model=model)


def test_usage_is_cumulative() -> None:
    start = {"input_tokens": 5, "cache_read_input_tokens": 100, "cache_creation_input_tokens": 7, "output_tokens": 1}
    reading = _fed({"type": "message_start", "message": {"usage": start}})
    assert reading.usage == Usage(5, 1, 100, 7)
    assert _fed({"type": "message_start", "message": {"usage": start}}, *END).reply().usage == Usage(5, 9, 100, 7)


def test_a_call_may_come_whole_or_in_pieces_and_broken() -> None:
    opening = {"type": "tool_use", "id": "a", "name": "read", "input": {}}
    whole = _block(0, opening | {"input": {"path": "x"}})
    pieces = _block(1, opening, {"type": "input_json_delta", "partial_json": '{"pa'})
    calls = _fed(*whole, *pieces, *_block(2, opening), *END).reply().message.calls
    assert [call.arguments for call in calls] == ['{"path":"x"}', '{"pa', "{}"]


def test_unknown_events_and_blocks_are_skipped() -> None:
    odd = _block(0, {"type": "server_tool_use", "id": "x", "name": "web", "input": None})
    assert _fed({"type": "ping"}, {"type": "brand_new", "x": 1}, *odd, *END).reply().message.parts == ()


@pytest.mark.parametrize(
    ("reason", "stop"),
    [
        ("end_turn", "end"),
        ("tool_use", "calls"),
        ("max_tokens", "length"),
        ("refusal", "refusal"),
        ("pause_turn", "end"),
    ],
)
def test_why_it_stopped(reason: str, stop: str) -> None:
    assert _fed({"type": "message_delta", "delta": {"stop_reason": reason}}).reply().stop == stop


def test_a_stream_without_its_end_is_torn() -> None:
    with pytest.raises(Fault, match="ended too early"):
        _fed(*THOUGHT).reply()


def test_the_key_goes_into_its_own_header() -> None:
    headers = AnthropicMessages("m", TARGET).headers("secret")
    assert headers == {"anthropic-version": "2023-06-01", "x-api-key": "secret"}
