"""The local profile: a short prompt, few tools in few words, small results. On two cores a token read costs 15 ms,
so 3,000 tokens of prompt would be 40 s before the first word.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.ports import ToolSpec
from reverie.conversation.truncation import Limits

RESULT_LIMITS = Limits(lines=40, characters=1_400)
INSTRUCTION_CHARACTERS = 1_200
"""Of each instruction file, and of the memory index: 300 tokens."""
MAX_OUTPUT_TOKENS = 512
WINDOW = 8_192
"""Tokens; what the server is started with."""
OPENED_TOOLS = ("read", "ranked_search", "list", "edit", "write", "shell")
"""`ranked_search` goes by the name `search`: a small model can neither write regular expressions nor page through hits.
"""


class _Compact(msgspec.Struct, frozen=True):
    """A tool in few words, with the arguments that a small model can fill."""

    description: str
    arguments: tuple[str, ...]


_COMPACT = {
    "search": _Compact("How or where is something in this project? Find it by its telling words.", ("words",)),
    "read": _Compact("A file is named, or was found: show it, from line number `offset` on.", ("path", "offset")),
    "list": _Compact("A folder is named: show what is in it.", ("path",)),
    "edit": _Compact("Change a file that was read: replace its text `old` by `new`.", ("path", "old", "new")),
    "write": _Compact("Create a new file.", ("path", "content")),
    "shell": _Compact("Run a command, such as pytest, git log, git branch, wc.", ("command",)),
}
_HEAD = "Each of your replies is one JSON object, one of these:"
_REPLY_LINE = '{"reply": …} Answer the person: small talk, what any programmer knows, or what a result above says.'


def local_prompt() -> str:
    """The system prompt's fixed text."""
    return Path(__file__).with_name("LOCAL_PROMPT.md").read_text("utf-8").strip()


def compact_tools(specs: Iterable[ToolSpec]) -> tuple[ToolSpec, ...]:
    """The tools that a small model is offered, each in few words and with a part of its arguments, in a fixed order."""
    known = {spec.name: spec for spec in specs}
    return tuple(_compact(known[name], short) for name, short in _COMPACT.items() if name in known)


def _compact(spec: ToolSpec, short: _Compact) -> ToolSpec:
    properties = spec.schema.get("properties", {})
    kept = {name: _bare(name, properties[name]) for name in short.arguments if "type" in properties.get(name, {})}
    required = [name for name in kept if name in spec.schema.get("required", ()) or name in _ALWAYS]
    return ToolSpec(spec.name, short.description, {"type": "object", "properties": kept, "required": required})


def _bare(name: str, argument: dict[str, Any]) -> dict[str, Any]:
    bare: dict[str, Any] = {key: argument[key] for key in ("type", "minimum") if key in argument}
    return bare | _FORMS.get(name, {})


_FORMS: dict[str, dict[str, Any]] = {"path": {"pattern": '^[^:"\\\\]{1,120}$'}, "words": {"maxLength": 80}}
"""A small model that starts to repeat itself would go on to the end of its output, and writes `path:line` as a path."""
_ALWAYS = frozenset({"command", "old", "new"})
"""Arguments that the real tools may leave out, because they have other forms; a small model gets the one form."""


def prompt_with_tools(system: str, tools: tuple[ToolSpec, ...]) -> str:
    """The tools, one a line, before the system prompt: what changes seldom comes first, so that its KV state lasts."""
    if not tools:
        return system
    lines = [f"{_form(tool.name, tool.schema)} {tool.description}" for tool in tools]
    return "\n".join([_HEAD, *lines, _REPLY_LINE, "", system])


def _form(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    arguments = (f', "{key}": …' if key in required else f', "{key}"?: …' for key in schema.get("properties", {}))
    return '{"tool": "' + name + '"' + "".join(arguments) + "}"
