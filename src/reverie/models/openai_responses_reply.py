"""Streamed answers in the form of OpenAI Responses.

Form: https://platform.openai.com/docs/api-reference/responses-streaming. Text is shown from the deltas; the answer is
made of the finished items, in their order. Events and items of other types are skipped.
"""

from typing import Any

import msgspec

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import AssistantMessage, CallPart, ReasoningPart, StopReason, TextPart, Usage
from reverie.conversation.ports import ModelReply

from .faults import torn
from .openai_responses_request import MessagePhase
from .provider_errors import Target, fault_of_event
from .wire import UNREADABLE, Delta

_ENDS = ("response.completed", "response.incomplete", "response.failed")
_TEXTS = ("response.output_text.delta", "response.refusal.delta")
_REASONING = ("response.reasoning_summary_text.delta", "response.reasoning_text.delta")


class _InputDetails(msgspec.Struct):
    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


class _Usage(msgspec.Struct):
    input_tokens: int = 0
    output_tokens: int = 0
    input_tokens_details: _InputDetails | None = None

    def counted(self) -> Usage:
        details = self.input_tokens_details or _InputDetails()
        read, write = details.cached_tokens or 0, details.cache_write_tokens or 0
        return Usage(max(0, self.input_tokens - read - write), self.output_tokens, read, write)


class _Content(msgspec.Struct):
    type: str = ""
    text: str = ""
    refusal: str = ""


class _Item(msgspec.Struct):
    type: str
    id: str = ""
    content: list[_Content] | None = None
    phase: str | None = None
    summary: list[_Content] | None = None
    encrypted_content: str | None = None
    call_id: str = ""
    name: str = ""
    arguments: str = ""


class _Why(msgspec.Struct):
    reason: str = ""


class _Response(msgspec.Struct):
    output: list[_Item] | None = None
    usage: _Usage | None = None
    incomplete_details: _Why | None = None


class _Event(msgspec.Struct):
    type: str
    delta: Any = None
    item: _Item | None = None
    response: _Response | None = None
    output_index: int = 0
    summary_index: int = 0


_event = msgspec.json.Decoder(_Event)


class ResponsesReading:
    """Puts one answer together. Implements `Reading`."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._items: dict[int, _Item] = {}
        self._end = ""
        self._why = ""
        self.usage = Usage()

    @property
    def complete(self) -> bool:
        return bool(self._end)

    def feed(self, event: bytes) -> list[Delta]:
        if event == b"[DONE]":
            return []
        try:
            read = _event.decode(event)
        except UNREADABLE as error:
            raise torn(f"the stream of {self._target.name!r} held {event[:80]!r}, which is no event") from error
        if read.type in ("error", "response.failed"):
            raise fault_of_event(event, self._target)
        if read.type in _TEXTS and isinstance(read.delta, str):
            return [TextDelta(read.delta)]
        if read.type in _REASONING and isinstance(read.delta, str):
            return [ReasoningDelta(read.delta)]
        if read.type == "response.reasoning_summary_part.added" and read.summary_index:
            return [ReasoningDelta("\n\n")]
        self._keep(read)
        return []

    def reply(self) -> ModelReply:
        if not self._end:
            raise torn(f"the stream of {self._target.name!r} ended too early")
        items = [self._items[index] for index in sorted(self._items)]
        parts = tuple(part for item in items for part in _parts(item, self._target.name))
        message = AssistantMessage(parts, self._target.name)
        return ModelReply(message, self.usage, self._stop(message, items))

    def _keep(self, read: _Event) -> None:
        if read.type == "response.output_item.done" and read.item is not None:
            self._items[read.output_index] = read.item
        if read.type not in _ENDS or read.response is None:
            return
        self._end = read.type
        if read.response.usage is not None:
            self.usage = read.response.usage.counted()
        if read.response.incomplete_details is not None:
            self._why = read.response.incomplete_details.reason
        if not self._items:
            self._items = dict(enumerate(read.response.output or ()))

    def _stop(self, message: AssistantMessage, items: list[_Item]) -> StopReason:
        refused = any(content.refusal for item in items for content in item.content or ())
        if refused or self._why == "content_filter":
            return "refusal"
        if self._end == "response.incomplete":
            return "length"
        return "calls" if message.calls else "end"


def _parts(item: _Item, model: str) -> list[TextPart | ReasoningPart | CallPart]:
    if item.type == "message":
        return _text_parts(item, model)
    if item.type == "function_call":
        return [CallPart(item.call_id or item.id, item.name, item.arguments)]
    if item.type == "reasoning":
        shown = item.summary or item.content or []
        text = "\n\n".join(content.text for content in shown)
        return [ReasoningPart(text, model, _proof(item))]
    return []


def _text_parts(item: _Item, model: str) -> list[TextPart | ReasoningPart | CallPart]:
    text = "".join(content.text or content.refusal for content in item.content or ())
    if not text:
        return []
    if not item.phase:
        return [TextPart(text, "model")]
    phase = msgspec.json.encode(MessagePhase(item.phase)).decode()
    return [ReasoningPart("", model, phase), TextPart(text, "model")]


def _proof(item: _Item) -> str:
    """The reasoning item to give back. Without its encrypted content the provider could not find it again."""
    if not item.encrypted_content:
        return ""
    summary = [{"type": "summary_text", "text": content.text} for content in item.summary or ()]
    wire = {"type": "reasoning", "id": item.id, "summary": summary, "encrypted_content": item.encrypted_content}
    return msgspec.json.encode(wire).decode()
