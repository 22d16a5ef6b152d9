"""The wire form of a history, encoded once a message, and of the fixed prompt, encoded once.

Messages are frozen and a history only grows between two boundaries, so a message that is the same object has the same
bytes. That keeps our work for a request small at any length, and the provider's prompt cache valid.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from reverie.conversation.messages import Message, ReasoningPart
from reverie.conversation.ports import ModelRequest, ToolSpec

from .wire import UNREADABLE

Proof = TypeVar("Proof")
_STRICT_ID = re.compile(r"[a-zA-Z0-9_-]{1,40}")
_SHORT_ID = re.compile(r"[a-zA-Z0-9]{9}")
_NOT_IN_NAMES = re.compile(r"[^a-zA-Z0-9_-]")


class EncodedHistory:
    """Fragments of JSON (items of an array, without brackets), aligned with the messages they came from.

    `between` gives the items that a provider wants between two messages that both have a wire form.
    """

    def __init__(
        self,
        encode: Callable[[Message], list[Any]],
        between: Callable[[Message, Message], list[Any]] | None = None,
    ) -> None:
        self._encode = encode
        self._between = between
        self._messages: list[Message] = []
        self._fragments: list[bytes] = []

    def fragments(self, messages: tuple[Message, ...]) -> list[bytes]:
        """One fragment a message; a message that has no wire form gives none."""
        same = self._same(messages)
        del self._messages[same:], self._fragments[same:]
        for message in messages[same:]:
            self._fragments.append(b",".join(encode_json(item) for item in self._items(message)))
            self._messages.append(message)
        return [fragment for fragment in self._fragments if fragment]

    def _items(self, message: Message) -> list[Any]:
        items = self._encode(message)
        before = self._last() if items and self._between is not None else None
        return items if before is None or self._between is None else self._between(before, message) + items

    def _last(self) -> Message | None:
        """The last message that has a wire form."""
        pairs = zip(reversed(self._messages), reversed(self._fragments), strict=True)
        return next((message for message, fragment in pairs if fragment), None)

    def _same(self, messages: tuple[Message, ...]) -> int:
        count = 0
        for kept, given in zip(self._messages, messages, strict=False):
            if kept is not given:
                break
            count += 1
        return count


class EncodedPrompt:
    """The wire form of system prompt and tools, kept as long as they are equal."""

    def __init__(self, encode: Callable[[str, tuple[ToolSpec, ...]], bytes]) -> None:
        self._encode = encode
        self._of: tuple[str, tuple[ToolSpec, ...]] | None = None
        self._fragment = b""

    def fragment(self, request: ModelRequest) -> bytes:
        of = (request.system, request.tools)
        if self._of is None or self._of[0] != of[0] or (self._of[1] is not of[1] and self._of[1] != of[1]):
            self._fragment = self._encode(*of)
            self._of = of
        return self._fragment


def joined_body(options: bytes, prompt: bytes, fragments: list[bytes]) -> bytes:
    """A whole request: an object of options, the fixed prompt with its list still open, and the list's items.

    Copied once: the body of a long conversation is long.
    """
    if not fragments:
        return b"%b,%b]}" % (options[:-1], prompt)
    pieces = [options[:-1], prompt, *fragments]
    if prompt.endswith(b"["):
        pieces[1:3] = [prompt + fragments[0]]
    pieces[-1] += b"]}"
    return b",".join(pieces)


def encode_json(value: Any) -> bytes:
    """JSON bytes. Half characters, such as in a file name that is no UTF-8, become question marks."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_without_half_characters(value))


def _without_half_characters(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_without_half_characters(key): _without_half_characters(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_half_characters(item) for item in value]
    return value


def json_object(text: str) -> bytes | None:
    """The text's bytes when it is a JSON object, None when it is not. Nothing counts as an empty object."""
    if not text.strip():
        return b"{}"
    try:
        content = text.encode()
        msgspec.json.decode(content, type=dict[str, Any])
    except (*UNREADABLE, UnicodeEncodeError):
        return None
    return content


def wire_name(name: str) -> str:
    """A tool's name as every provider accepts it, also when a model made one up."""
    return _NOT_IN_NAMES.sub("_", name)[:64] or "unknown"


def wire_arguments(text: str) -> bytes:
    """A call's arguments as a JSON object: the model's own bytes, or an object that holds what was broken."""
    valid = json_object(text)
    return encode_json({"unparsable_arguments": text}) if valid is None else valid


def read_proof(part: ReasoningPart, decoder: msgspec.json.Decoder[Proof]) -> Proof | None:
    """What a reasoning part's opaque text says in one wire format; None when it is of another or nothing."""
    try:
        return decoder.decode(part.opaque) if part.opaque else None
    except UNREADABLE:
        return None


def strict_id(call_id: str) -> str:
    """A call's id as the strictest providers take it: up to 40 letters, digits, `_`, `-`; others are hashed."""
    return call_id if _STRICT_ID.fullmatch(call_id) else f"call_{_digest(call_id)[:24]}"


def short_id(call_id: str) -> str:
    """A call's id as Mistral takes it: 9 letters or digits; others are hashed."""
    return call_id if _SHORT_ID.fullmatch(call_id) else _digest(call_id)[:9]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
