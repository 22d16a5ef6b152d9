"""Anthropic Messages, the wire format of Claude."""

from reverie.conversation.ports import ModelRequest

from .anthropic_messages_reply import AnthropicReading
from .anthropic_messages_request import AnthropicRequests
from .provider_errors import Target


class AnthropicMessages:
    """Messages for one model. Implements `Wire`."""

    path = "/messages"

    def __init__(self, model: str, target: Target) -> None:
        self._target = target
        self._requests = AnthropicRequests(model, target.name)

    def headers(self, key: str | None) -> dict[str, str]:
        version = {"anthropic-version": "2023-06-01"}
        return version | {"x-api-key": key} if key else version

    def body(self, request: ModelRequest) -> bytes:
        return self._requests.body(request)

    def reading(self) -> AnthropicReading:
        return AnthropicReading(self._target)
