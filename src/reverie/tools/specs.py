"""Specs: a tool's name, its description (the sibling `.md`) and the JSON Schema of its arguments, for a model."""

from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.ports import ToolSpec

_NOISE = ("title", "default", "additionalProperties")


def tool_spec(name: str, arguments: type[msgspec.Struct]) -> ToolSpec:
    """The spec of the tool whose description lies beside this file as `<name>.md`."""
    description = Path(__file__).with_name(f"{name}.md").read_text("utf-8").strip()
    return ToolSpec(name, description, schema_of(arguments))


def schema_of(arguments: type[msgspec.Struct]) -> dict[str, Any]:
    """A JSON Schema object without references, titles and defaults, which cost tokens and tell a model little."""
    schema = msgspec.json.schema(arguments)
    flat: dict[str, Any] = _flatten(schema, schema.get("$defs", {}))
    return flat


def _flatten(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_flatten(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _flatten(_essential(definitions[node["$ref"].rpartition("/")[2]]), definitions)
    if "anyOf" in node:
        return _without_null(node, definitions)
    return {key: _value(key, value, definitions) for key, value in node.items() if key not in (*_NOISE, "$defs")}


def _essential(definition: dict[str, Any]) -> dict[str, Any]:
    """A type without its docstring, which is meant for programmers, and without an empty list of what is required."""
    return {key: value for key, value in definition.items() if key != "description" and value != []}


def _value(key: str, value: Any, definitions: dict[str, Any]) -> Any:
    if key == "properties":  # its keys are argument names, never noise
        return {name: _flatten(argument, definitions) for name, argument in value.items()}
    return _flatten(value, definitions)


def _without_null(node: dict[str, Any], definitions: dict[str, Any]) -> Any:
    """An optional argument is left out, so `null` need not be offered."""
    kinds = [kind for kind in node["anyOf"] if kind != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key not in ("anyOf", *_NOISE)}
    if len(kinds) == 1:
        return {**_flatten(kinds[0], definitions), **rest}
    return {**rest, "anyOf": _flatten(kinds, definitions)}
