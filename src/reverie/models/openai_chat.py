"""OpenAI Chat Completions: the wire format that most providers and local servers speak."""

import os

from reverie.conversation.ports import ModelRequest

from .openai_chat_reply import ChatReading
from .openai_chat_request import ChatDialect, ChatRequests
from .provider_errors import Target


class OpenAIChat:
    """Chat Completions for one model. Implements `Wire`."""

    path = "/chat/completions"

    def __init__(self, model: str, target: Target, dialect: ChatDialect | None = None) -> None:
        self._target = target
        session_key = f"reverie-{os.urandom(8).hex()}"
        self._requests = ChatRequests(model, target.name, dialect or ChatDialect(), session_key)

    def headers(self, key: str | None) -> dict[str, str]:
        return {"authorization": f"Bearer {key}"} if key else {}

    def body(self, request: ModelRequest) -> bytes:
        return self._requests.body(request)

    def reading(self) -> ChatReading:
        return ChatReading(self._target)
