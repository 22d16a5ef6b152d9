"""A model that plays a script in this process: no server, no network, the same retries as a real one."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ReasoningPart,
    ResultPart,
    StopReason,
    TextPart,
    Usage,
    tokens_of,
)
from reverie.conversation.ports import ModelEvent, ModelReply, ModelRequest

from .faults import Fault, torn
from .provider_errors import Target, fault_of_status
from .retry import AttemptEvent, Retries, with_retries
from .script import Playback, Script, ScriptMismatch, Step, load_script, pieces


class ScriptedModel:
    """Plays one step of a script for each attempt at a request. Implements `ModelClient`."""

    def __init__(self, script: Script, name: str = "scripted/script", retries: Retries | None = None) -> None:
        self._playback = Playback(script)
        self._name = name
        self._retries = retries or Retries()
        self._calls = 0
        self.requests: list[ModelRequest] = []

    @property
    def name(self) -> str:
        return self._name

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self.requests.append(request)
        async with aclosing(with_retries(lambda: self._play(request), self._retries)) as events:
            async for event in events:
                yield event

    async def aclose(self) -> None:
        """Nothing is open."""

    async def _play(self, request: ModelRequest) -> AsyncGenerator[AttemptEvent, None]:
        try:
            step = self._playback.next(lambda: text_of(request.messages[-1]) if request.messages else "")
        except ScriptMismatch as error:
            raise Fault("invalid", str(error)) from error
        if step.status is not None:
            raise fault_of_status(step.status, step.wire_body(), {}, Target(self._name), step.retry_after)
        sent: list[TextDelta | ReasoningDelta] = []
        try:
            for delta in _deltas(step):
                self._break_off(step, len(sent))
                yield delta
                sent.append(delta)
                if len(sent) == 1 and step.stall is not None:
                    await self._stall(step.stall)
            self._break_off(step, len(sent), at_end=True)
        except Fault as fault:
            fault.usage = Usage(_size(request), tokens_of("".join(delta.text for delta in sent)))
            raise
        yield self._reply(step, request)

    def _break_off(self, step: Step, sent: int, *, at_end: bool = False) -> None:
        if step.overloaded:
            raise fault_of_status(529, b"overloaded", {}, Target(self._name))
        if step.tear is not None and (sent >= step.tear or at_end):
            raise torn(f"the stream of {self._name!r} broke off")
        if step.garbage is not None and (sent or at_end):
            raise torn(f"the stream of {self._name!r} held {step.garbage!r}, which is no event")

    async def _stall(self, seconds: float) -> None:
        import asyncio

        await (self._retries.sleep or asyncio.sleep)(seconds)

    def _reply(self, step: Step, request: ModelRequest) -> ModelReply:
        parts: list[TextPart | ReasoningPart | CallPart] = []
        if step.reasoning:
            parts.append(ReasoningPart(step.reasoning, self._name))
        if step.text:
            parts.append(TextPart(step.text, "model"))
        for call in step.calls:
            self._calls += 1
            parts.append(CallPart(call.id or f"call_{self._calls}", call.name, call.wire_arguments))
        stop: StopReason = "calls" if step.calls else "end"
        return ModelReply(AssistantMessage(tuple(parts), self._name), step.counted(_size(request)), stop)


def open_scripted(file: str, retries: Retries | None = None) -> ScriptedModel:
    """The model `scripted/FILE`. Raises InvalidScript."""
    return ScriptedModel(load_script(Path(file)), f"scripted/{file}", retries)


def text_of(message: Message) -> str:
    """All text of a message, also of its results."""
    parts = message.results if not hasattr(message, "parts") else message.parts
    return "\n".join(_part_text(part) for part in parts)


def _part_text(part: object) -> str:
    if isinstance(part, ResultPart):
        return "\n".join(_part_text(piece) for piece in part.content)
    return part.text if isinstance(part, TextPart) else ""


def _deltas(step: Step) -> list[TextDelta | ReasoningDelta]:
    return [*map(ReasoningDelta, pieces(step.reasoning)), *map(TextDelta, pieces(step.text))]


def _size(request: ModelRequest) -> int:
    return tokens_of(request.system) + sum(tokens_of(text_of(message)) for message in request.messages)
