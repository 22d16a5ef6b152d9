"""What a person sees of a sub-session while it runs: one line, tokens and money, a few times a second at most."""

import asyncio

from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    Compacted,
    Outcome,
    ReasoningDelta,
    RetryingModel,
    TaskProgress,
    TextDelta,
    TurnEnded,
    TurnStarted,
    UsageReported,
)
from reverie.conversation.messages import Usage
from reverie.conversation.ports import Emit, TaskOrder

INTERVAL = 0.3
"""Seconds between two events of one task."""

WAITING_FOR_PLACE = "waiting for a place"
WAITING_FOR_MODEL = "waiting for the model"
WAITING_FOR_PERSON = "waiting for your answer"


class Progress:
    """Takes the events of a sub-session and emits `TaskProgress` when what it shows has changed.

    Used within a running loop; `close` emits the last one. `usage` and `cost_usd` are what it has used so far.
    """

    def __init__(self, order: TaskOrder, emit: Emit, interval: float = INTERVAL) -> None:
        self._emit = emit
        self._interval = interval
        self._loop = asyncio.get_running_loop()
        self._next_at = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._running: dict[str, str] = {}
        self._asking = 0
        self._doing = ""
        self._shown = TaskProgress(order.call_id, "", order.title, "")
        self._session = ""
        self.usage = Usage()
        self.cost_usd: float | None = 0.0

    def wait(self) -> None:
        """As many run as may run at once."""
        self._do(WAITING_FOR_PLACE)

    def begin(self, session: str) -> None:
        """It has a place, and a session of its own."""
        self._session = session
        self._do(WAITING_FOR_MODEL)

    def __call__(self, event: AnyEvent) -> None:
        match event:
            case TurnStarted() | Compacted():
                self._do(WAITING_FOR_MODEL)
            case ReasoningDelta():
                self._do("thinking")
            case TextDelta():
                self._do("writing")
            case RetryingModel(delay=delay, usage=usage):
                self._spend(usage, 0.0)
                self._do(f"asking the model again in {delay:.1f} s")
            case UsageReported(usage=usage, cost_usd=cost_usd):
                self._spend(usage, cost_usd)
                self._show()
            case CallStarted(call_id=call_id, summary=summary, tool=tool):
                self._running[call_id] = summary or tool
                self._do(self._running[call_id])
            case CallFinished(call_id=call_id):
                self._running.pop(call_id, None)
                self._do(next(reversed(self._running.values()), WAITING_FOR_MODEL))
            case TurnEnded(usage=usage, cost_usd=cost_usd):
                self.usage, self.cost_usd = usage, cost_usd

    def asking(self, begins: bool) -> None:
        """A question to the person begins to wait, or was answered."""
        self._asking += 1 if begins else -1
        self._show()

    def close(self, outcome: Outcome) -> None:
        """Emit the last event. Nothing comes after it."""
        self._doing, self._asking = "", 0
        self._emit_now(outcome)

    def _do(self, what: str) -> None:
        self._doing = what
        self._show()

    def _spend(self, usage: Usage, cost_usd: float | None) -> None:
        self.usage += usage
        self.cost_usd = None if self.cost_usd is None or cost_usd is None else self.cost_usd + cost_usd

    def _show(self) -> None:
        """Now, or when the interval is over."""
        if self._timer is not None or self._state() == self._shown:
            return
        wait = self._next_at - self._loop.time()
        if wait <= 0:
            self._emit_now()
        else:
            self._timer = self._loop.call_later(wait, self._emit_late)

    def _emit_late(self) -> None:
        self._timer = None
        if self._state() != self._shown:
            self._emit_now()

    def _emit_now(self, outcome: Outcome | None = None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._next_at = self._loop.time() + self._interval
        self._shown = self._state(outcome)
        self._emit(self._shown)

    def _state(self, outcome: Outcome | None = None) -> TaskProgress:
        doing = WAITING_FOR_PERSON if self._asking else self._doing
        before = self._shown
        return TaskProgress(before.call_id, self._session, before.title, doing, self.usage, self.cost_usd, outcome)
