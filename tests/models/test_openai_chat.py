"""OpenAI Chat Completions against the scripted server: what is asked and what is understood."""

import json
from typing import Any

from tests.models.asking import ask, ask_once, model_at, reply_of, request_of

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    UserMessage,
    user_text,
)
from reverie.models.script import parse_script
from reverie.models.scripted_server import running_server

CALLING = """[{"reasoning": "I think", "text": "I will look into these two files now.",
  "calls": [{"name": "read", "arguments": {"path": "a"}}, {"name": "read", "arguments": "{broken"}],
  "usage": {"input": 10, "output": 5, "cache_read": 90, "cache_write": 4}}]"""


def _asked(*messages: Any) -> dict[str, Any]:
    with running_server(parse_script('[{"text":"ok"}]')) as server:
        ask_once(model_at(server.url), request_of(*messages))
        body: dict[str, Any] = json.loads(server.requests[0].body)
        return body


def test_a_reply_is_put_together() -> None:
    with running_server(parse_script(CALLING)) as server:
        events = ask_once(model_at(server.url))
    reply = reply_of(events)
    assert reply.stop == "calls"
    assert "".join(e.text for e in events if isinstance(e, TextDelta)) == reply.message.text
    assert [e.text for e in events if isinstance(e, ReasoningDelta)] == ["I think"]
    assert [(call.name, call.arguments) for call in reply.message.calls] == [
        ("read", '{"path":"a"}'),
        ("read", "{broken"),
    ]
    assert reply.usage == Usage(input=10, output=5, cache_read=90, cache_write=4)
    assert reply.message.model == "openai/gpt-test"


def test_a_request_has_the_fixed_prompt_first_and_the_key_in_its_header() -> None:
    with running_server(parse_script('[{"text":"ok"}]')) as server:
        ask_once(model_at(server.url))
        request = server.requests[0]
    body = json.loads(request.body)
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer sk-never-to-be-shown"
    assert body["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hello"}]
    assert body["tools"][0]["function"]["name"] == "read"
    assert body["stream_options"] == {"include_usage": True}


def test_a_broken_call_in_the_history_gives_a_valid_request() -> None:
    reply = AssistantMessage((CallPart("1", "no such.tool", "{broken"), CallPart("2", "read", "")), "other/model")
    results = ToolMessage((ResultPart("1", (TextPart("no"),), failed=True), ResultPart("2", (TextPart("yes"),))))
    asked = _asked(user_text("go"), reply, results)["messages"]
    calls = [call["function"] for call in asked[2]["tool_calls"]]
    assert calls[0]["name"] == "no_such_tool"
    assert json.loads(calls[0]["arguments"]) == {"unparsable_arguments": "{broken"}
    assert calls[1]["arguments"] == "{}"
    assert [(item["role"], item["tool_call_id"]) for item in asked[3:]] == [("tool", "1"), ("tool", "2")]


def test_pictures_go_into_messages_and_after_results() -> None:
    picture = ImagePart("image/png", b"\x89PNG")
    results = ToolMessage((ResultPart("1", (TextPart("a picture"), picture)),))
    call = AssistantMessage((CallPart("1", "read", "{}"),), "m")
    asked = _asked(UserMessage((TextPart("see"), picture)), call, results)["messages"]
    assert asked[1]["content"][1]["image_url"]["url"] == "data:image/png;base64,iVBORw=="
    assert asked[3]["content"] == "a picture"
    assert asked[4]["role"] == "user" and asked[4]["content"][1]["type"] == "image_url"


def test_reasoning_goes_back_to_its_own_model_only() -> None:
    with running_server(
        parse_script(CALLING.replace("]}]", ']},{"text":"done"}]').replace("}}]", '}},{"text":"ok"}]'))
    ) as server:
        model = model_at(server.url)

        reply = reply_of(ask(model, request_of())[0]).message
        stranger = AssistantMessage((ReasoningPart("secret", "x/y", '{"field":"reasoning"}'), TextPart("hm")), "x/y")
        ask(model_at(server.url), request_of(user_text("hello"), reply, stranger))
        asked = json.loads(server.requests[1].body)["messages"]
    assert asked[2]["reasoning_content"] == "I think"
    assert asked[3] == {"role": "assistant", "content": "hm"}


def test_half_characters_do_not_break_a_request() -> None:
    assert _asked(user_text("a\udcffb"))["messages"][1]["content"] == "a?b"
