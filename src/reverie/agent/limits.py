"""Limits of a turn: small objects asked before each request, answering whether the turn must stop."""

from typing import Protocol

import msgspec

from reverie.conversation.events import Outcome

from .tally import Tally


class Stop(msgspec.Struct, frozen=True):
    """The turn ends here: how, and why in one line."""

    outcome: Outcome
    reason: str


class Limit(Protocol):
    """Asked before each request of a turn. Must be quick and must not raise."""

    def stop(self, tally: Tally) -> Stop | None: ...


class MostRequests(msgspec.Struct, frozen=True):
    """At most so many requests a turn. `wording` is what a person knows the limit by."""

    most: int
    wording: str = "--max-turns {}"

    def stop(self, tally: Tally) -> Stop | None:
        if tally.requests < self.most:
            return None
        return Stop("budget", f"stopped after {tally.requests} model requests ({self.wording.format(self.most)})")


class RepeatedFailure(msgspec.Struct, frozen=True):
    """Stops a model that makes the same failing call again and again: the next one would fail too, and costs money."""

    most: int = 3

    def stop(self, tally: Tally) -> Stop | None:
        name, times = tally.most_repeated_failure()
        if times < self.most:
            return None
        if tally.unasked:
            return Stop("denied", f"stopped: '{name}' failed {times} times; nobody could be asked to allow it")
        return Stop("failed", f"stopped: the model made the same failing '{name}' call {times} times")
