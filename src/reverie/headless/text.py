"""`--output-format text`: the answer on standard output, what is being done, a line each, on standard error."""

from typing import TextIO

from ..conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    Notice,
    RetryingModel,
    TextDelta,
    TurnEnded,
)
from .streams import write, write_line

_MARKS = {"ok": "✓", "failed": "✗", "denied": "⊘", "cancelled": "–"}


class TextResult:
    """Prints one line for each call when it ends, and the answer.

    On a terminal the answer is shown while it comes; into a file or pipe goes only the final answer, whole.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self._live = out.isatty()
        self._line_open = False
        self._summaries: dict[str, str] = {}

    def __call__(self, event: AnyEvent) -> None:
        if isinstance(event, TextDelta):
            self._show_live(event.text)
        elif isinstance(event, CallStarted):
            self._summaries[event.call_id] = event.summary
        elif isinstance(event, CallFinished):
            self._remark(self._call_line(event))
        elif isinstance(event, Notice):
            self._remark(f"! {event.text}")
        elif isinstance(event, RetryingModel):
            self._remark(f"! {event.reason}; trying again in {event.delay:.1f} s (attempt {event.attempt})")
        elif isinstance(event, TurnEnded):
            self._end(event)

    def _show_live(self, text: str) -> None:
        if self._live and text:
            write(text, self._out)
            self._line_open = not text.endswith("\n")

    def _remark(self, line: str) -> None:
        if self._line_open:
            write_line("", self._out)
            self._line_open = False
        write_line(line, self._err)

    def _call_line(self, event: CallFinished) -> str:
        summary = self._summaries.pop(event.call_id, "")
        return f"{_MARKS[event.status]} {event.tool} {summary}".rstrip() + (f" — {event.note}" if event.note else "")

    def _end(self, event: TurnEnded) -> None:
        if self._live and self._line_open:
            write_line("", self._out)
        elif not self._live and event.text:
            write_line(event.text, self._out)
        if event.reason:
            write_line(f"reverie: {event.reason}", self._err)
