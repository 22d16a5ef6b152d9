"""The seam between a session and its memories: a thread of their own, from which nothing is lost by a cancellation."""

import asyncio
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from reverie.assemble.remembering import RecalledHints, ThreadedMemories
from reverie.conversation.remembering import Kept, MemoryUnusable, Note, Recalled


class Lines:
    """A transcript that is on disk, or cannot be written."""

    def __init__(self, error: OSError | None = None) -> None:
        self._error = error

    def sync(self) -> None:
        if self._error:
            raise self._error


class Memories:
    """Memories whose write waits until it is let go on."""

    def __init__(self) -> None:
        self.began, self.may_go_on = threading.Event(), threading.Event()
        self.happened: list[str] = []

    def remember(self, note: Note) -> Kept:
        self.began.set()
        assert self.may_go_on.wait(20)
        self.happened.append(note.statement)
        return Kept((f"saved: {note.statement}",), "t1", ("f1",))

    def recall(self, query: str, topic: str, most_tokens: int = 2_000) -> Recalled:
        if query == "broken":
            raise MemoryUnusable("the memory cannot be used now")
        self.happened.append(f"recall {most_tokens}")
        return Recalled("<memory>\n</memory>" if query == "known" else "")

    def follow(self) -> None:
        self.happened.append("follow")

    def settle(self) -> None:
        self.happened.append("settle")

    def close(self) -> tuple[str, ...]:
        self.happened.append("close")
        return ()


def _threaded(memories: Memories, lines: Lines | None = None) -> ThreadedMemories:
    threaded = ThreadedMemories(cast(Any, None), cast(Any, None), Path("s.jsonl"), cast(Any, lines or Lines()))
    threaded._opened = cast(Any, memories)
    return threaded


def test_a_write_that_began_ends_and_is_told_when_its_caller_was_cancelled() -> None:
    memories = Memories()

    async def cancelled() -> str:
        threaded = _threaded(memories)
        call = asyncio.ensure_future(threaded.remember(Note("a")))
        await asyncio.to_thread(memories.began.wait)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert threaded.take_line() == ""
        memories.may_go_on.set()
        await threaded.close()
        assert await threaded.close() == ()
        return threaded.take_line()

    assert asyncio.run(cancelled()) == "memory: saved: a"
    assert sorted(memories.happened[1:]) == ["close", "settle"] and memories.happened[0] == "a"


def test_a_transcript_that_cannot_be_written_is_no_place_to_cite() -> None:
    memories = Memories()

    async def refused() -> None:
        threaded = _threaded(memories, Lines(OSError(28, "No space left on device")))
        with pytest.raises(MemoryUnusable, match="No space left"):
            await threaded.remember(Note("a"))
        await threaded.close()

    asyncio.run(refused())
    assert memories.happened == ["close"]


def test_several_writes_of_a_turn_are_one_line() -> None:
    memories = Memories()
    memories.may_go_on.set()

    async def told() -> str:
        threaded = _threaded(memories)
        for number in range(5):
            await threaded.remember(Note(str(number)))
        return threaded.take_line()

    assert asyncio.run(told()) == "memory: saved: 0; saved: 1; saved: 2; and 2 more; reverie memory log tells them"


def test_hints_are_small_and_a_memory_that_fails_gives_none() -> None:
    memories = Memories()

    async def hints() -> list[int]:
        threaded = _threaded(memories)
        asked = RecalledHints(threaded)
        found = [len(await asked.about(prompt)) for prompt in ("known", "unknown", "broken")]
        await threaded.close()
        return found

    assert asyncio.run(hints()) == [1, 0, 0]
    assert memories.happened.count("recall 250") == 2 and "follow" in memories.happened
