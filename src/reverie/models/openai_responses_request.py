"""Requests in the form of OpenAI Responses, kept stateless: nothing is stored, reasoning comes back encrypted.

Form: https://platform.openai.com/docs/api-reference/responses/create.
"""

from base64 import b64encode
from typing import Any

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
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

_NEVER_REASONS = ("gpt-3", "gpt-4", "chatgpt-4")


class MessagePhase(msgspec.Struct, tag="phase"):
    """What `ReasoningPart.opaque` holds before a text: whether that was commentary or the answer; it goes back too."""

    phase: str


class _ReasoningItem(msgspec.Struct, tag="reasoning"):
    """The other thing it may hold: an item of the wire, given back as it is."""


_proof = msgspec.json.Decoder(MessagePhase | _ReasoningItem)


class ResponsesRequests:
    """Writes the requests of one conversation with one model."""

    def __init__(self, model: str, name: str, session_key: str) -> None:
        self._model = model
        self._name = name
        self._session_key = session_key
        self._history = EncodedHistory(self._message)
        self._prompt = EncodedPrompt(_fixed_prompt)

    def body(self, request: ModelRequest) -> bytes:
        options = encode_json(self._options(request))
        return joined_body(options, self._prompt.fragment(request), self._history.fragments(request.messages))

    def _options(self, request: ModelRequest) -> dict[str, Any]:
        options: dict[str, Any] = {
            "model": self._model,
            "stream": True,
            "store": False,
            "max_output_tokens": request.max_output_tokens,
            "prompt_cache_key": self._session_key,
        }
        if not self._model.startswith(_NEVER_REASONS):
            options["include"] = ["reasoning.encrypted_content"]
        if request.effort:
            options["reasoning"] = {"effort": request.effort}
        return options

    def _message(self, message: Message) -> list[Any]:
        if isinstance(message, UserMessage):
            return [{"role": "user", "content": _content(message.parts)}] if message.parts else []
        if isinstance(message, AssistantMessage):
            return self._assistant(message)
        return [_result(result) for result in message.results]

    def _assistant(self, message: AssistantMessage) -> list[Any]:
        if not message.text and not message.calls:
            return []
        items: list[Any] = []
        phase: dict[str, str] = {}
        for part in message.parts:
            if isinstance(part, TextPart):
                items.append({"role": "assistant", "content": part.text} | phase)
                phase = {}
            elif isinstance(part, CallPart):
                items.append(_call(part))
            elif part.model == self._name:
                proof = read_proof(part, _proof)
                if isinstance(proof, MessagePhase):
                    phase = {"phase": proof.phase}
                elif proof is not None:
                    items.append(msgspec.Raw(part.opaque.encode()))
        return items


def _call(part: CallPart) -> dict[str, Any]:
    arguments = wire_arguments(part.arguments).decode()
    call = {"type": "function_call", "call_id": strict_id(part.id), "name": wire_name(part.name)}
    return call | {"arguments": arguments}


def _result(result: ResultPart) -> dict[str, Any]:
    texts = [part.text for part in result.content if isinstance(part, TextPart)]
    output = "\n".join(texts) if len(texts) == len(result.content) else _content(result.content)
    return {"type": "function_call_output", "call_id": strict_id(result.call_id), "output": output}


def _content(parts: tuple[TextPart | ImagePart, ...]) -> list[Any]:
    return [{"type": "input_text", "text": part.text} if isinstance(part, TextPart) else _image(part) for part in parts]


def _image(part: ImagePart) -> dict[str, Any]:
    url = f"data:{part.media_type};base64,{b64encode(part.content).decode()}"
    return {"type": "input_image", "image_url": url, "detail": "auto"}


def _fixed_prompt(system: str, tools: tuple[ToolSpec, ...]) -> bytes:
    """Tools, instructions and the opened list of input items. Schemas are as they are, so not `strict`."""
    fragment = b'"tools":%b,' % encode_json([_tool(tool) for tool in tools]) if tools else b""
    if system:
        fragment += b'"instructions":%b,' % encode_json(system)
    return fragment + b'"input":['


def _tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.schema}
    return {"type": "function", "strict": False} | function
