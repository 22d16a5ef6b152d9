"""OpenAI Responses: what is asked and what is understood."""

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
from reverie.conversation.ports import ModelRequest
from reverie.models.faults import Fault
from reverie.models.openai_responses import OpenAIResponses
from reverie.models.provider_errors import Target

TARGET = Target("openai-responses/gpt-5")


def _body(*messages: Message, model: str = "gpt-5") -> dict[str, Any]:
    request = ModelRequest("Be brief.", (READ,), messages or (user_text("hi"),), 1000, "low")
    body: dict[str, Any] = json.loads(OpenAIResponses(model, TARGET).body(request))
    return body


def _fed(*events: dict[str, Any]) -> Any:
    reading = OpenAIResponses("m", TARGET).reading()
    for event in events:
        reading.feed(json.dumps(event).encode())
    return reading


def _done(*items: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "response.output_item.done", "output_index": n, "item": item} for n, item in enumerate(items)]


def _end(kind: str = "completed", **response: Any) -> dict[str, Any]:
    return {"type": f"response.{kind}", "response": response}


THOUGHT = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [{"type": "summary_text", "text": "hm"}],
    "encrypted_content": "xyz==",
    "status": None,
}
MESSAGE = {"type": "message", "phase": "commentary", "content": [{"type": "output_text", "text": "Looking."}]}
CALL = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "read", "arguments": "{}"}


def test_nothing_is_stored_and_reasoning_comes_encrypted() -> None:
    body = _body()
    assert body["store"] is False and body["include"] == ["reasoning.encrypted_content"]
    assert (body["instructions"], body["max_output_tokens"], body["reasoning"]) == (
        "Be brief.",
        1000,
        {"effort": "low"},
    )
    assert "include" not in _body(model="gpt-4.1")


def test_a_reply_goes_back_with_its_reasoning_and_phase_in_order() -> None:
    reply = _fed(*_done(THOUGHT, MESSAGE, CALL), _end()).reply()
    assert (reply.stop, reply.message.text) == ("calls", "Looking.")
    results = ToolMessage((ResultPart("call_1", (TextPart("ok"),)),))
    assert _body(user_text("q"), reply.message, results)["input"][1:] == [
        {key: value for key, value in THOUGHT.items() if key != "status"},
        {"role": "assistant", "content": "Looking.", "phase": "commentary"},
        {"type": "function_call", "call_id": "call_1", "name": "read", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "call_1", "output": "ok"},
    ]


def test_reasoning_of_others_and_without_its_proof_stays_here() -> None:
    unproven = _fed(*_done(THOUGHT | {"encrypted_content": None}, MESSAGE), _end()).reply().message
    stranger = AssistantMessage(
        (ReasoningPart("x", "anthropic/y", '{"type":"thinking"}'), TextPart("so")), "anthropic/y"
    )
    items = _body(user_text("q"), unproven, stranger)["input"]
    assert [item.get("type", item.get("role")) for item in items] == ["user", "assistant", "assistant"]


def test_pictures_in_results_and_broken_arguments() -> None:
    call = AssistantMessage((CallPart("a|b", "read", "{broken"),), "m")
    results = ToolMessage((ResultPart("a|b", (TextPart("see"), ImagePart("image/png", b"png"))),))
    _, asked, answered = _body(user_text("q"), call, results)["input"]
    assert json.loads(asked["arguments"]) == {"unparsable_arguments": "{broken"}
    assert asked["call_id"] == answered["call_id"]
    assert [part["type"] for part in answered["output"]] == ["input_text", "input_image"]


def test_items_may_come_at_the_end_only() -> None:
    assert _fed(_end(output=[MESSAGE])).reply().message.text == "Looking."


def test_usage_counts_the_cache_apart() -> None:
    details = {"cached_tokens": 60, "cache_write_tokens": 10}
    usage = {"input_tokens": 100, "output_tokens": 5, "input_tokens_details": details}
    assert _fed(_end(usage=usage)).reply().usage == Usage(30, 5, 60, 10)


@pytest.mark.parametrize(
    ("event", "stop"),
    [
        (_end(), "end"),
        (_end("incomplete", incomplete_details={"reason": "max_output_tokens"}), "length"),
        (_end("incomplete", incomplete_details={"reason": "content_filter"}), "refusal"),
        (_end(output=[{"type": "message", "content": [{"type": "refusal", "refusal": "No."}]}]), "refusal"),
    ],
)
def test_why_it_stopped(event: dict[str, Any], stop: str) -> None:
    assert _fed(event).reply().stop == stop


def test_unknown_events_and_items_are_skipped_and_a_torn_stream_is_torn() -> None:
    reading = _fed({"type": "response.brand_new"}, *_done({"type": "web_search_call", "id": "x"}))
    with pytest.raises(Fault, match="ended too early"):
        reading.reply()
    reading.feed(json.dumps(_end()).encode())
    assert reading.reply().message.parts == ()
