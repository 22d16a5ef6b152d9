"""Retries: jittered exponential backoff that honours what the server asks for, shared by every client."""

import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

import msgspec

from reverie.conversation.events import ReasoningDelta, RetryingModel, TextDelta
from reverie.conversation.ports import ModelEvent, ModelFailure, ModelReply

from .faults import Fault

Sleep = Callable[[float], Awaitable[None]]
"""Waits that many seconds."""

AttemptEvent = TextDelta | ReasoningDelta | ModelReply
Attempt = Callable[[], AsyncGenerator[AttemptEvent, None]]
"""One try at a request: deltas, then a reply; raises Fault."""


class RetryPolicy(msgspec.Struct, frozen=True):
    """How often and how long: counts of attempts, seconds of waiting.

    Without network three attempts are enough to outlive a hiccup; a person waits for the answer "no network".
    """

    attempts: int = 6
    connect_attempts: int = 3
    first_delay: float = 0.5
    longest_delay: float = 30.0
    longest_retry_after: float = 120.0


class Retries(msgspec.Struct, frozen=True):
    """A policy with the sleep and the chance it uses; both are replaced in tests."""

    policy: RetryPolicy = RetryPolicy()
    sleep: Sleep | None = None
    chance: Callable[[], float] = random.random


async def with_retries(attempt: Attempt, retries: Retries) -> AsyncGenerator[ModelEvent, None]:
    """Attempt until it succeeds, cannot, or was tried often enough.

    Each broken attempt's usage is told once: by the `RetryingModel` before the next one, the last one's by the end.
    """
    number = 0
    while True:
        number += 1
        partial: list[str] = []
        try:
            async with aclosing(attempt()) as events:
                async for event in events:
                    if isinstance(event, ModelReply):
                        yield event
                        return
                    if isinstance(event, TextDelta):
                        partial.append(event.text)
                    yield event
            return
        except Fault as fault:
            delay = _delay(fault, number, retries)
            if isinstance(delay, str):
                yield ModelFailure(fault.kind, delay, "".join(partial), fault.usage)
                return
            yield RetryingModel(number, delay, fault.text, fault.usage)
        await _sleep(delay, retries)


def _delay(fault: Fault, number: int, retries: Retries) -> float | str:
    """Seconds to wait before the next attempt, or the line to give up with."""
    policy = retries.policy
    most = policy.connect_attempts if fault.unreachable else policy.attempts
    if not fault.retry:
        return fault.text
    if fault.retry_after is not None and fault.retry_after > policy.longest_retry_after:
        return f"{fault.text} (the provider asks to wait {_span(fault.retry_after)}; try again then)"
    if number >= most:
        return f"{fault.text} (gave up after {number} attempts)" if number > 1 else fault.text
    if fault.retry_after is not None:
        return fault.retry_after + retries.chance() * policy.first_delay / 2
    longest = min(policy.longest_delay, policy.first_delay * 2.0 ** (number - 1))
    return longest * (0.5 + retries.chance() / 2)


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


async def _sleep(seconds: float, retries: Retries) -> None:
    if retries.sleep is not None:
        await retries.sleep(seconds)
        return
    import asyncio

    await asyncio.sleep(seconds)
