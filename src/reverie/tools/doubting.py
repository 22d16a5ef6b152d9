"""Doubting: before a file's first edit, the facts that were recalled about it are checked once more.

When one no longer holds the edit is not made: the model is told what is there now, and may do it again knowing that.
"""

from pathlib import Path
from typing import Any, Protocol

import msgspec

from reverie.conversation.ports import Output, Plan, Tool, ToolRefusal, ToolResult, ToolSpec
from reverie.conversation.remembering import MemoryUnusable, Remembering

from .failures import failure
from .workspace import PathError, Workspace


class _NamesPath(Protocol):
    path: str


class DoubtingTool:
    """`tool` is one that changes the file `path` of its arguments."""

    def __init__(self, tool: Tool, memory: Remembering, workspace: Workspace) -> None:
        self._tool = tool
        self._memory = memory
        self._workspace = workspace

    @property
    def spec(self) -> ToolSpec:
        return self._tool.spec

    @property
    def arguments(self) -> type[msgspec.Struct]:
        return self._tool.arguments

    def plan(self, arguments: Any) -> Plan | ToolRefusal:
        return self._tool.plan(arguments)

    async def run(self, arguments: Any, output: Output) -> ToolResult:
        path = self._path(arguments)
        lines = await self._doubts(path) if path else ()
        if not lines:
            return await self._tool.run(arguments, output)
        told = "\n".join(f"- {line}" for line in lines)
        return failure(
            f"Not changed: what was recalled about this file does not hold any more.\n{told}\n"
            "Look at the file, tell the person, and make the edit again if it is still right.",
            note="not changed: what was recalled is no longer true",
        )

    async def _doubts(self, path: Path) -> tuple[str, ...]:
        try:
            return await self._memory.doubt_before_edit(path)
        except MemoryUnusable:  # told where the memory is asked for something; an edit does not depend on it
            return ()

    def _path(self, arguments: _NamesPath) -> Path | None:
        try:
            return self._workspace.resolve(arguments.path)
        except PathError:  # the tool itself says so
            return None
