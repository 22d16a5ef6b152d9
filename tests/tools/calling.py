"""Calling tools as the loop does: from a mapping of arguments, with an output that keeps what was written."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Plan, Tool, ToolRefusal, ToolResult
from reverie.conversation.truncation import Limits
from reverie.tools.means import Means
from reverie.tools.registry import close_tools, open_tools
from reverie.tools.workspace import Workspace

LIMITS = Limits(lines=1000, characters=40_000)
T = TypeVar("T")


class KeptOutput:
    call_id = "c"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text


class Bench:
    """All tools over one folder; `await bench.run("read", path="x")`."""

    def __init__(self, root: Path, *, limits: Limits = LIMITS, sessions: Path | None = None) -> None:
        self.root = root
        self.workspace = Workspace(root, sessions=sessions)
        opened = open_tools(Means(self.workspace), limits=limits)
        self.tools: dict[str, Tool] = {tool.spec.name: tool for tool in opened}
        self.output = KeptOutput()

    def plan(self, name: str, **arguments: Any) -> Plan | ToolRefusal:
        tool = self.tools[name]
        return tool.plan(msgspec.convert(arguments, tool.arguments))

    async def run(self, name: str, **arguments: Any) -> ToolResult:
        tool = self.tools[name]
        self.output = KeptOutput()
        return await tool.run(msgspec.convert(arguments, tool.arguments), self.output)

    def call(self, name: str, **arguments: Any) -> ToolResult:
        """Run one call in a loop of its own."""
        return asyncio.run(self._with_close(self.run(name, **arguments)))

    async def close(self) -> None:
        await close_tools(tuple(self.tools.values()))

    async def _with_close(self, running: Coroutine[Any, Any, T]) -> T:
        try:
            return await running
        finally:
            await self.close()


def text_of(result: ToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextPart))


def origins_of(result: ToolResult) -> list[str]:
    return [part.origin for part in result.content]
