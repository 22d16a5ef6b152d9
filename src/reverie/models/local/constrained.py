"""A `ModelClient` for models that cannot call tools: their replies are held to a JSON schema and read as calls."""

import os
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Any

import msgspec

from reverie.conversation.events import RetryingModel, TextDelta
from reverie.conversation.messages import AssistantMessage, CallPart, TextPart, Usage
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelReply, ModelRequest, ToolSpec

from .call_schema import Call, ReplyText, object_schema, read_object
from .looks import Look, is_enough, is_guess, is_known, looks_in, saw_files, was_seen
from .plain_history import PlainHistory
from .profile import prompt_with_tools

LEAST_OUTPUT_TOKENS = 256
"""Fewer would cut an object in two."""

_SAMPLING = {
    "temperature": 0,
    "cache_prompt": True,
    # A small model says the same again and again; what it quotes from results is further back than this.
    "repeat_penalty": 1.1,
    "repeat_last_n": 64,
}

MakeChat = Callable[[dict[str, Any]], ModelClient]
"""Makes a Chat Completions client whose requests carry these further fields."""


class ConstrainedModel:
    """Wraps clients of one model, one for each schema it was asked with; in practice two."""

    def __init__(self, name: str, make_chat: MakeChat) -> None:
        self._name = name
        self._make_chat = make_chat
        self._chats: dict[bytes, ModelClient] = {}
        self._history = PlainHistory()

    @property
    def name(self) -> str:
        return self._name

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        plain, looks, lost = self._plain(request), looks_in(request.messages), Usage()
        offered = () if is_enough(looks) else request.tools
        while True:
            narrower: tuple[ToolSpec, ...] | None = None
            async for event in self._ask(plain, offered, looks):
                if (
                    isinstance(event, ModelReply)
                    and (narrower := _narrower(event, offered, request, looks)) is not None
                ):
                    lost += event.usage
                    break
                yield _with_usage(event, lost)
            if narrower is None:
                return
            offered = narrower

    async def _ask(
        self, plain: ModelRequest, offered: tuple[ToolSpec, ...], looks: list[Look]
    ) -> AsyncGenerator[ModelEvent]:
        """One request; with no tool offered, the model can only answer."""
        text = ReplyText()
        chat = self._chat(object_schema(offered, with_place=saw_files(looks)))
        async with aclosing(chat.stream(plain)) as events:
            async for event in events:
                if isinstance(event, TextDelta):
                    if piece := text.feed(event.text):
                        yield TextDelta(piece)
                elif isinstance(event, ModelReply):
                    for last in self._end(event, looks):
                        yield last
                elif isinstance(event, ModelFailure):
                    yield _failure(event)
                else:
                    text = ReplyText() if isinstance(event, RetryingModel) else text
                    yield event

    async def aclose(self) -> None:
        for chat in self._chats.values():
            await chat.aclose()
        self._chats.clear()

    def _chat(self, schema: dict[str, Any]) -> ModelClient:
        key = msgspec.json.encode(schema)
        if key not in self._chats:
            form = {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}
            self._chats[key] = self._make_chat({"response_format": form, **_SAMPLING})
        return self._chats[key]

    def _plain(self, request: ModelRequest) -> ModelRequest:
        return ModelRequest(
            system=prompt_with_tools(request.system, request.tools),
            tools=(),
            messages=self._history.rewrite(request.messages),
            max_output_tokens=max(LEAST_OUTPUT_TOKENS, request.max_output_tokens),
        )

    def _end(self, reply: ModelReply, looks: list[Look]) -> Iterator[ModelEvent]:
        """The reply as a call or an answer; a place that was really seen is added to an answer that lacks it."""
        meant = read_object(reply.message.text)
        if isinstance(meant, Call):
            call = CallPart(f"local-{os.urandom(6).hex()}", meant.name, meant.arguments)
            yield ModelReply(AssistantMessage((call,), self._name), reply.usage, "calls")
            return
        where = f"\n\n{meant.where}" if meant.where not in meant.text and was_seen(meant.where, looks) else ""
        if where:
            yield TextDelta(where)
        part = TextPart(meant.text + where, "model")
        yield ModelReply(AssistantMessage((part,), self._name), reply.usage, reply.stop)


def _narrower(
    reply: ModelReply, offered: tuple[ToolSpec, ...], request: ModelRequest, looks: list[Look]
) -> tuple[ToolSpec, ...] | None:
    """What to offer when asking once more because the call is of no use; None when the reply is good."""
    for call in reply.message.calls:
        if is_known(call, looks):
            return ()
        if is_guess(call, request.messages):
            return tuple(tool for tool in offered if tool.name != call.name)
    return None


def _with_usage(event: ModelEvent, lost: Usage) -> ModelEvent:
    """What an earlier attempt used is on the bill too."""
    if isinstance(event, ModelReply | ModelFailure):
        return msgspec.structs.replace(event, usage=event.usage + lost)
    return event


def _failure(failure: ModelFailure) -> ModelFailure:
    """What had come was an unfinished object: keep its text, drop its form."""
    return msgspec.structs.replace(failure, partial=ReplyText().feed(failure.partial))
