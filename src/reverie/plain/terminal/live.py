"""The rows above the input line that change: the unfinished answer, what runs, what waits."""

import time
from collections.abc import Callable, Iterator

import msgspec

from reverie.conversation.events import TaskProgress
from reverie.conversation.visible import visible_line
from reverie.plain.face import Status

from .columns import fit
from .kept_output import KeptCall
from .markdown import MarkdownStream

Row = tuple[str, str]
"""A style's name (`""`, `dim`, `warning`, or `ansi` for text with SGR sequences) and one row that fits the width."""
_MOST_CALLS = 8
_MOST_WAITING = 3
_LONGEST_THOUGHT = 2_000


class _Running(msgspec.Struct):
    call: KeptCall
    since: float
    doing: str = ""


class Live:
    """What is shown while a turn runs. `clock` gives seconds that only go up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.answer: MarkdownStream | None = None
        self.status: Status | None = None
        self._clock = clock
        self._thought = ""
        self._running: dict[str, _Running] = {}

    @property
    def is_working(self) -> bool:
        return bool(self.status and self.status.doing) or bool(self._running)

    @property
    def counts_seconds(self) -> bool:
        """Whether a time is shown that goes on by itself."""
        return bool(self._running)

    def think(self, text: str) -> None:
        self._thought = (self._thought + text)[-_LONGEST_THOUGHT:]

    def thought_ends(self) -> None:
        self._thought = ""

    def begin_call(self, call_id: str, call: KeptCall) -> None:
        self._running[call_id] = _Running(call, self._clock())

    def restart_call(self, summary: str) -> None:
        """It waited for the person until now."""
        for running in self._running.values():
            if visible_line(running.call.summary) == summary:
                running.since = self._clock()

    def end_call(self, call_id: str) -> None:
        self._running.pop(call_id, None)

    def end_calls(self) -> None:
        self._running.clear()

    def task(self, event: TaskProgress) -> None:
        """A sub-session tells what it does: in the row of the call that began it."""
        if running := self._running.get(event.call_id):
            usage = event.usage
            tokens = usage.input + usage.cache_read + usage.cache_write + usage.output
            cost = f", ${event.cost_usd:.4f}" if event.cost_usd else ""
            running.doing = f"{event.doing} ({tokens:,} tokens{cost})"

    def rows(self, most: int, width: int) -> list[Row]:
        """At most `most` rows of at most `width` columns; the answer gets what the others leave, but one at least."""
        below = [*self._calls(width), *self._waiting(width), *self._doing(width)]
        room = max(1, most - len(below))
        answer = self._answer(room, width)
        return [*answer, *below[: max(0, most - len(answer))]]

    def _answer(self, room: int, width: int) -> list[Row]:
        text = self.answer.live(room) if self.answer is not None else ""
        if text:
            return [("ansi", line) for line in text.split("\n")]
        thought = self._thought.strip().rpartition("\n")[2]
        return [("dim", _end_fit(f"thinking: {visible_line(thought)}", width))] if thought else []

    def _calls(self, width: int) -> Iterator[Row]:
        running = list(self._running.values())
        for each in running[:_MOST_CALLS]:
            seconds = int(self._clock() - each.since)
            elapsed = f" · {duration(seconds)}" if seconds else ""
            doing = f": {visible_line(each.doing)}" if each.doing else ""
            about = fit(visible_line(each.call.summary) + doing, max(8, width - 2 - len(elapsed)))
            yield "", fit(f"• {about}{elapsed}", width)
        if len(running) > _MOST_CALLS:
            yield "dim", fit(f"  and {len(running) - _MOST_CALLS} more", width)
        if len(running) == 1 and (line := running[0].call.last_line):
            yield "dim", fit(f"  {visible_line(line)}", width)

    def _waiting(self, width: int) -> Iterator[Row]:
        waiting = self.status.waiting if self.status else ()
        for text in waiting[:_MOST_WAITING]:
            yield "dim", fit(f"waits › {visible_line(text)}", width)
        if len(waiting) > _MOST_WAITING:
            yield "dim", fit(f"and {len(waiting) - _MOST_WAITING} more wait", width)

    def _doing(self, width: int) -> Iterator[Row]:
        if self.status and self.status.stopping:
            yield "dim", fit(f"{self.status.doing} (Ctrl-C again kills what still runs)", width)
        elif self.status and self.status.doing and not self._running:
            yield "dim", fit(f"{visible_line(self.status.doing)} (Esc interrupts)", width)


def duration(seconds: int) -> str:
    """`12 s`, `3 min 5 s`."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def _end_fit(text: str, width: int) -> str:
    """A line whose end is what matters, in `width` columns."""
    shown = fit(text, width)
    return shown if shown == text else fit(text[-max(1, width // 2) :], width)
