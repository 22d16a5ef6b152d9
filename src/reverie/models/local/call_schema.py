"""Calls as one JSON object: the schema a small model's reply is held to, and what its object means.

A call is `{"tool": NAME, ...arguments}`, an answer `{"reply": TEXT}`, with `"where": "PATH:LINE"` when it rests on
files. Flat, because every token of output costs time (12 a second on two cores), and with `reply` always offered,
because a model without that way out calls for ever.
"""

import json
import re
from typing import Any

import msgspec

from reverie.conversation.ports import ToolSpec

TOOL = "tool"
REPLY = "reply"
WHERE = "where"

_TOOL_NAME = re.compile(r'\A\s*\{\s*"tool"\s*:\s*"([^"\\]*)"')


class Answer(msgspec.Struct, frozen=True):
    """The model answers the person; `where` is the `path:line` it names, unchecked."""

    text: str
    where: str = ""


class Call(msgspec.Struct, frozen=True):
    """The model calls a tool; `arguments` is JSON text, broken when the output was cut off in it."""

    name: str
    arguments: str


def object_schema(tools: tuple[ToolSpec, ...], *, with_place: bool = False) -> dict[str, Any]:
    """The JSON Schema of one reply: one of the calls, or an answer; `with_place` one that must name a place."""
    answer = _object({REPLY: {"type": "string", "minLength": 1}, **({WHERE: _PLACE} if with_place else {})})
    return {"oneOf": [*map(_call_schema, tools), answer]} if tools else answer


_PLACE = {"type": "string", "pattern": '^[^:"\\\\]{1,120}:[0-9]{1,6}$'}


def _object(properties: dict[str, Any], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _call_schema(tool: ToolSpec) -> dict[str, Any]:
    arguments = tool.schema.get("properties", {})
    optional = frozenset(arguments) - frozenset(tool.schema.get("required", ()))
    return _object({TOOL: {"const": tool.name}, **arguments}, optional)


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
        where = value.get(WHERE)
        return Answer(value[REPLY], where if isinstance(where, str) else "")
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
