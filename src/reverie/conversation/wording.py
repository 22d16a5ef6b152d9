"""Events in a person's words: the one line that every interface shows of a call, a retry, a notice."""

from .claims import told
from .events import AnyEvent, CallFinished, CallStarted, ClaimsJudged, Notice, RetryingModel

_MARKS = {"ok": "✓", "failed": "✗", "denied": "⊘", "cancelled": "–"}


class Wording:
    """Turns events into lines. It remembers what running calls are about, so one is kept for each session."""

    def __init__(self) -> None:
        self._summaries: dict[str, str] = {}

    def line(self, event: AnyEvent) -> str | None:
        """The line that this event adds; None when it adds none."""
        if isinstance(event, CallStarted):
            self._summaries[event.call_id] = event.summary
        elif isinstance(event, CallFinished):
            return self._call(event)
        elif isinstance(event, Notice):
            return f"! {event.text}"
        elif isinstance(event, ClaimsJudged):
            line = told(event.claims)
            return f"! {line}" if line else None
        elif isinstance(event, RetryingModel):
            return f"! {event.reason}; trying again in {event.delay:.1f} s (attempt {event.attempt})"
        return None

    def _call(self, event: CallFinished) -> str:
        about = self._summaries.pop(event.call_id, "") or event.tool
        line = f"{_MARKS[event.status]} {about}" + (f" — {event.note}" if event.note else "")
        return line.replace("\n", "\\n")
