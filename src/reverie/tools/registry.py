"""The registry: which tools there are, made ready for one session. Each tool's module is imported when it is opened."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from reverie.conversation.ports import Tool
from reverie.conversation.truncation import Limits

from .means import Means

TOOL_NAMES = (
    *("read", "write", "edit", "shell", "search", "list", "web_fetch", "plan", "todo", "ask_user", "task"),
    *("recall", "remember", "forget", "search_transcripts"),
)


@runtime_checkable
class _Closeable(Protocol):
    async def aclose(self) -> None: ...


def open_tools(
    means: Means,
    *,
    limits: Limits,
    names: Sequence[str] = TOOL_NAMES,
) -> tuple[Tool, ...]:
    """The named tools in that order; ValueError for a name that is none of `TOOL_NAMES`.

    `limits` bound what one call of read, search, list or web_fetch gives.
    """
    return tuple(_open(name, means, limits) for name in names)


async def close_tools(tools: Sequence[Tool]) -> None:
    """End what the tools still have running: a session calls it at its end, however it ends."""
    for tool in tools:
        if isinstance(tool, _Closeable):
            await tool.aclose()


def _open(name: str, means: Means, limits: Limits) -> Tool:
    workspace, holds_mask = means.workspace, means.redactor.holds_mask
    match name:
        case "read":
            from .read import ReadTool

            return ReadTool(workspace, limits)
        case "write":
            from .write import WriteTool

            return _doubting(WriteTool(workspace, holds_mask, means.keep), means)
        case "edit":
            from .edit import EditTool

            return _doubting(EditTool(workspace, holds_mask, means.keep), means)
        case "shell":
            from .shell import ShellTool

            return ShellTool(workspace, grace=means.grace)
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
    return _open_for_session(name, means)


def _doubting(tool: Tool, means: Means) -> Tool:
    """Where there is a memory, what it said of a file is checked again before the file is changed."""
    if means.memory is None:
        return tool
    from .doubting import DoubtingTool

    return DoubtingTool(tool, means.memory, means.workspace)


def _open_for_session(name: str, means: Means) -> Tool:
    """The tools that are about the session itself: its plan, its person, its sub-sessions."""
    match name:
        case "plan":
            from .plan import PlanTool

            return PlanTool(means.person, means.mode, means.redactor)
        case "todo":
            from .todo import TodoTool

            return TodoTool(means.redactor)
        case "ask_user":
            from .ask_user import AskUserTool

            return AskUserTool(means.person, means.redactor)
        case "task":
            from .task import TaskTool

            return TaskTool(means.workspace, means.tasks)
    return _open_for_memory(name, means)


def _open_for_memory(name: str, means: Means) -> Tool:
    match name:
        case "recall":
            from .recall import RecallTool

            return RecallTool(means.memory)
        case "remember":
            from .remember import RememberTool

            return RememberTool(means.memory)
        case "forget":
            from .forget import ForgetTool

            return ForgetTool(means.memory, means.person)
        case "search_transcripts":
            from .search_transcripts import SearchTranscriptsTool

            return SearchTranscriptsTool(means.memory)
    raise ValueError(f"there is no tool '{name}'; the tools are {', '.join(TOOL_NAMES)}")
