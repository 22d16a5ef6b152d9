"""What the tools of memory have in common: a memory that may not be there, and answers made from receipts alone."""

from collections.abc import Awaitable
from typing import Literal, TypeVar

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import ToolResult
from reverie.conversation.record import WroteMemory
from reverie.conversation.remembering import Kept, MemoryUnusable, Remembering

from .failures import CallFailed

T = TypeVar("T")

Kind = Literal["preference", "feedback", "decision", "fact", "procedure", "reference"]


def memory_of(memory: Remembering | None) -> Remembering:
    """Raises `CallFailed` where there is none."""
    if memory is None:
        raise CallFailed("There is no memory here; go on without it.")
    return memory


async def answered(asking: Awaitable[T]) -> T:
    """What a memory answers. Raises `CallFailed` when it cannot be used now."""
    try:
        return await asking
    except MemoryUnusable as error:
        raise CallFailed(f"{error}. Go on without it, and tell the person.") from None


def result_of(kept: Kept) -> ToolResult:
    """What a write left, from its receipt; a refusal is a failure, with each reason."""
    text = TextPart("\n".join(kept.lines), "tool")
    if not kept.facts:
        return ToolResult(kept.lines[0], (text,), failed=True)
    return ToolResult(kept.lines[0], (text,), effect=WroteMemory(kept.transaction, kept.facts))
