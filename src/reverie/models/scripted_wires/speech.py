"""What a wire format of the scripted server is, and what they share."""

from typing import Any, Protocol

import msgspec

from reverie.conversation.messages import Usage
from reverie.models.script import ScriptedCall, Step


class Answer(msgspec.Struct, frozen=True):
    """One step as the answer to one request. `number` counts requests from 1, so that ids differ and repeat exactly."""

    step: Step
    model: str
    number: int
    usage: Usage

    def call_id(self, index: int, call: ScriptedCall) -> str:
        return call.id or f"call_{self.number}_{index}"


class Speech(Protocol):
    """One wire format, spoken by the server."""

    def events(self, answer: Answer) -> list[bytes]:
        """The streamed answer: whole server-sent events, the last one ends the stream."""

    def whole(self, answer: Answer) -> bytes:
        """The answer that is not streamed."""

    def overloaded(self) -> bytes:
        """The event within a stream that says the provider has too much to do."""

    def refusal(self, status: int, text: str) -> bytes:
        """The body of an HTTP error."""


def event(data: dict[str, Any], name: str = "") -> bytes:
    """One server-sent event."""
    line = b"data: %b\n\n" % msgspec.json.encode(data)
    return b"event: %b\n%b" % (name.encode(), line) if name else line


def halves(text: str) -> list[str]:
    """Arguments in two pieces, so that nobody gets used to whole ones."""
    middle = len(text) // 2
    return [piece for piece in (text[:middle], text[middle:]) if piece]


def parsed_arguments(call: ScriptedCall) -> dict[str, Any]:
    """Arguments for a format that has them as an object; broken ones cannot be said there."""
    return call.arguments if isinstance(call.arguments, dict) else {}
