"""Messages: what the history of a session is made of, and what a model is given.

A message is a frozen value; identity belongs to the session. `CallPart.arguments` keeps the model's own text byte for
byte, so that a history sent again is the same bytes as before, which is what a provider's prompt cache needs.
"""

from typing import Literal

import msgspec

from .origin import Origin


class TextPart(msgspec.Struct, frozen=True, tag="text", tag_field="type", omit_defaults=True):
    """A piece of text and who caused it."""

    text: str
    origin: Origin = "human"


class ImagePart(msgspec.Struct, frozen=True, tag="image", tag_field="type", omit_defaults=True):
    """A picture: `content` holds the file's bytes (base64 in JSON), `media_type` is like `image/png`."""

    media_type: str
    content: bytes
    origin: Origin = "human"


class ReasoningPart(msgspec.Struct, frozen=True, tag="reasoning", tag_field="type", omit_defaults=True):
    """What a model thought, with the provider's proof of it.

    `opaque` is the wire form (JSON text) that the provider must get back unchanged; `model` says whose it is: another
    model is never given it.
    """

    text: str
    model: str
    opaque: str = ""


class CallPart(msgspec.Struct, frozen=True, tag="call", tag_field="type"):
    """A model's wish to run a tool. `arguments` is JSON text as the model wrote it; it may be broken."""

    id: str
    name: str
    arguments: str


class ResultPart(msgspec.Struct, frozen=True, tag="result", tag_field="type", omit_defaults=True):
    """What came of one call. `failed` is for the model: the text then says what went wrong and what to do next."""

    call_id: str
    content: tuple[TextPart | ImagePart, ...]
    failed: bool = False


class UserMessage(msgspec.Struct, frozen=True, tag="user", tag_field="role"):
    """What enters a session from outside the model: a person's words, or text added on their behalf."""

    parts: tuple[TextPart | ImagePart, ...]


class AssistantMessage(msgspec.Struct, frozen=True, tag="assistant", tag_field="role", omit_defaults=True):
    """A model's reply. `interrupted` marks one that was cut off and holds no calls."""

    parts: tuple[TextPart | ReasoningPart | CallPart, ...]
    model: str
    interrupted: bool = False

    @property
    def calls(self) -> tuple[CallPart, ...]:
        return tuple(part for part in self.parts if isinstance(part, CallPart))

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts if isinstance(part, TextPart))


class ToolMessage(msgspec.Struct, frozen=True, tag="tool", tag_field="role"):
    """The results of all calls of the reply before it, in the order of the calls."""

    results: tuple[ResultPart, ...]


Message = UserMessage | AssistantMessage | ToolMessage


class Usage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Tokens of one or more requests. `input` counts what was neither read from nor written to a cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_write + other.cache_write,
        )


def user_text(text: str, origin: Origin = "human") -> UserMessage:
    return UserMessage((TextPart(text, origin),))


def tokens_of(text: str) -> int:
    """The house's estimate of tokens: characters divided by four, rounded up."""
    return -(-len(text) // 4)


def most_tokens_of(text: str) -> int:
    """An estimate that money can be reserved by.

    Scripts other than Latin cost a tokenizer about a token a character, symbols up to one a byte; dense code and
    figures cost one for three ASCII characters.
    """
    ascii_only = text if text.isascii() else text.encode("ascii", "ignore").decode()
    return -(-len(ascii_only) // 3) + 2 * (len(text) - len(ascii_only))


StopReason = Literal["end", "calls", "length", "refusal"]
