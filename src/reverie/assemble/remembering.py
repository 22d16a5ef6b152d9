"""The port `Remembering`: a session's memories, in a thread of their own, where everything about them happens."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import TranscriptWriter
from reverie.conversation.remembering import Kept, MemoryUnusable, Note, Recalled, Remembering
from reverie.transcripts.errors import TranscriptError

if TYPE_CHECKING:
    from reverie.memory.in_session.memories import SessionMemories

_T = TypeVar("_T")

_MOST_TOLD = 3
_LONGEST_QUERY = 1_000
_HINT_TOKENS = 250


class ThreadedMemories:
    """Loaded at the first use: a start does not wait for it. A call that began ends, also when its caller is cancelled.

    `take_line` gives what a person is told of the writes since it was asked last.
    """

    def __init__(self, project: Project, places: Places, transcript: Path, lines: TranscriptWriter) -> None:
        self._project = project
        self._places = places
        self._transcript = transcript
        self._lines = lines
        self._executor = ThreadPoolExecutor(1, "memory")
        self._opened: SessionMemories | None = None
        self._saved: list[str] = []
        self._is_closed = False

    async def remember(self, note: Note) -> Kept:
        return await self._write(lambda: self._memories().remember(note))

    async def forget(self, fact_id: str, because: str, *, by_person: bool = False) -> Kept:
        return await self._write(lambda: self._memories().forget(fact_id, because, by_person=by_person))

    async def recall(self, query: str, topic: str = "", *, most_tokens: int | None = None) -> Recalled:
        """What it leaves behind is done when it has its answer."""
        bound = {} if most_tokens is None else {"most_tokens": most_tokens}
        try:
            return await self._run(lambda: self._memories().recall(query, topic, **bound))
        finally:
            self._executor.submit(self._followed)

    def _followed(self) -> None:
        if self._opened is not None:
            self._opened.follow()

    async def search_transcripts(self, identifier: str) -> str:
        return await self._run(lambda: self._memories().search(identifier))

    async def doubt_before_edit(self, path: Path) -> tuple[str, ...]:
        if self._opened is None:  # nothing was recalled
            return ()
        return await self._run(lambda: self._memories().doubt(path))

    async def harvest(self, rules_of: Callable[[str], Iterable[str]]) -> str:
        """Propose what the session's record holds; a line for the person about what was saved of it, or nothing."""
        return _line([line for one in await self._run(lambda: self._harvest(rules_of)) for line in one.lines])

    def _harvest(self, rules_of: Callable[[str], Iterable[str]]) -> list[Kept]:
        """In the thread. At the end of most sessions nothing is to be kept, and nothing of the memory is loaded."""
        from reverie.memory.in_session.signs import worth_harvesting

        try:
            if not worth_harvesting(self._transcript, rules_of):
                return []
        except (OSError, TranscriptError) as error:
            raise MemoryUnusable(f"its transcript cannot be read: {error}") from error
        return self._memories().harvest(rules_of)

    async def question(self) -> str:
        """At most one a day; empty, too, when the session made no use of the memory, because asking would load it."""
        return await self._run(self._opened.question) if self._opened is not None else ""

    def note_answer(self, answer: str) -> None:
        """Count the facts that an answer relies on, when there is time for it."""
        if self._opened is not None:
            self._executor.submit(self._opened.cite, answer)

    def take_line(self) -> str:
        """Empty when nothing was written."""
        saved, self._saved = self._saved, []
        return _line(saved)

    async def close(self) -> tuple[str, ...]:
        """Ends what was begun; lines about what went wrong. The second time there is nothing to do."""
        if self._is_closed:
            return ()
        self._is_closed = True
        try:
            return await self._run(self._opened.close) if self._opened else ()
        finally:
            self._executor.shutdown(wait=True)

    async def _write(self, change: Callable[[], Kept]) -> Kept:
        """What is cited must survive a power cut before anything cites it."""
        try:
            self._lines.sync()
        except OSError as error:
            raise MemoryUnusable(f"the transcript cannot be written ({error.strerror or error})") from error
        return await self._run(lambda: self._noted(change()))

    def _noted(self, kept: Kept) -> Kept:
        """In the thread, so that what was saved is told also when its caller was cancelled meanwhile."""
        if kept.facts and self._opened is not None:
            self._saved += kept.lines
            self._executor.submit(self._opened.settle)
        return kept

    async def _run(self, call: Callable[[], _T]) -> _T:
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._executor, call))

    def _memories(self) -> "SessionMemories":
        """In the thread alone."""
        if self._opened is None:
            from reverie.memory.in_session.memories import SessionMemories

            self._opened = SessionMemories(self._project, self._places, self._transcript)
        return self._opened


def _line(told: list[str]) -> str:
    """One line, of which nobody reads more than a few facts."""
    more = [f"and {len(told) - _MOST_TOLD} more; reverie memory log tells them"] if len(told) > _MOST_TOLD else []
    return f"memory: {'; '.join(told[:_MOST_TOLD] + more)}" if told else ""


class RecalledHints:
    """The port `Hints`, for a model that has no tool `recall`: what a recall of the person's words gives."""

    def __init__(self, memory: Remembering) -> None:
        self._memory = memory

    async def about(self, prompt: str) -> tuple[TextPart, ...]:
        try:
            recalled = await self._memory.recall(prompt[:_LONGEST_QUERY], most_tokens=_HINT_TOKENS)
        except MemoryUnusable:  # nothing was asked of it; a write would say so
            return ()
        return (TextPart(recalled.block, "tool"),) if recalled.block else ()


class ReadsOnly:
    """The memories of a session for its sub-sessions, which read them and never write."""

    def __init__(self, memory: Remembering) -> None:
        self._memory = memory

    async def remember(self, note: Note) -> Kept:
        raise MemoryUnusable("a task reads the memory and never writes it; say in your answer what is worth keeping")

    async def forget(self, fact_id: str, because: str, *, by_person: bool = False) -> Kept:
        raise MemoryUnusable("a task reads the memory and never writes it; say in your answer what no longer holds")

    async def recall(self, query: str, topic: str = "", *, most_tokens: int | None = None) -> Recalled:
        return await self._memory.recall(query, topic, most_tokens=most_tokens)

    async def search_transcripts(self, identifier: str) -> str:
        return await self._memory.search_transcripts(identifier)

    async def doubt_before_edit(self, path: Path) -> tuple[str, ...]:
        return await self._memory.doubt_before_edit(path)
