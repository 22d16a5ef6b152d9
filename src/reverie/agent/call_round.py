"""All calls of one reply."""

import asyncio
from collections.abc import Callable, Iterable

from reverie.conversation.access import Allowed
from reverie.conversation.events import CallFinished, CallStarted
from reverie.conversation.messages import CallPart
from reverie.conversation.ports import Emit

from .tool_call import CallEnd, Prepared, Workbench, authorise, cancelled, execute, prepare

Finish = Callable[[CallFinished], None]
"""Notes the end of a call for good. Raises OSError when it cannot."""


class CallRound:
    """Carries out the calls of one reply.

    They run side by side, except that one which changes a file waits for those before it, and those after it wait for
    it: a model that edits and then runs the tests in one reply means that order. `finish` is given each end.
    """

    def __init__(self, calls: tuple[CallPart, ...], bench: Workbench, finish: Finish, emit: Emit) -> None:
        self._calls = calls
        self._bench = bench
        self._finish = finish
        self._emit = emit
        self._ends: dict[int, CallEnd] = {}
        self._disk_error: OSError | None = None

    async def run(self) -> None:
        """Return when every call has its end. Raises OSError when an end could not be written to the transcript."""
        waiting: list[tuple[int, Prepared | CallEnd]] = []
        for index, call in enumerate(self._calls):
            step = prepare(call, self._bench)
            if isinstance(step, Prepared) and step.changes_files:
                await self._run_together(waiting)
                waiting = []
                # Anew, because what ran before it may have changed the file.
                await self._run_together([(index, prepare(call, self._bench))])
            else:
                waiting.append((index, step))
        await self._run_together(waiting)

    def ends(self) -> tuple[CallEnd, ...]:
        """The end of every call, in the order of the calls; one without an end of its own was cancelled."""
        calls = enumerate(self._calls)
        return tuple(self._ends.get(index) or cancelled(call, started=False) for index, call in calls)

    async def _run_together(self, steps: list[tuple[int, Prepared | CallEnd]]) -> None:
        allowed = []
        for index, step in steps:
            decision = await self._decide(index, step)
            if isinstance(decision, CallEnd):
                self._settle(index, decision)
            elif isinstance(step, Prepared):
                allowed.append((index, step, decision))
        if len(allowed) == 1:
            await self._run_one(*allowed[0])
        elif allowed:
            await _all_of(asyncio.ensure_future(self._run_one(*each)) for each in allowed)
        if self._disk_error:
            raise self._disk_error

    async def _decide(self, index: int, step: Prepared | CallEnd) -> Allowed | CallEnd:
        """The end of a call that was not understood or not allowed; for one that may run, by what."""
        if isinstance(step, Prepared):
            return await authorise(step, self._bench, self._emit)
        call = self._calls[index]
        self._emit(CallStarted(call.id, call.name, "", self._bench.redactor.redact(call.arguments)))
        return step

    async def _run_one(self, index: int, step: Prepared, allowed: Allowed) -> None:
        try:
            end = await execute(step, allowed, self._bench, self._emit)
        except asyncio.CancelledError:
            self._settle(index, cancelled(step.call, started=True))
            raise
        self._settle(index, end)

    def _settle(self, index: int, end: CallEnd) -> None:
        self._ends[index] = end
        try:
            self._finish(end.finished)
        except OSError as error:  # raised by `run`, once those that still run have ended
            self._disk_error = error
        self._emit(end.finished)


async def _all_of(running: "Iterable[asyncio.Future[None]]") -> None:
    """Wait for all of them; each is cancelled as often as this is, which a task group does once only.

    Raises what one of them raised, when all have ended.
    """
    for ended in await asyncio.gather(*running, return_exceptions=True):
        if ended is not None:
            raise ended
