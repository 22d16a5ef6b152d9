from pathlib import Path

import msgspec

from reverie.conversation.messages import tokens_of
from reverie.conversation.ports import ToolSpec
from reverie.models.local.profile import (
    INSTRUCTION_CHARACTERS,
    OPENED_TOOLS,
    RESULT_LIMITS,
    compact_tools,
    local_prompt,
    prompt_with_tools,
)
from reverie.tools.means import Means
from reverie.tools.registry import open_tools
from reverie.tools.workspace import Workspace


def real_specs(root: Path) -> tuple[ToolSpec, ...]:
    return tuple(tool.spec for tool in open_tools(Means(Workspace(root)), limits=RESULT_LIMITS, names=OPENED_TOOLS))


def test_system_and_tools_stay_within_700_tokens(tmp_path: Path) -> None:
    specs = compact_tools(real_specs(tmp_path))
    assert tokens_of(local_prompt()) + tokens_of(msgspec.json.encode(specs).decode()) <= 700
    assert tokens_of(prompt_with_tools(local_prompt(), specs)) <= 700
    assert INSTRUCTION_CHARACTERS <= 300 * 4


def test_the_tools_are_six_in_a_fixed_order(tmp_path: Path) -> None:
    names = [spec.name for spec in compact_tools(real_specs(tmp_path))]
    assert names == ["search", "read", "list", "edit", "write", "shell"]
    assert [spec.name for spec in compact_tools(reversed(real_specs(tmp_path)))] == names


def test_what_the_compact_tools_take_the_real_tools_take_too(tmp_path: Path) -> None:
    opened = open_tools(Means(Workspace(tmp_path)), limits=RESULT_LIMITS, names=OPENED_TOOLS)
    tools = {tool.spec.name: tool for tool in opened}
    for spec in compact_tools(real_specs(tmp_path)):
        kinds = {"string": "x", "integer": 1}
        every = {name: kinds[kind["type"]] for name, kind in spec.schema["properties"].items()}
        needed = {name: every[name] for name in spec.schema["required"]}
        for arguments in (every, needed):
            msgspec.convert(arguments, tools[spec.name].arguments)


def test_the_prompt_begins_with_what_changes_least(tmp_path: Path) -> None:
    specs = compact_tools(real_specs(tmp_path))
    one, two = (prompt_with_tools(f"{local_prompt()}\n\nThe project is {name}.", specs) for name in "ab")
    assert one[:-2] == two[:-2]
    assert prompt_with_tools("system", ()) == "system"
