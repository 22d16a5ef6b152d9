"""What differs between providers' wire formats, without any input or output.

A `Wire` writes requests and makes a `Reading` for each answer. `HttpModel` does everything else.
"""

from typing import Protocol

import msgspec

from reverie.conversation.events import ReasoningDelta, TextDelta
from reverie.conversation.messages import Usage
from reverie.conversation.ports import ModelReply, ModelRequest

Delta = TextDelta | ReasoningDelta
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding bytes of a server, a model or a transcript may raise."""


class Reading(Protocol):
    """Puts one streamed answer together."""

    @property
    def complete(self) -> bool:
        """Whether nothing more has to come: the transport may stop reading."""

    @property
    def usage(self) -> Usage:
        """What the provider said so far that it counted."""

    def feed(self, event: bytes) -> list[Delta]:
        """Take the data of one event; raises Fault when it reports an error or is none of this format."""

    def reply(self) -> ModelReply:
        """The whole answer, after the last event; raises Fault when the stream ended before it was whole."""


class Wire(Protocol):
    """One wire format for one model."""

    @property
    def path(self) -> str:
        """Where requests go, below the provider's URL, with its leading slash."""

    def headers(self, key: str | None) -> dict[str, str]:
        """The format's own headers and the one that carries the key."""

    def body(self, request: ModelRequest) -> bytes:
        """The request. Over a growing history each body's prompt begins with the bytes of the one before."""

    def reading(self) -> Reading: ...
