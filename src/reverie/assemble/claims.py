"""The port `ClaimJudge`: a session's answers against its own record, in a thread of their own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reverie.conversation.claims import Claim

if TYPE_CHECKING:
    from reverie.quality.judge import Judge
    from reverie.transcripts.turns import SessionRecord

_T = TypeVar("_T")


class RecordedClaims:
    """The record is the transcript: what was written to it since the last time is read when an answer is judged.

    Loaded at the first use, so that a start does not wait for it. What began ends, also when its caller is cancelled.
    """

    def __init__(self, transcript: Path) -> None:
        self._transcript = transcript
        self._executor = ThreadPoolExecutor(1, "quality")
        self._record: SessionRecord | None = None
        self._judge: Judge | None = None
        self._problem = ""

    async def judge(self, request: str, answer: str) -> tuple[Claim, ...]:
        return await self.run(lambda: self._judged(request, answer)) if answer.strip() else ()

    async def run(self, work: Callable[[], _T]) -> _T:
        """Do something else of this room, after what was asked before."""
        return await asyncio.shield(asyncio.wrap_future(self._executor.submit(work)))

    def submit(self, work: Callable[[], object]) -> None:
        """Do it when there is time, before `close` returns."""
        self._executor.submit(work)

    def take_problem(self) -> str:
        """One line, once, when the record could not be read and an answer was not judged."""
        problem, self._problem = self._problem, ""
        return problem

    def close(self) -> None:
        """Wait for what is under way."""
        self._executor.shutdown(wait=True)

    def _judged(self, request: str, answer: str) -> tuple[Claim, ...]:
        """In the thread."""
        from reverie.quality.judge import Judge
        from reverie.transcripts.turns import SessionRecord

        self._record = record = self._record or SessionRecord(self._transcript)
        self._judge = judge = self._judge or Judge()
        try:
            deeds = record.deeds()
        except OSError as error:
            self._problem = f"the answer was not compared with the record: {error.strerror or error}"
            return ()
        try:
            return judge.judge(request, deeds, answer, record.start)
        except Exception as error:  # noqa: BLE001 - a judge that breaks must not break the turn; that it did is told
            self._problem = (
                f"the answer was not compared with the record: {type(error).__name__}: {error}; please report"
            )
            return ()
