"""The local profile: a short prompt, few tools in few words, small results. On two cores a token read costs 15 ms,
so 3,000 tokens of prompt would be 40 s before the first word.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.ports import ToolSpec
from reverie.conversation.truncation import Limits

RESULT_LIMITS = Limits(lines=60, characters=2_400)
INSTRUCTION_CHARACTERS = 1_200
"""Of each instruction file, and of the memory index: 300 tokens."""
MAX_OUTPUT_TOKENS = 512


class _Compact(msgspec.Struct, frozen=True):
    """A tool in few words, with the arguments that a small model can fill."""

    description: str
    arguments: tuple[str, ...]


_COMPACT = {
    "search": _Compact("find the lines of all files that match a regex", ("pattern",)),
    "read": _Compact("show a file; `offset` is the first line number to show", ("path", "offset")),
    "list": _Compact("show the names in a folder", ("path",)),
    "edit": _Compact("replace the exact text `old` in a file by `new`", ("path", "old", "new")),
    "write": _Compact("create a file with `content`", ("path", "content")),
    "shell": _Compact("run a bash command: tests, git, programs", ("command",)),
}


def local_prompt() -> str:
    """The system prompt's fixed text."""
    return Path(__file__).with_name("LOCAL_PROMPT.md").read_text("utf-8").strip()


def compact_tools(specs: Iterable[ToolSpec]) -> tuple[ToolSpec, ...]:
    """The tools that a small model is offered, each in few words and with a part of its arguments, in a fixed order."""
    known = {spec.name: spec for spec in specs}
    return tuple(_compact(known[name], short) for name, short in _COMPACT.items() if name in known)


def _compact(spec: ToolSpec, short: _Compact) -> ToolSpec:
    properties = spec.schema.get("properties", {})
    kept = {name: _bare(properties[name]) for name in short.arguments if "type" in properties.get(name, {})}
    required = [name for name in kept if name in spec.schema.get("required", ()) or name in _ALWAYS]
    return ToolSpec(spec.name, short.description, {"type": "object", "properties": kept, "required": required})


def _bare(argument: dict[str, Any]) -> dict[str, Any]:
    return {key: argument[key] for key in ("type", "minimum") if key in argument}


_ALWAYS = frozenset({"pattern", "command", "old", "new"})
"""Arguments that the real tools may leave out, because they have other forms; a small model gets the one form."""


def prompt_with_tools(system: str, tools: tuple[ToolSpec, ...]) -> str:
    """The tools, one a line, before the system prompt: what changes seldom comes first, so that its KV state lasts."""
    if not tools:
        return system
    lines = "\n".join(f"{_form(tool.name, tool.schema)} {tool.description}" for tool in tools)
    return f"# Tools\n{lines}\n\n{system}"


def _form(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    arguments = (f', "{key}": …' if key in required else f', "{key}"?: …' for key in schema.get("properties", {}))
    return '{"tool": "' + name + '"' + "".join(arguments) + "}"
