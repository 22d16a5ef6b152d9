"""Servers that only nearly speak Chat Completions, and the dialects of those that want something of their own."""

import itertools
import json
from typing import Any

import msgspec
import pytest
from tests.models.asking import NAME, request_of

from reverie.conversation.events import ReasoningDelta, TextDelta
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
from reverie.models.openai_chat import OpenAIChat
from reverie.models.openai_chat_request import ChatDialect
from reverie.models.provider_errors import Target
from reverie.models.providers import PROVIDERS
from reverie.models.wire import Reading

CALL = {"index": 0, "id": "a", "type": "function", "function": {"name": "read", "arguments": "{}"}}


def _reading() -> Reading:
    return OpenAIChat("m", Target(NAME)).reading()


def _read(*chunks: dict[str, Any] | bytes) -> tuple[Reading, list[Any]]:
    reading = _reading()
    deltas: list[Any] = []
    for chunk in chunks:
        deltas += reading.feed(chunk if isinstance(chunk, bytes) else json.dumps(chunk).encode())
    return reading, deltas


def _delta(finish: str | None = None, **delta: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def _calls(*chunks: dict[str, Any] | bytes) -> list[tuple[str, str, str]]:
    reading, _ = _read(*chunks, b"[DONE]")
    return [(call.id, call.name, call.arguments) for call in reading.reply().message.calls]


def test_pieces_of_parallel_calls_are_sorted_by_index() -> None:
    chunks = [
        _delta(tool_calls=[{"index": 1, "id": "b", "function": {"name": "two", "arguments": '{"b'}}]),
        _delta(tool_calls=[{"index": 0, "id": "a", "function": {"name": "one", "arguments": ""}}]),
        _delta(
            tool_calls=[{"index": 0, "function": {"arguments": "{}"}}, {"index": 1, "function": {"arguments": '":1}'}}]
        ),
    ]
    assert sorted(_calls(*chunks)) == [("a", "one", "{}"), ("b", "two", '{"b":1}')]


def test_whole_calls_all_with_index_zero_are_several() -> None:
    second = CALL | {"id": "b", "function": {"name": "list", "arguments": "{}"}}
    assert _calls(_delta(tool_calls=[CALL]), _delta(tool_calls=[second])) == [("a", "read", "{}"), ("b", "list", "{}")]


def test_calls_without_index_or_id_get_ids_of_their_own() -> None:
    nameless = {"function": {"name": "read", "arguments": {"path": "a"}}}
    calls = _calls(_delta(tool_calls=[nameless, nameless]))
    assert [call[1:] for call in calls] == [("read", '{"path":"a"}')] * 2
    assert len({call[0] for call in calls}) == 2 and all(call[0] for call in calls)


def test_the_same_id_twice_is_made_two() -> None:
    twins = [CALL | {"index": 0}, CALL | {"index": 1}]
    assert len({call[0] for call in _calls(_delta(tool_calls=twins))}) == 2


def test_a_name_repeated_in_every_piece_is_one_name() -> None:
    pieces = [_delta(tool_calls=[CALL | {"function": {"name": "read", "arguments": piece}}]) for piece in ("{", "}")]
    assert _calls(*pieces) == [("a", "read", "{}")]


def test_arguments_without_index_belong_to_the_last_call() -> None:
    rest = {"function": {"arguments": " "}}
    assert _calls(_delta(tool_calls=[CALL]), _delta(tool_calls=[rest])) == [("a", "read", "{} ")]


def test_an_answer_that_is_not_streamed_is_read_too() -> None:
    reading, deltas = _read(
        {"choices": [{"message": {"content": "hi", "tool_calls": [CALL]}, "finish_reason": "stop"}]}
    )
    assert deltas == [TextDelta("hi")]
    assert reading.reply().stop == "calls"


@pytest.mark.parametrize(
    ("delta", "field"),
    [
        ({"reasoning_content": "hm"}, "reasoning_content"),
        ({"reasoning": "hm"}, "reasoning"),
        (
            {"reasoning": "hm", "reasoning_details": [{"type": "reasoning.text", "text": "hm", "index": 0}]},
            "reasoning_details",
        ),
        ({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}]}, ""),
    ],
)
def test_reasoning_in_all_its_fields(delta: dict[str, Any], field: str) -> None:
    reading, deltas = _read(_delta(**delta), _delta("stop", content="so"))
    assert deltas[0] == ReasoningDelta("hm")
    part = reading.reply().message.parts[0]
    assert isinstance(part, ReasoningPart) and part.text == "hm" and field in part.opaque


def test_reasoning_details_are_joined_and_given_back_unchanged() -> None:
    reading, _ = _read(
        _delta(reasoning_details=[{"type": "reasoning.text", "text": "one ", "index": 0, "format": "x"}]),
        _delta(reasoning_details=[{"type": "reasoning.text", "text": "two", "index": 0}]),
        _delta(reasoning_details=[{"type": "reasoning.text", "signature": "sig", "index": 0}]),
        _delta(reasoning_details=[{"type": "reasoning.encrypted", "data": "secret", "index": 1}]),
        _delta("stop", content="so"),
    )
    body = _body(ChatDialect(), user_text("q"), reading.reply().message)
    assert body["messages"][2]["reasoning_details"] == [
        {"type": "reasoning.text", "text": "one two", "index": 0, "format": "x", "signature": "sig"},
        {"type": "reasoning.encrypted", "data": "secret", "index": 1},
    ]


def test_geminis_thought_signature_stays_with_its_call() -> None:
    extra = {"google": {"thought_signature": "abc+/="}}
    reading, _ = _read(_delta("stop", tool_calls=[CALL | {"extra_content": extra}, CALL | {"index": 1, "id": "b"}]))
    body = _body(PROVIDERS["gemini"].dialect, user_text("q"), reading.reply().message, _results("a", "b"))
    calls = body["messages"][2]["tool_calls"]
    assert calls[0]["extra_content"] == extra and "extra_content" not in calls[1]


def test_calls_of_another_model_get_what_gemini_and_deepseek_want() -> None:
    foreign = AssistantMessage((CallPart("a", "read", "{}"),), "other/model")
    gemini = _body(PROVIDERS["gemini"].dialect, foreign, _results("a"))["messages"][1]["tool_calls"][0]
    assert gemini["extra_content"]["google"]["thought_signature"] == "skip_thought_signature_validator"
    assert _body(PROVIDERS["deepseek"].dialect, foreign, _results("a"))["messages"][1]["reasoning_content"] == ""


def test_mistral_gets_short_ids_that_still_pair() -> None:
    foreign = AssistantMessage((CallPart("call_very|long", "read", "{}"),), "other/model")
    messages = _body(PROVIDERS["mistral"].dialect, foreign, _results("call_very|long"))["messages"]
    short = messages[1]["tool_calls"][0]["id"]
    assert len(short) == 9 and short.isalnum() and messages[2]["tool_call_id"] == short


def _roles(dialect: ChatDialect, *messages: Message) -> list[str]:
    return [message["role"] for message in _body(dialect, *messages)["messages"]]


def test_mistral_gets_a_reply_between_results_and_a_persons_message() -> None:
    call = AssistantMessage((CallPart("a", "read", "{}"),), "other/model")
    history: list[Message] = [user_text("q"), call, _results("a"), user_text("go on")]
    mistral = PROVIDERS["mistral"].dialect
    assert _roles(mistral, *history) == ["system", "user", "assistant", "tool", "assistant", "user"]
    assert _body(mistral, *history)["messages"][4]["content"].strip()
    nothing = AssistantMessage((ReasoningPart("hm", "other/model"),), "other/model")
    assert _roles(mistral, *history[:3], nothing, history[3])[-3:] == ["tool", "assistant", "user"]
    assert _roles(mistral, *history[:3]) == ["system", "user", "assistant", "tool"]
    assert _roles(ChatDialect(), *history)[-2:] == ["tool", "user"]


def test_mistral_gets_a_reply_between_results_and_their_pictures() -> None:
    call = AssistantMessage((CallPart("a", "read", "{}"),), "other/model")
    picture = ToolMessage((ResultPart("a", (TextPart("ok", "tool"), ImagePart("image/png", b"png"))),))
    roles = _roles(PROVIDERS["mistral"].dialect, user_text("q"), call, picture)
    assert roles == ["system", "user", "assistant", "tool", "assistant", "user"]
    assert _roles(ChatDialect(), user_text("q"), call, picture)[-2:] == ["tool", "user"]


def test_mistrals_bytes_are_stable_over_a_history_that_grows() -> None:
    call = AssistantMessage((CallPart("a", "read", "{}"),), "other/model")
    picture = ToolMessage((ResultPart("a", (ImagePart("image/png", b"png"),)),))
    history: tuple[Message, ...] = (user_text("q"), call, _results("a"), user_text("go on"), call, picture)
    history += (user_text("and?"), call, _results("a"))
    growing = OpenAIChat("m", Target(NAME), PROVIDERS["mistral"].dialect)
    bodies = [growing.body(ModelRequest("s", (), history[:end], 1000)) for end in range(1, len(history) + 1)]
    for before, after in itertools.pairwise(bodies):
        assert after.startswith(before.removesuffix(b"]}"))
    resumed = OpenAIChat("m", Target(NAME), PROVIDERS["mistral"].dialect)
    assert resumed.body(ModelRequest("s", (), history, 1000)) == bodies[-1]


@pytest.mark.parametrize(
    ("dialect", "key", "value"),
    [
        (ChatDialect(), "max_tokens", 1000),
        (ChatDialect(max_tokens="max_completion_tokens"), "max_completion_tokens", 1000),
        (ChatDialect(), "reasoning_effort", "high"),
        (ChatDialect(effort="reasoning"), "reasoning", {"effort": "high"}),
        (ChatDialect(options={"temperature": 0}), "temperature", 0),
    ],
)
def test_fields_by_dialect(dialect: ChatDialect, key: str, value: object) -> None:
    request = msgspec.structs.replace(request_of(), effort="high")
    assert json.loads(OpenAIChat("m", Target(NAME), dialect).body(request))[key] == value


def test_usage_of_openai_deepseek_and_gemini() -> None:
    for usage, counted in [
        ({"prompt_tokens": 10, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}, Usage(6, 2, 4)),
        ({"prompt_tokens": 10, "completion_tokens": 2, "prompt_cache_hit_tokens": 4}, Usage(6, 2, 4)),
        ({"prompt_tokens": 10, "completion_tokens": 2, "total_tokens": 52}, Usage(10, 42)),
        ({"prompt_tokens": None, "completion_tokens": None}, Usage()),
    ]:
        reading, _ = _read(_delta("stop", content="x") | {"usage": usage})
        assert reading.reply().usage == counted


@pytest.mark.parametrize(
    ("finish", "stop"), [("stop", "end"), ("length", "length"), ("content_filter", "refusal"), ("weird", "end")]
)
def test_why_it_stopped(finish: str, stop: str) -> None:
    assert _read(_delta(finish, content="x"))[0].reply().stop == stop


def test_a_refusal_is_text_with_its_own_reason() -> None:
    reading, deltas = _read(_delta(refusal="I will not."), _delta("stop"))
    assert deltas == [TextDelta("I will not.")] and reading.reply().stop == "refusal"


@pytest.mark.parametrize(
    "event", [b"<html>", b"{", b'{"choices": 7}', b"\xff\xfe", b'{"choices":[{"delta":{"content":5}}]}']
)
def test_what_is_no_event_tears_the_stream(event: bytes) -> None:
    with pytest.raises(Fault, match="which is no event") as fault:
        _reading().feed(event)
    assert fault.value.retry


def test_a_stream_without_its_end_is_torn() -> None:
    reading, _ = _read(_delta(content="half an ans"))
    with pytest.raises(Fault, match="ended too early"):
        reading.reply()


def test_unknown_fields_and_empty_pieces_are_skipped() -> None:
    reading, deltas = _read(
        {"choices": []},
        {"object": "x", "nonsense": [1]},
        _delta(role="assistant", content=None),
        _delta("stop", content="a"),
    )
    assert deltas == [TextDelta("a")] and reading.reply().message.text == "a"


def _results(*ids: str) -> ToolMessage:
    return ToolMessage(tuple(ResultPart(call_id, (TextPart("ok", "tool"),)) for call_id in ids))


def _body(dialect: ChatDialect, *messages: Message) -> dict[str, Any]:
    request = ModelRequest("system", (), messages, 1000)
    body: dict[str, Any] = json.loads(OpenAIChat("gemini-3-pro", Target(NAME), dialect).body(request))
    return body
