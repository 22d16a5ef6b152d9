"""Calls as one JSON object: the schema a small model's reply is held to, and what its object means.

A call is `{"tool": NAME, ...arguments}`, an answer `{"reply": TEXT}`: flat, because every token of output costs time
(12 a second on two cores), and with `reply` always offered, because a model without that way out calls for ever.
"""

import json
import re
from typing import Any

import msgspec

from reverie.conversation.ports import ToolSpec

TOOL = "tool"
REPLY = "reply"

_TOOL_NAME = re.compile(r'\A\s*\{\s*"tool"\s*:\s*"([^"\\]*)"')


class Answer(msgspec.Struct, frozen=True):
    """The model answers the person."""

    text: str


class Call(msgspec.Struct, frozen=True):
    """The model calls a tool; `arguments` is JSON text, broken when the output was cut off in it."""

    name: str
    arguments: str


def object_schema(tools: tuple[ToolSpec, ...]) -> dict[str, Any]:
    """The JSON Schema of one reply: one of the calls, or an answer."""
    return {"oneOf": [*map(_call_schema, tools), _ANSWER]} if tools else _ANSWER


_ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {REPLY: {"type": "string", "minLength": 1}},
    "required": [REPLY],
    "additionalProperties": False,
}


def _call_schema(tool: ToolSpec) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {TOOL: {"const": tool.name}, **tool.schema.get("properties", {})},
        "required": [TOOL, *tool.schema.get("required", ())],
        "additionalProperties": False,
    }


def call_text(name: str, arguments: str) -> str:
    """The object of a call, as the model would have written it: so the server's cache of its own output holds."""
    try:
        values = json.loads(arguments or "{}")
    except ValueError:
        return arguments
    return _dump({TOOL: name, **values} if isinstance(values, dict) else {TOOL: name, "arguments": values})


def answer_text(text: str) -> str:
    return _dump({REPLY: text})


def read_object(text: str) -> Call | Answer:
    """What a reply means.

    A server that ignores the schema sends plain text: that is an answer. A call that was cut off keeps its broken
    text, so that the model is told; a cut answer keeps what had come.
    """
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return _read_broken(text)
    if isinstance(value, dict) and isinstance(value.get(TOOL), str):
        return Call(value.pop(TOOL), _dump(value))
    if isinstance(value, dict) and isinstance(value.get(REPLY), str):
        return Answer(value[REPLY])
    return Answer(text)


def _read_broken(text: str) -> Call | Answer:
    if named := _TOOL_NAME.match(text):
        return Call(named[1], text)
    reader = ReplyText()
    return Answer(reader.feed(text) or text)


_OPENING = re.compile(r'\A\s*\{\s*"reply"\s*:\s*"')
_CHARACTERS = re.compile(
    r"""(?: [^"\\] | \\["\\/bfnrt] | \\u(?![dD][89abAB])[0-9a-fA-F]{4} | \\u[dD][89abAB]..\\u[0-9a-fA-F]{4} )*""",
    re.VERBOSE,
)


class ReplyText:
    """The text of `{"reply": "…"}` while the object is still coming, in pieces cut anywhere."""

    def __init__(self) -> None:
        self._raw = ""
        self._at: int | None = None

    def feed(self, piece: str) -> str:
        """Give the next piece of the object, get the next piece of the text; nothing when it is a call."""
        self._raw += piece
        if self._at is None:
            opening = _OPENING.match(self._raw)
            if opening is None:
                return ""
            self._at = opening.end()
        found = _CHARACTERS.match(self._raw, self._at)
        if found is None or not found[0]:
            return ""
        self._at = found.end()
        return str(json.loads(f'"{found[0]}"', strict=False))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
