"""What an attempt that broke is believed to cost, and that it is told once."""

import json
from collections.abc import Callable, Mapping

import pytest
from tests.models.asking import WIRES, ask_once, failure_of, model_at, reply_of, request_of, retries_in

from reverie.conversation.events import RetryingModel
from reverie.conversation.messages import ImagePart, ResultPart, ToolMessage, Usage, UserMessage, user_text
from reverie.conversation.ports import ModelEvent, ModelRequest
from reverie.models.believed_usage import believed_usage, received_tokens
from reverie.models.script import parse_script
from reverie.models.scripted_server import RecordedRequest, running_server

TEXT = "This was streamed and is void, but the provider bills it: eighty characters or so."
GOOD = {"text": "good", "usage": {"input": 7, "output": 3}}
LARGE = request_of(user_text("x" * 40_000))


def _asked(wire: str, *steps: Mapping[str, object]) -> tuple[list[ModelEvent], list[RecordedRequest]]:
    with running_server(parse_script(json.dumps(steps))) as server:
        return ask_once(model_at(server.url, wire), LARGE), server.requests


@pytest.mark.parametrize("wire", WIRES)
def test_a_torn_attempt_costs_its_request_and_what_had_come(wire: str) -> None:
    events, requests = _asked(wire, {"tear": 5, "text": TEXT}, GOOD)
    (retry,) = retries_in(events)
    read = retry.usage.input + retry.usage.cache_read + retry.usage.cache_write
    assert read == pytest.approx(len(requests[0].body) / 4, rel=0.05)
    assert 3 <= retry.usage.output <= 40
    assert reply_of(events).usage == Usage(7, 3), "it is not on the bill twice"


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("fault", [{"overloaded": True, "text": "void"}, {"garbage": "<html>", "text": "void"}])
def test_a_stream_that_failed_is_billed(wire: str, fault: Mapping[str, object]) -> None:
    (retry,) = retries_in(_asked(wire, fault, GOOD)[0])
    assert retry.usage.input > 9_000


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("status", [429, 500, 503, 529])
def test_a_refused_attempt_costs_nothing(wire: str, status: int) -> None:
    (retry,) = retries_in(_asked(wire, {"status": status}, GOOD)[0])
    assert retry.usage == Usage()


def test_a_server_that_is_not_there_costs_nothing() -> None:
    events = ask_once(model_at("http://127.0.0.1:9/v1"), LARGE)
    assert [retry.usage for retry in retries_in(events)] == [Usage()] * 2
    assert failure_of(events).usage == Usage()


@pytest.mark.parametrize("wire", WIRES)
def test_the_last_torn_attempt_is_in_the_failure_alone(wire: str) -> None:
    events, _ = _asked(wire, {"tear": 2, "text": TEXT, "repeat": 6})
    told = [*(retry.usage for retry in retries_in(events)), failure_of(events).usage]
    assert len(told) == 6 and all(9_000 < usage.input < 11_000 for usage in told)


def test_the_next_attempt_leaves_only_when_the_retry_was_taken() -> None:
    import asyncio

    async def left_at_the_first_retry(url: str) -> None:
        model = model_at(url)
        stream = model.stream(LARGE)
        async for event in stream:
            if isinstance(event, RetryingModel):
                break
        await stream.aclose()
        await model.aclose()

    with running_server(parse_script(json.dumps([{"tear": 1, "text": TEXT}, GOOD]))) as server:
        asyncio.run(left_at_the_first_retry(server.url))
        assert len(server.requests) == 1


def test_what_was_reported_is_believed() -> None:
    body = b"x" * 4_000
    assert believed_usage(Usage(10, 1, 900), LARGE, body, 30) == Usage(10, 30, 900)
    assert believed_usage(Usage(10, 50), LARGE, body, 30) == Usage(10, 50)
    assert believed_usage(Usage(), LARGE, body, 30) == Usage(1_000, 30)


def _read_by_a_tool(picture: ImagePart) -> ModelRequest:
    return request_of(ToolMessage((ResultPart("a", (picture,)),)))


def _sent_by_a_person(picture: ImagePart) -> ModelRequest:
    return request_of(UserMessage((picture,)))


@pytest.mark.parametrize("request_with", [_read_by_a_tool, _sent_by_a_person])
def test_a_picture_is_not_billed_by_its_bytes(request_with: Callable[[ImagePart], ModelRequest]) -> None:
    picture = ImagePart("image/png", bytes(3_000_000))
    assert believed_usage(Usage(), request_with(picture), bytes(4_000_400), 0) == Usage(1_700)


def test_calls_come_in_events_without_text() -> None:
    assert received_tokens(events=200, characters=0) == 200
    assert received_tokens(events=2, characters=401) == 101
