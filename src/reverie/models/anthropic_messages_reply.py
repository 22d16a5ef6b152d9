"""Streamed answers in the form of Anthropic Messages.

Form: https://platform.claude.com/docs/en/build-with-claude/streaming. Events and blocks of other types are skipped.
"""

from typing import Any

import msgspec

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import AssistantMessage, CallPart, ReasoningPart, StopReason, TextPart, Usage
from reverie.conversation.ports import ModelReply

from .faults import torn
from .provider_errors import Target, fault_of_event
from .wire import UNREADABLE, Delta

_STOPS: dict[str, StopReason] = {
    "tool_use": "calls",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refusal",
}


class _Usage(msgspec.Struct):
    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_read_input_tokens: int | None = None
    cache_creation_input_tokens: int | None = None

    def over(self, before: Usage) -> Usage:
        """The counts so far: each event's are cumulative, what it leaves out stays as it was."""
        return Usage(
            before.input if self.input_tokens is None else self.input_tokens,
            before.output if self.output_tokens is None else self.output_tokens,
            before.cache_read if self.cache_read_input_tokens is None else self.cache_read_input_tokens,
            before.cache_write if self.cache_creation_input_tokens is None else self.cache_creation_input_tokens,
        )


class _Block(msgspec.Struct):
    """A content block as it opens, and then as it stands."""

    type: str
    text: str = ""
    thinking: str = ""
    signature: str = ""
    data: str = ""
    id: str = ""
    name: str = ""
    input: dict[str, Any] | None = None


class _Delta(msgspec.Struct):
    type: str = ""
    text: str = ""
    thinking: str = ""
    signature: str = ""
    partial_json: str = ""
    stop_reason: str | None = None


class _Message(msgspec.Struct):
    usage: _Usage | None = None


class _Event(msgspec.Struct):
    type: str
    index: int = 0
    message: _Message | None = None
    content_block: _Block | None = None
    delta: _Delta | None = None
    usage: _Usage | None = None


_event = msgspec.json.Decoder(_Event)


class _OpenBlock:
    """A block whose pieces are still coming."""

    def __init__(self, block: _Block) -> None:
        self.block = block
        self.text = [block.text or block.thinking]
        self.signature = [block.signature]
        self.json: list[str] = []

    def part(self, model: str) -> TextPart | ReasoningPart | CallPart | None:
        """The block as a part of a message; None when it has nothing to keep."""
        block, text = self.block, "".join(self.text)
        if block.type == "text":
            return TextPart(text, "model") if text else None
        if block.type == "tool_use":
            arguments = "".join(self.json) or msgspec.json.encode(block.input or {}).decode()
            return CallPart(block.id, block.name, arguments)
        if block.type == "thinking":
            proof = {"type": "thinking", "thinking": text, "signature": "".join(self.signature)}
            return ReasoningPart(text, model, _opaque(proof) if proof["signature"] else "")
        if block.type == "redacted_thinking":
            return ReasoningPart("", model, _opaque({"type": "redacted_thinking", "data": block.data}))
        return None


class AnthropicReading:
    """Puts one answer together. Implements `Reading`."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._blocks: dict[int, _OpenBlock] = {}
        self._stop_reason = ""
        self._stopped = False
        self.usage = Usage()

    @property
    def complete(self) -> bool:
        return self._stopped

    def feed(self, event: bytes) -> list[Delta]:
        try:
            read = _event.decode(event)
        except UNREADABLE as error:
            raise torn(f"the stream of {self._target.name!r} held {event[:80]!r}, which is no event") from error
        if read.type == "error":
            raise fault_of_event(event, self._target)
        if read.type == "content_block_start" and read.content_block is not None:
            self._blocks[read.index] = _OpenBlock(read.content_block)
        elif read.type == "content_block_delta" and read.delta is not None:
            return self._delta(read.index, read.delta)
        else:
            self._end_or_start(read)
        return []

    def reply(self) -> ModelReply:
        if not self._stopped and not self._stop_reason:
            raise torn(f"the stream of {self._target.name!r} ended too early")
        found = (self._blocks[index].part(self._target.name) for index in sorted(self._blocks))
        parts = tuple(part for part in found if part is not None)
        stop = _STOPS.get(self._stop_reason, "end")
        return ModelReply(AssistantMessage(parts, self._target.name), self.usage, stop)

    def _end_or_start(self, read: _Event) -> None:
        usage = read.usage or (read.message.usage if read.message else None)
        if usage is not None:
            self.usage = usage.over(self.usage)
        if read.type == "message_delta" and read.delta is not None:
            self._stop_reason = read.delta.stop_reason or self._stop_reason
        if read.type == "message_stop":
            self._stopped = True

    def _delta(self, index: int, delta: _Delta) -> list[Delta]:
        block = self._blocks.setdefault(index, _OpenBlock(_Block("text")))
        if delta.type == "text_delta":
            block.text.append(delta.text)
            return [TextDelta(delta.text)] if delta.text else []
        if delta.type == "thinking_delta":
            block.text.append(delta.thinking)
            return [ReasoningDelta(delta.thinking)] if delta.thinking else []
        block.signature.append(delta.signature)
        block.json.append(delta.partial_json)
        return []


def _opaque(block: dict[str, str]) -> str:
    return msgspec.json.encode(block).decode()
