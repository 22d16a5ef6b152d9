"""Requests in the form of OpenAI Chat Completions, in the dialects of those who speak it.

Form: https://platform.openai.com/docs/api-reference/chat/create and the pages of each provider.
"""

from base64 import b64encode
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
)
from reverie.conversation.ports import ModelRequest, ToolSpec

from .history import (
    EncodedHistory,
    EncodedPrompt,
    encode_json,
    joined_body,
    read_proof,
    short_id,
    strict_id,
    wire_arguments,
    wire_name,
)

_IDS: dict[str, Callable[[str], str]] = {"any": str, "strict": strict_id, "short": short_id}
_SHORT_REPLY = {"role": "assistant", "content": "Noted."}
_NO_SIGNATURE = {"google": {"thought_signature": "skip_thought_signature_validator"}}


class ChatDialect(msgspec.Struct, frozen=True):
    """How a provider's Chat Completions differ from the others'.

    `effort`: the field that takes the effort. `returns_reasoning`: whether reasoning goes back to the model that wrote
    it. `reasoning_on_calls`: DeepSeek wants the field beside calls, also beside those of other models. `signed_calls`:
    so does Gemini, since version 3, with its thought signature. `call_ids`: which ids are taken. `cache_key`: requests
    of one session ask for one cache. `cache_marks`: how the names of models begin whose cache must be asked for, as
    Anthropic's through OpenRouter. `usage_on_request`: usage comes only when asked for. `reply_after_results`: a user's
    message right after results is refused, as by Mistral (error 3230), so a reply is put between. `options`: further
    fields of each request.
    """

    max_tokens: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    effort: Literal["reasoning_effort", "reasoning", "none"] = "reasoning_effort"
    returns_reasoning: bool = True
    signed_calls: bool = False
    call_ids: Literal["any", "strict", "short"] = "any"
    reasoning_on_calls: bool = False
    cache_key: bool = False
    cache_marks: tuple[str, ...] = ()
    usage_on_request: bool = True
    reply_after_results: bool = False
    options: dict[str, Any] = {}


class ReasoningProof(msgspec.Struct, omit_defaults=True):
    """What `ReasoningPart.opaque` holds on this wire.

    `field` is the message field that the text came in; `reasoning_details` is OpenRouter's list; `call` and
    `extra_content` are what belongs to one call.
    """

    field: str = ""
    reasoning_details: msgspec.Raw = msgspec.Raw(b"")
    call: str = ""
    extra_content: msgspec.Raw = msgspec.Raw(b"")


_proof = msgspec.json.Decoder(ReasoningProof)


class ChatRequests:
    """Writes the requests of one conversation with one model."""

    def __init__(self, model: str, name: str, dialect: ChatDialect, session_key: str) -> None:
        self._model = model
        self._name = name
        self._dialect = dialect
        self._session_key = session_key
        self._history = EncodedHistory(self._message, _reply_between if dialect.reply_after_results else None)
        self._prompt = EncodedPrompt(_fixed_prompt)

    def body(self, request: ModelRequest) -> bytes:
        options = encode_json(self._options(request))
        return joined_body(options, self._prompt.fragment(request), self._history.fragments(request.messages))

    def _options(self, request: ModelRequest) -> dict[str, Any]:
        dialect = self._dialect
        options: dict[str, Any] = {
            "model": self._model,
            "stream": True,
            dialect.max_tokens: request.max_output_tokens,
        }
        if dialect.usage_on_request:
            options["stream_options"] = {"include_usage": True}
        if request.effort and dialect.effort == "reasoning_effort":
            options["reasoning_effort"] = request.effort
        elif request.effort and dialect.effort == "reasoning":
            options["reasoning"] = {"effort": request.effort}
        if dialect.cache_key:
            options["prompt_cache_key"] = self._session_key
        if self._model.startswith(dialect.cache_marks):
            options["cache_control"] = {"type": "ephemeral"}
        return options | dialect.options

    def _message(self, message: Message) -> list[Any]:
        if isinstance(message, UserMessage):
            return [{"role": "user", "content": _content(message.parts)}] if message.parts else []
        if isinstance(message, ToolMessage):
            return self._results(message)
        return self._assistant(message)

    def _assistant(self, message: AssistantMessage) -> list[Any]:
        if not message.text and not message.calls:
            return []
        proofs = self._proofs(message)
        wire: dict[str, Any] = {"role": "assistant", "content": message.text or None}
        for text, proof in proofs:
            if proof.reasoning_details:
                wire["reasoning_details"] = proof.reasoning_details
            elif proof.field:
                wire[proof.field] = text
        if message.calls:
            extras = {proof.call: proof.extra_content for _, proof in proofs if proof.call}
            wire["tool_calls"] = [self._call(call, extras.get(call.id)) for call in message.calls]
            if self._dialect.signed_calls and message.model != self._name:
                wire["tool_calls"][0]["extra_content"] = _NO_SIGNATURE
            if self._dialect.reasoning_on_calls:
                wire.setdefault("reasoning_content", "")
        return [wire]

    def _proofs(self, message: AssistantMessage) -> list[tuple[str, ReasoningProof]]:
        if not self._dialect.returns_reasoning:
            return []
        own = [part for part in message.parts if isinstance(part, ReasoningPart) and part.model == self._name]
        return [(part.text, proof) for part in own if (proof := read_proof(part, _proof)) is not None]

    def _call(self, call: CallPart, extra: msgspec.Raw | None) -> dict[str, Any]:
        function = {"name": wire_name(call.name), "arguments": wire_arguments(call.arguments).decode()}
        wire: dict[str, Any] = {"id": self._id(call.id), "type": "function", "function": function}
        return wire if extra is None else wire | {"extra_content": extra}

    def _results(self, message: ToolMessage) -> list[Any]:
        """Results, which are text only on this wire, and then their pictures as if a person had sent them."""
        items: list[Any] = []
        pictures: list[Any] = []
        for result in message.results:
            items.append({"role": "tool", "tool_call_id": self._id(result.call_id), "content": _result_text(result)})
            images = [part for part in result.content if isinstance(part, ImagePart)]
            if images:
                pictures.append({"type": "text", "text": f"Picture of call {self._id(result.call_id)}:"})
                pictures += map(_image, images)
        if not pictures:
            return items
        reply = [_SHORT_REPLY] if self._dialect.reply_after_results else []
        return [*items, *reply, {"role": "user", "content": pictures}]

    def _id(self, call_id: str) -> str:
        return _IDS[self._dialect.call_ids](call_id)


def _reply_between(before: Message, message: Message) -> list[Any]:
    """What stands in for the reply to results that a person's message followed, as after a turn that was stopped."""
    results = isinstance(before, ToolMessage) and isinstance(message, UserMessage)
    return [_SHORT_REPLY] if results else []


def _fixed_prompt(system: str, tools: tuple[ToolSpec, ...]) -> bytes:
    """Tools and the opened list of messages with the system prompt in it."""
    fragment = b'"tools":%b,' % encode_json([_tool(tool) for tool in tools]) if tools else b""
    fragment += b'"messages":['
    return fragment + encode_json({"role": "system", "content": system}) if system else fragment


def _tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.schema}
    return {"type": "function", "function": function}


def _content(parts: tuple[TextPart | ImagePart, ...]) -> str | list[Any]:
    texts = [part.text for part in parts if isinstance(part, TextPart)]
    if len(texts) == len(parts):
        return "\n\n".join(texts)
    return [{"type": "text", "text": part.text} if isinstance(part, TextPart) else _image(part) for part in parts]


def _image(part: ImagePart) -> dict[str, Any]:
    url = f"data:{part.media_type};base64,{b64encode(part.content).decode()}"
    return {"type": "image_url", "image_url": {"url": url}}


def _result_text(result: ResultPart) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextPart))
