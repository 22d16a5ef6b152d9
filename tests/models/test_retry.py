"""How long is waited, how often is tried, and what is added up."""

from collections.abc import AsyncGenerator

import pytest
from tests.models.asking import Waits

from reverie.conversation.events import RetryingModel, TextDelta
from reverie.conversation.messages import AssistantMessage, Usage
from reverie.conversation.ports import ModelEvent, ModelFailure, ModelReply
from reverie.models.faults import Fault, torn
from reverie.models.retry import AttemptEvent, Retries, RetryPolicy, with_retries
from reverie.models.retry_after import retry_after_seconds


class Attempts:
    """Fails with each fault in turn, then replies."""

    def __init__(self, *faults: Fault) -> None:
        self._faults = list(faults)

    async def __call__(self) -> AsyncGenerator[AttemptEvent, None]:
        yield TextDelta("part")
        if self._faults:
            raise self._faults.pop(0)
        yield ModelReply(AssistantMessage((), "m"), Usage(input=1), "end")


def _run(attempts: Attempts, retries: Retries) -> list[ModelEvent]:
    import asyncio

    async def collect() -> list[ModelEvent]:
        return [event async for event in with_retries(attempts, retries)]

    return asyncio.run(collect())


def _busy(retry_after: float | None = None) -> Fault:
    return Fault("server", "busy", retry=True, retry_after=retry_after)


def test_waits_double_up_to_a_cap_and_are_jittered() -> None:
    waits = Waits()
    policy = RetryPolicy(attempts=9, first_delay=1.0, longest_delay=10.0)
    _run(Attempts(*[_busy() for _ in range(8)]), Retries(policy, waits, lambda: 1.0))
    assert waits.seconds == [1, 2, 4, 8, 10, 10, 10, 10]
    waits = Waits()
    _run(Attempts(_busy(), _busy()), Retries(policy, waits, lambda: 0.0))
    assert waits.seconds == [0.5, 1.0]


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    waits = Waits()
    events = _run(Attempts(_busy(7.0)), Retries(sleep=waits, chance=lambda: 0.0))
    assert waits.seconds == [7.0]
    assert events[1] == RetryingModel(1, 7.0, "busy")


def test_an_hour_is_not_waited_for() -> None:
    waits = Waits()
    events = _run(Attempts(_busy(3600.0)), waits.retries)
    assert waits.seconds == []
    failure = events[-1]
    assert isinstance(failure, ModelFailure) and "60 min" in failure.text and failure.partial == "part"


def test_no_network_is_said_soon() -> None:
    faults = [Fault("network", "no route", retry=True, unreachable=True) for _ in range(9)]
    waits = Waits()
    events = _run(Attempts(*faults), waits.retries)
    assert len(waits.seconds) == 2
    assert isinstance(events[-1], ModelFailure) and "gave up after 3 attempts" in events[-1].text


def test_usage_of_a_broken_attempt_is_told_with_its_retry_and_not_again() -> None:
    fault = torn("x")
    fault.usage = Usage(input=100, cache_write=5)
    events = _run(Attempts(fault), Waits().retries)
    assert isinstance(events[1], RetryingModel) and events[1].usage == Usage(input=100, cache_write=5)
    reply = events[-1]
    assert isinstance(reply, ModelReply) and reply.usage == Usage(input=1)


def test_usage_of_the_last_attempt_is_told_with_the_failure() -> None:
    faults = [torn("x"), Fault("refused", "no")]
    for number, fault in enumerate(faults, 1):
        fault.usage = Usage(input=number)
    failure = _run(Attempts(*faults), Waits().retries)[-1]
    assert isinstance(failure, ModelFailure) and failure.usage == Usage(input=2)


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"retry-after": "3"}, b"", 3.0),
        ({"retry-after": "0.25"}, b"", 0.25),
        ({"retry-after-ms": "1500", "retry-after": "9"}, b"", 1.5),
        ({"retry-after": "Sun, 06 Nov 1994 08:49:47 GMT", "date": "Sun, 06 Nov 1994 08:49:37 GMT"}, b"", 10.0),
        ({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}, b"", 7.0),
        ({"retry-after": "Sun, 06 Nov 1994 08:49:20 GMT"}, b"", 0.0),
        ({}, b'{"error":{"details":[{"retryDelay": "34.5s"}]}}', 34.5),
        ({"retry-after": "soon"}, b"", None),
        ({"retry-after": "nan"}, b"", None),
        ({"retry-after": "-1"}, b"", None),
        ({}, b"", None),
    ],
)
def test_what_a_server_asks_for(headers: dict[str, str], body: bytes, seconds: float | None) -> None:
    assert retry_after_seconds(headers, body, lambda: 784111770.0) == seconds
