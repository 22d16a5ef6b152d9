"""OpenAI Responses: the wire format of OpenAI's reasoning models."""

import os

from reverie.conversation.ports import ModelRequest

from .openai_responses_reply import ResponsesReading
from .openai_responses_request import ResponsesRequests
from .provider_errors import Target


class OpenAIResponses:
    """Responses for one model. Implements `Wire`."""

    path = "/responses"

    def __init__(self, model: str, target: Target) -> None:
        self._target = target
        self._requests = ResponsesRequests(model, target.name, f"reverie-{os.urandom(8).hex()}")

    def headers(self, key: str | None) -> dict[str, str]:
        return {"authorization": f"Bearer {key}"} if key else {}

    def body(self, request: ModelRequest) -> bytes:
        return self._requests.body(request)

    def reading(self) -> ResponsesReading:
        return ResponsesReading(self._target)
