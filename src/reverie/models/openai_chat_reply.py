"""Streamed answers in the form of OpenAI Chat Completions, and of those who only nearly speak it.

Seen in the wild and accepted: calls without ids, without indexes, all with index 0, whole in one piece, with arguments
as an object; a name repeated in every piece; reasoning as `reasoning_content`, `reasoning` or parts of the content; no
`[DONE]`; no `finish_reason`; an answer that is not streamed; usage in a piece of its own or with the last one.
"""

import os
from typing import Any

import msgspec

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ReasoningPart,
    StopReason,
    TextPart,
    Usage,
)
from reverie.conversation.ports import ModelReply

from .faults import torn
from .openai_chat_request import ReasoningProof
from .provider_errors import Target, fault_of_event
from .wire import UNREADABLE, Delta


class _Function(msgspec.Struct):
    name: str | None = None
    arguments: str | dict[str, Any] | None = None


class _Call(msgspec.Struct):
    index: int | None = None
    id: str | None = None
    function: _Function | None = None
    extra_content: dict[str, Any] | None = None


class _Piece(msgspec.Struct):
    """One item of a content that is a list, as Mistral's reasoning models send it."""

    type: str = "text"
    text: str | None = None
    thinking: "str | list[_Piece] | None" = None


class _Message(msgspec.Struct):
    content: str | list[_Piece] | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None
    reasoning_details: list[dict[str, Any]] | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(msgspec.Struct):
    delta: _Message | None = None
    message: _Message | None = None
    finish_reason: str | None = None
    index: int = 0


class _PromptDetails(msgspec.Struct):
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None
    prompt_tokens_details: _PromptDetails | None = None
    prompt_cache_hit_tokens: int | None = None

    def counted(self) -> Usage:
        """Reasoning counts as output, also where a provider has it in the total only."""
        details = self.prompt_tokens_details or _PromptDetails()
        prompt = self.prompt_tokens or 0
        read = details.cached_tokens or self.prompt_cache_hit_tokens or 0
        write = details.cache_write_tokens or 0
        output = max(self.completion_tokens or 0, (self.total_tokens or 0) - prompt)
        return Usage(max(0, prompt - read - write), output, read, write)


class _Chunk(msgspec.Struct):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: Any = None
    object: str | None = None


class _OpenCall:
    """A call whose pieces are still coming."""

    def __init__(self, index: int | None) -> None:
        self.index = index
        self.id = ""
        self.name = ""
        self.arguments: list[str] = []
        self.extra: dict[str, Any] | None = None


_chunk = msgspec.json.Decoder(_Chunk)


class ChatReading:
    """Puts one answer together. Implements `Reading`."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._reasoning_field = ""
        self._details: list[dict[str, Any]] = []
        self._calls: list[_OpenCall] = []
        self._finish = ""
        self._done = False
        self._refused = False
        self.usage = Usage()

    @property
    def complete(self) -> bool:
        return self._done

    def feed(self, event: bytes) -> list[Delta]:
        if event == b"[DONE]":
            self._done = True
            return []
        try:
            chunk = _chunk.decode(event)
        except UNREADABLE as error:
            raise torn(f"the stream of {self._target.name!r} held {event[:80]!r}, which is no event") from error
        if chunk.error or chunk.object == "error":
            raise fault_of_event(event, self._target)
        if chunk.usage is not None:
            self.usage = chunk.usage.counted()
        return self._choice(chunk.choices[0], event) if chunk.choices else []

    def reply(self) -> ModelReply:
        if not self._finish and not self._done:
            raise torn(f"the stream of {self._target.name!r} ended too early")
        parts: list[TextPart | ReasoningPart | CallPart] = [*self._reasoning_parts()]
        if text := "".join(self._text):
            parts.append(TextPart(text, "model"))
        for call in self._calls:
            parts += self._call_parts(call)
        return ModelReply(AssistantMessage(tuple(parts), self._target.name), self.usage, self._stop())

    def _choice(self, choice: _Choice, event: bytes) -> list[Delta]:
        if choice.finish_reason == "error":
            raise fault_of_event(event, self._target)
        self._finish = choice.finish_reason or self._finish
        message = choice.delta or choice.message
        if message is None:
            return []
        for call in message.tool_calls or ():
            self._call(call)
        if message.reasoning_details:
            self._add_details(message.reasoning_details)
        return [*self._reasoning_deltas(message), *self._text_deltas(message)]

    def _text_deltas(self, message: _Message) -> list[Delta]:
        content = message.content
        text = "".join(piece.text or "" for piece in content) if isinstance(content, list) else content or ""
        if message.refusal:
            text += message.refusal
            self._refused = True
        if not text:
            return []
        self._text.append(text)
        return [TextDelta(text)]

    def _reasoning_deltas(self, message: _Message) -> list[Delta]:
        field = "reasoning_content" if message.reasoning_content else "reasoning"
        text = message.reasoning_content or message.reasoning or ""
        if isinstance(message.content, list):
            field, text = "", "".join(_thinking(piece) for piece in message.content)
        if not text:
            return []
        self._reasoning_field = field
        self._reasoning.append(text)
        return [ReasoningDelta(text)]

    def _call(self, piece: _Call) -> None:
        call = self._open_call(piece)
        function = piece.function or _Function()
        call.id = call.id or piece.id or ""
        call.name = call.name or function.name or ""
        if isinstance(function.arguments, dict):
            call.arguments.append(msgspec.json.encode(function.arguments).decode())
        elif function.arguments:
            call.arguments.append(function.arguments)
        call.extra = piece.extra_content or call.extra

    def _open_call(self, piece: _Call) -> _OpenCall:
        """The call that a piece belongs to: by index, else the last; a new id beside a new name begins a new call."""
        named = piece.function is not None and bool(piece.function.name)
        if piece.index is None:
            found = None if named or not self._calls else self._calls[-1]
        else:
            found = next((call for call in reversed(self._calls) if call.index == piece.index), None)
        if found is not None and named and piece.id and found.id and piece.id != found.id:
            found = None
        if found is None:
            found = _OpenCall(piece.index)
            self._calls.append(found)
        return found

    def _add_details(self, details: list[dict[str, Any]]) -> None:
        """Collect OpenRouter's reasoning details, joining the pieces of one detail."""
        for detail in details:
            last = self._details[-1] if self._details else {}
            if (last.get("type"), last.get("index")) != (detail.get("type"), detail.get("index")):
                self._details.append(dict(detail))
                continue
            for key, value in detail.items():
                if key in ("text", "summary", "data") and isinstance(last.get(key), str) and isinstance(value, str):
                    last[key] += value
                elif value is not None:
                    last[key] = value

    def _reasoning_parts(self) -> list[ReasoningPart]:
        if not self._reasoning and not self._details:
            return []
        proof = ReasoningProof(field=self._reasoning_field)
        if self._details:
            proof = ReasoningProof(reasoning_details=msgspec.Raw(msgspec.json.encode(self._details)))
        opaque = msgspec.json.encode(proof).decode() if self._details or self._reasoning_field else ""
        return [ReasoningPart("".join(self._reasoning), self._target.name, opaque)]

    def _call_parts(self, call: _OpenCall) -> list[ReasoningPart | CallPart]:
        twins = [other for other in self._calls if other is not call and other.id == call.id]
        if not call.id or twins:
            call.id = f"call_{os.urandom(6).hex()}"
        part = CallPart(call.id, call.name, "".join(call.arguments))
        if not call.extra:
            return [part]
        proof = ReasoningProof(call=call.id, extra_content=msgspec.Raw(msgspec.json.encode(call.extra)))
        return [ReasoningPart("", self._target.name, msgspec.json.encode(proof).decode()), part]

    def _stop(self) -> StopReason:
        if self._finish == "length":
            return "length"
        if self._calls:
            return "calls"
        return "refusal" if self._refused or self._finish == "content_filter" else "end"


def _thinking(piece: _Piece) -> str:
    if isinstance(piece.thinking, list):
        return "".join(inner.text or "" for inner in piece.thinking)
    return piece.thinking or ""
