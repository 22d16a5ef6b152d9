"""What every `ModelClient` must do, run on each of them with the same scripts."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from tests.models.asking import (
    NAME,
    WIRES,
    Waits,
    ask,
    ask_once,
    failure_of,
    model_at,
    reply_of,
    request_of,
    retries_in,
)

from reverie.conversation.events import ReasoningDelta, RetryingModel, TextDelta
from reverie.conversation.messages import (
    CallPart,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    user_text,
)
from reverie.conversation.ports import ModelClient, ModelFailure, ModelReply
from reverie.models.chaos import ChaosModel
from reverie.models.script import Script, parse_script
from reverie.models.scripted import ScriptedModel
from reverie.models.scripted_server import running_server

Opener = Callable[[Script], AbstractContextManager[ModelClient]]


def _served(wire: str) -> Opener:
    @contextlib.contextmanager
    def opened(script: Script) -> Iterator[ModelClient]:
        with running_server(script) as server:
            yield model_at(server.url, wire)

    return opened


@contextlib.contextmanager
def _scripted(script: Script) -> Iterator[ModelClient]:
    yield ScriptedModel(script, NAME, Waits().retries)


@contextlib.contextmanager
def _calm_chaos(script: Script) -> Iterator[ModelClient]:
    yield ChaosModel(ScriptedModel(script, NAME, Waits().retries), seed=1, rate=0.0)


OPENERS: dict[str, Opener] = {"scripted": _scripted, "chaos": _calm_chaos, **{wire: _served(wire) for wire in WIRES}}


@pytest.fixture(params=OPENERS)
def opened(request: pytest.FixtureRequest) -> Opener:
    return OPENERS[request.param]


def test_its_name_is_provider_and_name(opened: Opener) -> None:
    with opened(parse_script("[]")) as model:
        assert model.name == NAME


def test_text_comes_in_pieces_and_then_whole(opened: Opener) -> None:
    text = "A longer answer, “with” 🦊 characters of every width, in more than one piece."
    with opened(parse_script(f'[{{"text": "{text}", "reasoning": "I think about it, and then again."}}]')) as model:
        events = ask_once(model)
    deltas = [event.text for event in events if isinstance(event, TextDelta)]
    thoughts = [event.text for event in events if isinstance(event, ReasoningDelta)]
    assert len(deltas) > 1 and "".join(deltas) == text
    assert "".join(thoughts) == "I think about it, and then again."
    reply = reply_of(events)
    assert (reply.message.text, reply.stop, reply.message.model) == (text, "end", NAME)
    assert [part.text for part in reply.message.parts if isinstance(part, ReasoningPart)] == ["".join(thoughts)]
    assert sum(isinstance(event, ModelReply | ModelFailure) for event in events) == 1


def test_thirty_calls_come_in_order_with_ids_of_their_own(opened: Opener) -> None:
    calls = ",".join(f'{{"name":"read","arguments":{{"path":"{number}"}}}}' for number in range(30))
    with opened(parse_script(f'[{{"text":"go","calls":[{calls}]}}]')) as model:
        reply = reply_of(ask_once(model))
    assert reply.stop == "calls"
    assert [call.arguments for call in reply.message.calls] == [f'{{"path":"{number}"}}' for number in range(30)]
    assert len({call.id for call in reply.message.calls}) == 30


def test_broken_arguments_are_kept_as_they_came_and_may_be_sent_again(opened: Opener) -> None:
    script = '[{"calls":[{"name":"read","arguments":"{\\"path\\": \\"a"}]},{"text":"sorry","expect":"no such"}]'
    with opened(parse_script(script)) as model:

        async def two_requests() -> str:
            first = [event async for event in model.stream(request_of())]
            message = reply_of(first).message
            call = message.calls[0]
            assert call.arguments == '{"path": "a'
            results = ToolMessage((ResultPart(call.id, (TextPart("no such thing", "tool"),), failed=True),))
            second = [event async for event in model.stream(request_of(user_text("hello"), message, results))]
            await model.aclose()
            return reply_of(second).message.text

        assert asyncio.run(two_requests()) == "sorry"


def test_usage_counts_the_cache_apart(opened: Opener) -> None:
    usage = Usage(input=10, output=20, cache_read=300, cache_write=40)
    script = '[{"text":"x","usage":{"input":10,"output":20,"cache_read":300,"cache_write":40}}]'
    with opened(parse_script(script)) as model:
        assert reply_of(ask_once(model)).usage == usage


@pytest.mark.parametrize(
    "fault",
    [
        '{"status":429,"retry_after":0.1}',
        '{"status":500}',
        '{"status":503}',
        '{"status":529}',
        '{"overloaded":true,"text":"void"}',
        '{"tear":1,"text":"This is void, and a bit longer than one piece."}',
        '{"tear":3,"text":"This is void, and a bit longer than one piece."}',
        '{"garbage":"<html>oops","text":"void"}',
    ],
)
def test_passing_faults_are_retried_and_then_forgotten(opened: Opener, fault: str) -> None:
    with opened(parse_script(f'[{fault},{{"text":"good"}}]')) as model:
        events = ask_once(model)
    assert len(retries_in(events)) == 1
    assert reply_of(events).message.text == "good"


@pytest.mark.parametrize(
    ("fault", "billed"),
    [('{"tear":3,"text":"This is void, but it is billed."}', True), ('{"status":503}', False)],
)
def test_what_a_broken_attempt_costs_is_told_with_its_retry(opened: Opener, fault: str, billed: bool) -> None:
    with opened(parse_script(f'[{fault},{{"text":"good","usage":{{"input":7,"output":3}}}}]')) as model:
        events = ask_once(model)
    (usage,) = (retry.usage for retry in retries_in(events))
    assert (usage.input > 0, usage.output > 0) == (billed, billed)
    assert reply_of(events).usage == Usage(7, 3)


def test_it_gives_up_with_one_line(opened: Opener) -> None:
    with opened(parse_script('[{"status":500,"repeat":6},{"text":"too late"}]')) as model:
        events = ask_once(model)
    assert len(retries_in(events)) == 5
    failure = failure_of(events)
    assert failure.kind == "server" and "gave up after 6 attempts" in failure.text and "\n" not in failure.text


def test_what_had_come_is_in_the_failure(opened: Opener) -> None:
    with opened(
        parse_script('[{"tear":5,"text":"This had come before it broke, and more was to come.","repeat":6}]')
    ) as model:
        events = ask_once(model)
    after_last_retry = events[max(i for i, event in enumerate(events) if isinstance(event, RetryingModel)) + 1 :]
    deltas = [event.text for event in after_last_retry if isinstance(event, TextDelta)]
    assert failure_of(events).partial == "".join(deltas)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "auth"), (403, "auth"), (400, "invalid"), (402, "rate"), (413, "overflow")],
)
def test_final_faults_are_not_retried(opened: Opener, status: int, kind: str) -> None:
    with opened(parse_script(f'[{{"status":{status}}},{{"text":"never"}}]')) as model:
        events = ask_once(model)
    assert not retries_in(events)
    assert failure_of(events).kind == kind


def test_cancelling_ends_it(opened: Opener) -> None:
    with opened(
        parse_script('[{"text":"One piece and then a long silence, I fear.","stall":60},{"text":"next"}]')
    ) as model:

        async def cancel_then_ask() -> str:
            began = asyncio.Event()

            async def read() -> None:
                async for _ in model.stream(request_of()):
                    began.set()

            task = asyncio.create_task(read())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(began.wait(), 0.3)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            events = [event async for event in model.stream(request_of())]
            await model.aclose()
            return reply_of(events).message.text

        assert asyncio.run(cancel_then_ask()) == "next"


def test_it_may_be_asked_again(opened: Opener) -> None:
    with opened(parse_script('[{"text":"a"},{"text":"b"}]')) as model:
        assert [reply_of(events).message.text for events in ask(model, request_of(), request_of())] == ["a", "b"]


def test_a_call_is_whole(opened: Opener) -> None:
    with opened(parse_script('[{"calls":[{"name":"read","arguments":{},"id":"mine"}]}]')) as model:
        assert reply_of(ask_once(model)).message.calls == (CallPart("mine", "read", "{}"),)
