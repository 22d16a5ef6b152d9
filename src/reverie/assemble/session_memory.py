"""What a session has of memory: its tools, the line at the end of a turn, the harvest at its own end."""

from contextlib import AsyncExitStack

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import AnyEvent, Notice, TurnEnded
from reverie.conversation.ports import Emit
from reverie.conversation.remembering import MemoryUnusable
from reverie.transcripts.session_file import SessionFile

from .remembering import ThreadedMemories
from .wishes import Wishes

_TOOLS_OF = {
    "tasks": ("task",),
    "memory": ("recall", "remember", "forget", "search_transcripts"),
}
"""The tools that are there only with a feature."""


def session_memory(
    stack: AsyncExitStack, wishes: Wishes, project: Project, places: Places, transcript: SessionFile
) -> ThreadedMemories | None:
    """None with the feature off; `stack` closes it."""
    if "memory" not in wishes.features:
        return None
    memory = ThreadedMemories(project, places, transcript.path, transcript)
    stack.push_async_callback(memory.close)
    return memory


def missing_tools(wishes: Wishes) -> frozenset[str]:
    """The tools whose feature is off."""
    off = (tools for feature, tools in _TOOLS_OF.items() if feature not in wishes.features)
    return frozenset(tool for tools in off for tool in tools)


def with_memory_line(emit: Emit, memory: ThreadedMemories) -> Emit:
    """What was written is told once, in one line, at the end of its turn."""

    def emit_and_tell(event: AnyEvent) -> None:
        if isinstance(event, TurnEnded):
            memory.note_answer(event.text)
            if line := memory.take_line():
                emit(Notice(line))
        emit(event)

    return emit_and_tell


async def end_memory(memory: ThreadedMemories, wishes: Wishes, emit: Emit) -> None:
    """At a session's good end: let code take from its record what it is sure of, and bring the histories up to date.

    Told to a person alone: to a program the end of its turn was the last event.
    """
    lines = [await _harvested(memory)] if "harvest" in wishes.features else []
    lines += [await _asked(memory)] if wishes.interactive else []
    lines += await memory.close()
    lines.append(memory.take_line())  # of a write that went on after its turn was interrupted
    for line in lines if wishes.interactive else ():
        if line:
            emit(Notice(line))


async def _asked(memory: ThreadedMemories) -> str:
    """What code cannot decide and the person can: at most one question a day, for when they have the time."""
    try:
        question = await memory.question()
    except MemoryUnusable:  # told of where the memory was to be used
        return ""
    return f"memory asks: {question}" if question else ""


async def _harvested(memory: ThreadedMemories) -> str:
    try:
        return await memory.harvest(_rules_of)
    except MemoryUnusable as error:
        return f"nothing more was remembered of this session: {error}"


def _rules_of(text: str) -> tuple[str, ...]:
    from reverie.agent.compaction.rules import rules_of

    return rules_of(text)
