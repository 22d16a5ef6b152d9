"""A model that misbehaves on purpose, from a seed: it shows that an agent survives what real ones do.

Wraps any `ModelClient`. Each request may fail, be void, or come back with its calls corrupted; the same seed over the
same requests gives the same faults.
"""

import random
from collections.abc import AsyncGenerator
from typing import Literal

import msgspec

from reverie.conversation.events import RetryingModel, TextDelta
from reverie.conversation.messages import AssistantMessage, CallPart, ReasoningPart, TextPart
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelReply, ModelRequest

Mischief = Literal["failure", "void", "torn", "broken_arguments", "unknown_tool", "double_call"]
MISCHIEF: tuple[Mischief, ...] = ("failure", "void", "torn", "broken_arguments", "unknown_tool", "double_call")


class ChaosModel:
    """Implements `ModelClient`. `rate` is the share of requests that something is done to, 0 to 1.

    `failure`: a failure after all retries. `void`: a reply without anything in it. `torn`: a stream that breaks and is
    retried with success. The others change the calls of a reply, if it has some.
    """

    def __init__(
        self, model: ModelClient, seed: int, rate: float = 0.3, mischief: tuple[Mischief, ...] = MISCHIEF
    ) -> None:
        self._model = model
        self._random = random.Random(seed)
        self._rate = rate
        self._mischief = mischief
        self.done: list[Mischief | None] = []

    @property
    def name(self) -> str:
        return self._model.name

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        mischief = self._random.choice(self._mischief) if self._random.random() < self._rate else None
        self.done.append(mischief)
        if mischief == "failure":
            yield ModelFailure("server", f"{self.name!r} has a problem (chaos); try later")
            return
        if mischief == "torn":
            yield TextDelta("This text is vo")
            yield RetryingModel(1, 0.0, f"the stream of {self.name!r} broke off (chaos)")
        async for event in self._model.stream(request):
            if mischief == "void" and isinstance(event, TextDelta):
                continue
            yield self._changed(event, mischief) if isinstance(event, ModelReply) else event

    async def aclose(self) -> None:
        await self._model.aclose()

    def _changed(self, reply: ModelReply, mischief: Mischief | None) -> ModelReply:
        if mischief == "void":
            return ModelReply(AssistantMessage((), reply.message.model), reply.usage, "end")
        if mischief in (None, "torn") or not reply.message.calls:
            return reply
        parts: list[TextPart | ReasoningPart | CallPart] = []
        for part in reply.message.parts:
            parts += self._changed_call(part, mischief) if isinstance(part, CallPart) else [part]
        message = msgspec.structs.replace(reply.message, parts=tuple(parts))
        return ModelReply(message, reply.usage, reply.stop)

    def _changed_call(self, call: CallPart, mischief: Mischief | None) -> list[CallPart]:
        if mischief == "broken_arguments":
            cut = self._random.randrange(len(call.arguments)) if call.arguments else 0
            return [CallPart(call.id, call.name, call.arguments[:cut] or "{")]
        if mischief == "unknown_tool":
            return [CallPart(call.id, f"{call.name}_9000", call.arguments)]
        return [call, CallPart(f"{call.id}_again", call.name, call.arguments)]
