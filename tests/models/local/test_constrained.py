"""The decorator that makes a text model call tools, around a client that says what it is told to."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from reverie.conversation.events import RetryingModel, TextDelta
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    UserMessage,
    user_text,
)
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelReply, ModelRequest, ToolSpec
from reverie.models.local.constrained import LEAST_OUTPUT_TOKENS, ConstrainedModel

TEXT = {"type": "string"}
READ = ToolSpec("read", "show", {"type": "object", "properties": {"path": TEXT}, "required": ["path"]})
SEARCH = ToolSpec("search", "find", {"type": "object", "properties": {"words": TEXT}, "required": ["words"]})
USAGE = Usage(input=10, output=2)


class Saying:
    """Answers each request with the next text; keeps the requests and the further fields they carried."""

    def __init__(self, *answers: str | list[ModelEvent]) -> None:
        self.answers = list(answers)
        self.requests: list[ModelRequest] = []
        self.offered: list[set[str]] = []
        self.closed = 0

    def client(self, options: dict[str, Any]) -> ModelClient:
        return _SayingClient(self, options)


class _SayingClient:
    name = "local/tiny"

    def __init__(self, saying: Saying, options: dict[str, Any]) -> None:
        self._saying = saying
        self._schema = options["response_format"]["json_schema"]["schema"]

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self._saying.requests.append(request)
        forms = self._schema.get("oneOf", [self._schema])
        self._saying.offered.append({form["properties"].get("tool", {}).get("const", "reply") for form in forms})
        answer = self._saying.answers.pop(0)
        if isinstance(answer, list):
            for event in answer:
                yield event
            return
        for start in range(0, len(answer), 7):
            yield TextDelta(answer[start : start + 7])
        yield ModelReply(AssistantMessage((TextPart(answer, "model"),), self.name), USAGE, "end")

    async def aclose(self) -> None:
        self._saying.closed += 1


def ask(saying: Saying, *messages: Message, most: int = 512) -> list[ModelEvent]:
    async def run() -> list[ModelEvent]:
        model = ConstrainedModel("local/tiny", saying.client)
        request = ModelRequest("You are.", (SEARCH, READ), messages, most)
        events = [event async for event in model.stream(request)]
        await model.aclose()
        return events

    return asyncio.run(run())


def texts(events: list[ModelEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def last(events: list[ModelEvent]) -> ModelReply:
    assert isinstance(events[-1], ModelReply)
    return events[-1]


def looked(*pairs: tuple[str, str, str]) -> list[Message]:
    messages: list[Message] = []
    for number, (tool, arguments, text) in enumerate(pairs):
        messages.append(AssistantMessage((CallPart(f"c{number}", tool, arguments),), "local/tiny"))
        messages.append(ToolMessage((ResultPart(f"c{number}", (TextPart(text, "repo"),)),)))
    return messages


def test_an_answer_streams_as_text() -> None:
    saying = Saying('{"reply": "Hello, you\\nthere"}')
    events = ask(saying, user_text("hi"))
    assert texts(events) == "Hello, you\nthere"
    assert last(events).message.text == "Hello, you\nthere"
    assert last(events).stop == "end"
    assert last(events).usage == USAGE
    assert saying.offered == [{"search", "read", "reply"}]


def test_a_call_object_becomes_a_call() -> None:
    events = ask(Saying('{"tool": "search", "words": "cache"}'), user_text("where is the cache?"))
    (call,) = last(events).message.calls
    assert (call.name, call.arguments) == ("search", '{"words": "cache"}')
    assert last(events).stop == "calls"
    assert texts(events) == ""


def test_a_call_that_was_cut_keeps_its_broken_arguments() -> None:
    events = ask(Saying('{"tool": "search", "words": "ca'), user_text("?"))
    (call,) = last(events).message.calls
    assert (call.name, call.arguments) == ("search", '{"tool": "search", "words": "ca')


def test_two_calls_of_a_session_never_share_an_id() -> None:
    ids = {last(ask(Saying('{"tool": "search", "words": "x"}'), user_text("?"))).message.calls[0].id for _ in range(9)}
    assert len(ids) == 9


def test_output_is_never_too_short_for_an_object() -> None:
    saying = Saying('{"reply": "x"}')
    ask(saying, user_text("?"), most=10)
    assert saying.requests[0].max_output_tokens == LEAST_OUTPUT_TOKENS


def test_a_history_becomes_plain_turns_that_begin_with_the_same_bytes() -> None:
    picture = UserMessage((TextPart("look"), ImagePart("image/png", b"x")))
    first = (picture, *looked(("search", '{"words": "cache"}', "a.py\n3:CACHE = 1")))
    second = (*first, *looked(("read", '{"path": "a.py"}', "3→CACHE = 1")))
    saying = Saying('{"reply": "x"}', '{"reply": "y"}')

    async def run() -> None:
        model = ConstrainedModel("local/tiny", saying.client)
        for messages in (first, second):
            async for _ in model.stream(ModelRequest("You are.", (SEARCH, READ), messages, 512)):
                pass

    asyncio.run(run())
    one, two = saying.requests
    assert one.system == two.system
    assert one.tools == ()
    assert all(kept is given for kept, given in zip(one.messages, two.messages, strict=False))
    spoken = [part.text for message in two.messages if not isinstance(message, ToolMessage) for part in message.parts]  # type: ignore[union-attr]
    assert spoken[0] == "look\n\n[a picture, image/png, that this model cannot see]"
    assert spoken[1] == '{"tool": "search", "words": "cache"}'
    assert spoken[2].startswith("Result of search:\na.py\n3:CACHE = 1\n\nAsked: look")
    assert not any(message.calls for message in two.messages if isinstance(message, AssistantMessage))


def test_a_failed_result_says_so() -> None:
    saying = Saying('{"reply": "x"}')
    call = AssistantMessage((CallPart("1", "read", '{"path": "a"}'),), "local/tiny")
    failed = ToolMessage((ResultPart("1", (TextPart("no file 'a'", "tool"),), failed=True),))
    ask(saying, user_text("?"), call, failed)
    assert saying.requests[0].messages[-1].parts[0].text.startswith("read failed:\nno file 'a'")  # type: ignore[union-attr]


def test_a_call_that_tells_nothing_new_is_asked_again_for_an_answer() -> None:
    saying = Saying('{"tool": "search", "words": "x"}', '{"reply": "found", "where": "a.py:3"}')
    events = ask(saying, user_text("?"), *looked(("search", '{"words": "x"}', "a.py\n3:x")))
    assert saying.offered == [{"search", "read", "reply"}, {"reply"}]
    assert last(events).message.text == "found\n\na.py:3"
    assert last(events).usage == USAGE + USAGE


def test_a_guessed_file_is_asked_again_without_reading() -> None:
    saying = Saying('{"tool": "read", "path": "main.py"}', '{"tool": "search", "words": "start"}')
    events = ask(saying, user_text("how does it start?"))
    assert saying.offered == [{"search", "read", "reply"}, {"search", "reply"}]
    assert last(events).message.calls[0].name == "search"


def test_after_much_looking_only_an_answer_is_offered() -> None:
    saying = Saying('{"reply": "enough", "where": "a.py:1"}')
    ask(saying, user_text("?"), *looked(*(("search", f'{{"words": "{n}"}}', "a.py") for n in range(6))))
    assert saying.offered == [{"reply"}]


@pytest.mark.parametrize(
    ("where", "text"),
    [("a.py:3", "It is 3.\n\na.py:3"), ("made/up.py:1", "It is 3."), ("", "It is 3.")],
)
def test_a_place_is_named_only_when_it_was_seen(where: str, text: str) -> None:
    saying = Saying(f'{{"reply": "It is 3.", "where": "{where}"}}')
    events = ask(saying, user_text("?"), *looked(("search", '{"words": "x"}', "a.py\n3:x")))
    assert last(events).message.text == text
    assert texts(events) == text


def test_a_retry_begins_the_text_anew() -> None:
    retry = RetryingModel(1, 0.5, "torn")
    whole = ModelReply(AssistantMessage((TextPart('{"reply": "new"}', "model"),), "local/tiny"), USAGE, "end")
    events = ask(Saying([TextDelta('{"reply": "ol'), retry, TextDelta('{"reply": "new"}'), whole]), user_text("?"))
    assert events == [TextDelta("ol"), retry, TextDelta("new"), ModelReply(last(events).message, USAGE, "end")]


def test_a_failure_keeps_the_text_without_its_form() -> None:
    failure = ModelFailure("network", "torn", partial='{"reply": "half an ans')
    events = ask(Saying([TextDelta('{"reply": "half an ans'), failure]), user_text("?"))
    assert events[-1] == ModelFailure("network", "torn", partial="half an ans")


def test_closing_closes_what_was_opened() -> None:
    saying = Saying('{"reply": "x"}')
    ask(saying, user_text("?"))
    assert saying.closed == 1
