"""The registry: which tools there are, made ready for one session. Each tool's module is imported when it is opened."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from reverie.conversation.ports import Redactor, Tool
from reverie.conversation.truncation import Limits

from .workspace import Workspace

TOOL_NAMES = ("read", "write", "edit", "shell", "search", "list", "web_fetch")


@runtime_checkable
class _Closeable(Protocol):
    async def aclose(self) -> None: ...


def open_tools(
    workspace: Workspace,
    *,
    limits: Limits,
    names: Sequence[str] = TOOL_NAMES,
    redactor: Redactor | None = None,
) -> tuple[Tool, ...]:
    """The named tools in that order; ValueError for a name that is none of `TOOL_NAMES`.

    `limits` bound what one call of read, search, list or web_fetch gives. With a redactor, write and edit refuse text
    that holds one of its masks.
    """
    holds_mask = _holds_no_mask if redactor is None else redactor.holds_mask
    return tuple(_open(name, workspace, limits, holds_mask) for name in names)


async def close_tools(tools: Sequence[Tool]) -> None:
    """End what the tools still have running: a session calls it at its end, however it ends."""
    for tool in tools:
        if isinstance(tool, _Closeable):
            await tool.aclose()


def _open(name: str, workspace: Workspace, limits: Limits, holds_mask: Callable[[str], bool]) -> Tool:
    match name:
        case "read":
            from .read import ReadTool

            return ReadTool(workspace, limits)
        case "write":
            from .write import WriteTool

            return WriteTool(workspace, holds_mask)
        case "edit":
            from .edit import EditTool

            return EditTool(workspace, holds_mask)
        case "shell":
            from .shell import ShellTool

            return ShellTool(workspace)
        case "search":
            from .search import SearchTool

            return SearchTool(workspace, limits)
        case "ranked_search":
            from .ranked_search import RankedSearchTool

            return RankedSearchTool(workspace, limits)
        case "list":
            from .list import ListTool

            return ListTool(workspace, limits)
        case "web_fetch":
            from .web_fetch import WebFetchTool

            return WebFetchTool(limits)
    raise ValueError(f"there is no tool '{name}'; the tools are {', '.join(TOOL_NAMES)}")


def _holds_no_mask(text: str) -> bool:
    return False
