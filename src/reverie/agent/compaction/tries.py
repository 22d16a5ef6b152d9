"""Tries: a model that is asked a counted number of times, whatever its own client repeats."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import msgspec

from reverie.conversation.events import RetryingModel
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelRequest

_REPEATED = ("rate", "server", "network")
"""What a client repeats a request for."""


class Tries:
    """How many requests may still be made. `made` are all so far, `repeated` those that a client made by itself.

    `attempts` are those that were begun here, the one under way not counted.
    """

    def __init__(self, most: int) -> None:
        self.left = most
        self.made = 0
        self.repeated = 0

    @property
    def attempts(self) -> int:
        return self.made - self.repeated

    def take(self) -> None:
        self.left -= 1
        self.made += 1

    def take_again(self) -> None:
        self.take()
        self.repeated += 1


class FewTries:
    """Implements `ModelClient` by another one, and ends the stream where that would make one request too many."""

    def __init__(self, model: ModelClient, tries: Tries) -> None:
        self._model = model
        self._tries = tries

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self._tries.take()
        reason = ""
        async with aclosing(self._model.stream(request)) as events:
            async for event in events:
                if isinstance(event, RetryingModel):
                    if not self._tries.left:
                        yield ModelFailure("server", event.reason, usage=event.usage)
                        return
                    self._tries.take_again()
                    reason = event.reason
                yield _without_count(event, reason) if isinstance(event, ModelFailure) else event

    async def aclose(self) -> None:
        """The model belongs to the session."""


def _without_count(failure: ModelFailure, reason: str) -> ModelFailure:
    """A client that gives up says how often it tried; who counts here says it of all."""
    again = reason and failure.kind in _REPEATED
    return msgspec.structs.replace(failure, text=reason) if again else failure
