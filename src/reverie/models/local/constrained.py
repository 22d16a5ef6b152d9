"""A `ModelClient` for models that cannot call tools: their replies are held to a JSON schema and read as calls."""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, cast

import msgspec

from reverie.conversation.events import RetryingModel, TextDelta
from reverie.conversation.messages import AssistantMessage, CallPart, StopReason, TextPart
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelReply, ModelRequest, ToolSpec

from .call_schema import Call, ReplyText, object_schema, read_object
from .enough import MOST_CALLS, must_answer
from .plain_history import PlainHistory
from .profile import prompt_with_tools

LEAST_OUTPUT_TOKENS = 256
"""Fewer would cut an object in two."""

MakeChat = Callable[[dict[str, Any]], ModelClient]
"""Makes a Chat Completions client whose requests carry these further fields."""


class ConstrainedModel:
    """Wraps clients of one model, one for each schema it was asked with; in practice two."""

    def __init__(self, name: str, make_chat: MakeChat, most_calls: int = MOST_CALLS) -> None:
        self._name = name
        self._make_chat = make_chat
        self._most_calls = most_calls
        self._chats: dict[bytes, ModelClient] = {}
        self._history = PlainHistory()

    @property
    def name(self) -> str:
        return self._name

    async def stream(self, request: ModelRequest) -> AsyncIterator[ModelEvent]:
        offered = () if must_answer(request.messages, self._most_calls) else request.tools
        chat = self._chat(offered)
        text = ReplyText()
        stream = cast("AsyncGenerator[ModelEvent]", chat.stream(self._plain(request)))
        async with aclosing(stream) as events:
            async for event in events:
                if isinstance(event, RetryingModel):
                    text = ReplyText()
                    yield event
                elif isinstance(event, TextDelta):
                    if piece := text.feed(event.text):
                        yield TextDelta(piece)
                elif isinstance(event, ModelReply):
                    yield self._reply(event)
                elif isinstance(event, ModelFailure):
                    yield _failure(event)

    async def aclose(self) -> None:
        for chat in self._chats.values():
            await chat.aclose()
        self._chats.clear()

    def _chat(self, tools: tuple[ToolSpec, ...]) -> ModelClient:
        schema = object_schema(tools)
        key = msgspec.json.encode(schema)
        if key not in self._chats:
            form = {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}
            self._chats[key] = self._make_chat({"response_format": form, "temperature": 0, "cache_prompt": True})
        return self._chats[key]

    def _plain(self, request: ModelRequest) -> ModelRequest:
        return ModelRequest(
            system=prompt_with_tools(request.system, request.tools),
            tools=(),
            messages=self._history.rewrite(request.messages),
            max_output_tokens=max(LEAST_OUTPUT_TOKENS, request.max_output_tokens),
        )

    def _reply(self, reply: ModelReply) -> ModelReply:
        meant = read_object(reply.message.text)
        stop: StopReason = reply.stop
        part: TextPart | CallPart
        if isinstance(meant, Call):
            part, stop = CallPart(f"local-{os.urandom(6).hex()}", meant.name, meant.arguments), "calls"
        else:
            part = TextPart(meant.text, "model")
        return ModelReply(AssistantMessage((part,), self._name), reply.usage, stop)


def _failure(failure: ModelFailure) -> ModelFailure:
    """What had come was an unfinished object: keep its text, drop its form."""
    return msgspec.structs.replace(failure, partial=ReplyText().feed(failure.partial))
