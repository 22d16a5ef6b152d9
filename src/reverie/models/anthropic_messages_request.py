"""Requests in the form of Anthropic Messages.

Form: https://platform.claude.com/docs/en/api/messages. The prompt cache is asked for at the top level, which marks the
last block of each request by itself, and once on the system prompt; so no message's bytes change between requests.
"""

import re
from base64 import b64encode
from typing import Any

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    UserMessage,
)
from reverie.conversation.ports import ModelRequest, ToolSpec

from .history import (
    EncodedHistory,
    EncodedPrompt,
    encode_json,
    joined_body,
    read_proof,
    strict_id,
    wire_arguments,
    wire_name,
)

_CACHE = {"type": "ephemeral"}
_VERSION = re.compile(r"claude-(?:[a-z]+-)*(\d+)(?:-(\d{1,2})(?!\d))?")
_BUDGETS = {"low": 2_048, "medium": 8_192, "high": 24_576}
_SMALLEST_BUDGET = 1_024


class _Thought(msgspec.Struct, tag="thinking"):
    """What `ReasoningPart.opaque` holds on this wire: a block, given back as it is. This one must have its proof."""

    thinking: str
    signature: str


class _HiddenThought(msgspec.Struct, tag="redacted_thinking"):
    data: str


_proof = msgspec.json.Decoder(_Thought | _HiddenThought)


class AnthropicRequests:
    """Writes the requests of one conversation with one model."""

    def __init__(self, model: str, name: str) -> None:
        self._model = model
        self._name = name
        self._history = EncodedHistory(self._message)
        self._prompt = EncodedPrompt(_fixed_prompt)

    def body(self, request: ModelRequest) -> bytes:
        options = encode_json(self._options(request))
        return joined_body(options, self._prompt.fragment(request), self._history.fragments(request.messages))

    def _options(self, request: ModelRequest) -> dict[str, Any]:
        options: dict[str, Any] = {
            "model": self._model,
            "max_tokens": request.max_output_tokens,
            "stream": True,
            "cache_control": _CACHE,
        }
        if request.effort is None:
            return options
        if thinks_adaptively(self._model):
            thinking: dict[str, Any] = {"type": "adaptive", "display": "summarized"}
            return options | {"output_config": {"effort": request.effort}, "thinking": thinking}
        budget = min(_BUDGETS[request.effort], request.max_output_tokens // 2)
        if budget >= _SMALLEST_BUDGET:
            options["thinking"] = {"type": "enabled", "budget_tokens": budget}
        return options

    def _message(self, message: Message) -> list[Any]:
        if isinstance(message, UserMessage):
            content = [block for part in message.parts for block in _block(part)]
            return [{"role": "user", "content": content}] if content else []
        if isinstance(message, AssistantMessage):
            content = [block for part in message.parts for block in self._reply_block(part)]
            said = message.text.strip() or message.calls
            return [{"role": "assistant", "content": content}] if said else []
        return [{"role": "user", "content": [_result(result) for result in message.results]}]

    def _reply_block(self, part: TextPart | ReasoningPart | CallPart) -> list[Any]:
        if isinstance(part, TextPart):
            return _block(part)
        if isinstance(part, ReasoningPart):
            own = part.model == self._name and read_proof(part, _proof) is not None
            return [msgspec.Raw(part.opaque.encode())] if own else []
        arguments = msgspec.Raw(wire_arguments(part.arguments))
        return [{"type": "tool_use", "id": strict_id(part.id), "name": wire_name(part.name), "input": arguments}]


def thinks_adaptively(model: str) -> bool:
    """Whether effort is set by `output_config`, as since 4.6; older models take a budget of tokens."""
    found = _VERSION.match(model)
    return found is None or (int(found[1]), int(found[2] or 0)) >= (4, 6)


def _fixed_prompt(system: str, tools: tuple[ToolSpec, ...]) -> bytes:
    """Tools, the system prompt with its cache mark, and the opened list of messages."""
    fragment = b""
    if tools:
        items = [{"name": tool.name, "description": tool.description, "input_schema": tool.schema} for tool in tools]
        fragment = b'"tools":%b,' % encode_json(items)
    if system:
        block = {"type": "text", "text": system, "cache_control": _CACHE}
        fragment += b'"system":%b,' % encode_json([block])
    return fragment + b'"messages":['


def _block(part: TextPart | ImagePart) -> list[Any]:
    """A content block; text without a letter has none, because the provider refuses it."""
    if isinstance(part, TextPart):
        return [{"type": "text", "text": part.text}] if part.text.strip() else []
    source = {"type": "base64", "media_type": part.media_type, "data": b64encode(part.content).decode()}
    return [{"type": "image", "source": source}]


def _result(result: ResultPart) -> dict[str, Any]:
    wire: dict[str, Any] = {"type": "tool_result", "tool_use_id": strict_id(result.call_id)}
    if content := [block for part in result.content for block in _block(part)]:
        wire["content"] = content
    return wire | {"is_error": True} if result.failed else wire
