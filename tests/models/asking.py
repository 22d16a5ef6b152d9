"""What the tests of models share: requests, clients at the scripted server, and everything that came back."""

import asyncio
from collections.abc import Callable

from reverie.conversation.events import RetryingModel
from reverie.conversation.messages import Message, user_text
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelReply, ModelRequest, ToolSpec
from reverie.models.anthropic_messages import AnthropicMessages
from reverie.models.http_model import HttpModel
from reverie.models.http_stream import HttpStream, Timeouts
from reverie.models.openai_chat import OpenAIChat
from reverie.models.openai_chat_request import ChatDialect
from reverie.models.openai_responses import OpenAIResponses
from reverie.models.provider_errors import Target
from reverie.models.retry import Retries
from reverie.models.wire import Wire

READ = ToolSpec("read", "Reads a file.", {"type": "object", "properties": {"path": {"type": "string"}}})
SECRET = "sk-never-to-be-shown"
NAME = "openai/gpt-test"

MakeWire = Callable[[str, Target], Wire]
WIRES: dict[str, MakeWire] = {"chat": OpenAIChat, "messages": AnthropicMessages, "responses": OpenAIResponses}


class Waits:
    """Records what was slept and takes no time."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)

    @property
    def retries(self) -> Retries:
        return Retries(sleep=self, chance=lambda: 1.0)


def request_of(*messages: Message, system: str = "Be brief.") -> ModelRequest:
    return ModelRequest(system, (READ,), messages or (user_text("hello"),), 1000)


def ask(model: ModelClient, *requests: ModelRequest) -> list[list[ModelEvent]]:
    """Every event of every request; the model is closed afterwards."""

    async def ask_all() -> list[list[ModelEvent]]:
        try:
            return [[event async for event in model.stream(request)] for request in requests]
        finally:
            await model.aclose()

    return asyncio.run(ask_all())


def ask_once(model: ModelClient, request: ModelRequest | None = None) -> list[ModelEvent]:
    return ask(model, request or request_of())[0]


def reply_of(events: list[ModelEvent]) -> ModelReply:
    assert isinstance(events[-1], ModelReply), events
    return events[-1]


def failure_of(events: list[ModelEvent]) -> ModelFailure:
    assert isinstance(events[-1], ModelFailure), events
    return events[-1]


def retries_in(events: list[ModelEvent]) -> list[RetryingModel]:
    return [event for event in events if isinstance(event, RetryingModel)]


def model_at(url: str, wire: str = "chat", *, retries: Retries | None = None, silence: float = 30.0) -> HttpModel:
    """A client of one wire format at a URL."""
    target = Target(NAME, url, "OPENAI_API_KEY", has_key=True)
    return _model(url, WIRES[wire]("gpt-test", target), target, retries, silence)


def chat_model(url: str, dialect: ChatDialect, *, name: str = NAME) -> HttpModel:
    """A client of Chat Completions in one dialect."""
    target = Target(name, url, "OPENAI_API_KEY", has_key=True)
    return _model(url, OpenAIChat("gpt-test", target, dialect), target, None, 30.0)


def _model(url: str, wire: Wire, target: Target, retries: Retries | None, silence: float) -> HttpModel:
    stream = HttpStream(url + wire.path, wire.headers(SECRET), target, Timeouts(silence=silence))
    return HttpModel(target.name, wire, stream, retries or Waits().retries)
