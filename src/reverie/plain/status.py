"""The status of a conversation, kept from its events: what it does now, since when, and what it has used."""

import time
from collections.abc import Callable

import msgspec

from reverie.agent.session import Session
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    ReasoningDelta,
    RetryingModel,
    TaskProgress,
    TextDelta,
    TurnEnded,
    TurnStarted,
    UsageReported,
)
from reverie.conversation.messages import Usage
from reverie.conversation.ports import PermissionMode

from .face import Status

Clock = Callable[[], float]
"""Seconds that only go up."""
STOPPING = "stopping"
_WAITING = "waiting for the model"


class Used(msgspec.Struct, frozen=True):
    """Tokens and money; `cost_usd` is None once a price was unknown."""

    usage: Usage = Usage()
    cost_usd: float | None = 0.0

    def __add__(self, other: "Used") -> "Used":
        known = self.cost_usd is not None and other.cost_usd is not None
        cost = (self.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None
        return Used(self.usage + other.usage, cost)

    @property
    def tokens(self) -> int:
        return self.usage.input + self.usage.cache_read + self.usage.cache_write + self.usage.output

    @property
    def cached(self) -> float:
        """The share of what was sent that came from the provider's cache."""
        sent = self.usage.input + self.usage.cache_read + self.usage.cache_write
        return self.usage.cache_read / sent if sent else 0.0


class Activity:
    """What is done now, and since when. A call counts from its own start, everything else from the last change."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._doing = ""
        self._since = 0.0
        self._calls: dict[str, tuple[str, float]] = {}

    def set(self, doing: str) -> None:
        """Another activity begins; an empty text is none, and ends all calls."""
        if not doing:
            self._calls.clear()
        if doing != self._doing:
            self._doing, self._since = doing, self._clock()

    def begin_call(self, call_id: str, about: str) -> None:
        self._calls[call_id] = (about, self._clock())

    def answered(self) -> None:
        """The person has answered: what was asked about begins only now."""
        if self._calls:
            call_id, (about, _) = self._calls.popitem()
            self._calls[call_id] = about, self._clock()

    def end_call(self, call_id: str) -> None:
        self._calls.pop(call_id, None)
        if not (self._calls or self.is_stopping):
            self.set(_WAITING)

    @property
    def is_stopping(self) -> bool:
        return self._doing == STOPPING

    def text(self) -> str:
        if self.is_stopping or not self._calls:
            return _with_time(self._doing, self._clock() - self._since)
        about, since = list(self._calls.values())[-1]
        others = f" and {len(self._calls) - 1} more" if len(self._calls) > 1 else ""
        return _with_time(about + others, self._clock() - since)


class SessionStatus:
    """Keeps the `Status` of one session. `note` is given every event, `now` makes the value."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self.activity = Activity(clock)
        self.asking = False
        self.earlier = Used()
        """By earlier runs of the session."""
        self._before = Used()
        self._turn = Used()
        self._tasks: dict[str, TaskProgress] = {}

    def note(self, event: AnyEvent) -> None:
        match event:
            case TurnStarted():
                self._settle(self._turn)
                self.activity.set(_WAITING)
            case ReasoningDelta():
                self.activity.set("thinking")
            case TextDelta():
                self.activity.set("answering")
            case RetryingModel(reason=reason):
                self.activity.set(f"trying again ({reason})")
            case CallStarted():
                self.activity.begin_call(event.call_id, event.summary or event.tool)
            case CallFinished(call_id=call_id):
                self.activity.end_call(call_id)
            case _:
                self._note_use(event)

    def _note_use(self, event: AnyEvent) -> None:
        match event:
            case UsageReported(usage=usage, cost_usd=cost):
                self._turn += Used(usage, cost)
            case TaskProgress(outcome=None):
                self._tasks[event.call_id] = event
            case TaskProgress():
                self._tasks.pop(event.call_id, None)
                self._turn += Used(event.usage, event.cost_usd)
            case TurnEnded(usage=usage, cost_usd=cost):
                self._tasks.clear()
                self._settle(Used(usage, cost))

    def _settle(self, used: Used) -> None:
        """The end of a turn knows its sums best: they hold what failed attempts cost, too."""
        self._before, self._turn = self._before + used, Used()

    @property
    def used(self) -> Used:
        """By this run so far, sub-sessions included."""
        tasks = (Used(task.usage, task.cost_usd or 0.0) for task in self._tasks.values())
        return sum(tasks, self._before + self._turn)

    def now(self, model: str, mode: PermissionMode, context: float, waiting: tuple[str, ...]) -> Status:
        used = self.earlier + self.used
        return Status(
            model=model,
            mode=mode,
            doing="waiting for your answer" if self.asking else self.activity.text(),
            tokens=used.tokens,
            cached=used.cached,
            cost_usd=used.cost_usd,
            context=context,
            waiting=waiting,
            tasks=tuple(_task_line(task) for task in self._tasks.values()),
            stopping=self.activity.is_stopping,
        )


def fill_of(session: Session) -> float:
    """How much of the model's window the next request would use, from 0 to 1."""
    context = session.equipment.context
    return min(1.0, context.tokens(session.history.messages) / max(1, context.window))


def _task_line(task: TaskProgress) -> str:
    used = Used(task.usage)
    cost = f", ${task.cost_usd:.4f}" if task.cost_usd else ""
    return f"{task.title}: {task.doing} ({used.tokens:,} tokens{cost})"


def _with_time(doing: str, seconds: float) -> str:
    """Nothing is said of the first second: most things end in it."""
    whole = int(seconds)
    if not doing or whole < 1:
        return doing
    return f"{doing}, {whole} s" if whole < 60 else f"{doing}, {whole // 60} min {whole % 60} s"
