"""Limits of a turn: small objects asked before each request, answering whether the turn must stop."""

from typing import Protocol

import msgspec

from ..conversation.events import Outcome
from ..conversation.messages import CallPart, ResultPart, Usage


class Stop(msgspec.Struct, frozen=True):
    """The turn ends here: how, and why in one line."""

    outcome: Outcome
    reason: str


class Tally:
    """What a turn has done so far."""

    def __init__(self) -> None:
        self.requests = 0
        self.usage = Usage()
        self.cost_usd: float | None = 0.0
        self.unasked: str = ""
        """Why a call was denied that a person would have been asked about; empty when none was."""
        self._failures: dict[tuple[str, str], int] = {}

    def count_request(self, usage: Usage, cost_usd: float | None) -> None:
        self.requests += 1
        self.usage += usage
        self.cost_usd = None if self.cost_usd is None or cost_usd is None else self.cost_usd + cost_usd

    def count_calls(self, calls: tuple[CallPart, ...], results: tuple[ResultPart, ...]) -> None:
        """Keep how often each call has now failed without anything else succeeding in between."""
        if not all(result.failed for result in results):
            self._failures.clear()
        for call, result in zip(calls, results, strict=True):
            if result.failed:
                key = (call.name, call.arguments)
                self._failures[key] = self._failures.get(key, 0) + 1

    def most_repeated_failure(self) -> tuple[str, int]:
        """The name of the call that failed most often with the same arguments, and how often."""
        if not self._failures:
            return "", 0
        (name, _), times = max(self._failures.items(), key=lambda item: item[1])
        return name, times


class Limit(Protocol):
    """Asked before each request of a turn. Must be quick and must not raise."""

    def stop(self, tally: Tally) -> Stop | None: ...


class MostRequests(msgspec.Struct, frozen=True):
    """At most so many requests a turn (`--max-turns`)."""

    most: int

    def stop(self, tally: Tally) -> Stop | None:
        if tally.requests < self.most:
            return None
        return Stop("budget", f"stopped after {tally.requests} model requests (--max-turns {self.most})")


class RepeatedFailure(msgspec.Struct, frozen=True):
    """Stops a model that makes the same failing call again and again: the next one would fail too, and costs money."""

    most: int = 3

    def stop(self, tally: Tally) -> Stop | None:
        name, times = tally.most_repeated_failure()
        if times < self.most:
            return None
        return Stop("failed", f"stopped: the model made the same failing '{name}' call {times} times")
