"""Events in words: what a line face says of each, without symbols that a screen reader would spell out."""

from reverie.conversation.claims import told
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    CallStatus,
    ClaimsJudged,
    Compacted,
    ModeChanged,
    Notice,
    RetryingModel,
    Steered,
    TurnEnded,
)
from reverie.conversation.record import WroteMemory

_WORDS: dict[CallStatus, str] = {"ok": "done", "failed": "failed", "denied": "denied", "cancelled": "cancelled"}
_MOST_QUOTED = 100


class LineWording:
    """Turns events into lines. It remembers what running calls are about, so one is kept for each session."""

    def __init__(self) -> None:
        self._summaries: dict[str, str] = {}

    def line(self, event: AnyEvent) -> str | None:
        """The line that this event adds; None when it adds none."""
        match event:
            case CallStarted(call_id=call_id, summary=summary):
                self._summaries[call_id] = summary
            case CallFinished():
                return None if isinstance(event.effect, WroteMemory) else self._call(event)
            case Notice(text=text):
                return f"note: {text}"
            case ClaimsJudged(claims=claims):
                line = told(claims)
                return f"note: {line}" if line else None
            case RetryingModel():
                return f"note: {event.reason}; trying again in {event.delay:.1f} s (attempt {event.attempt})"
            case Steered(prompt=prompt):
                return f"the model was told: {_quoted(prompt)}"
            case ModeChanged(mode=mode):
                return f"mode: {mode}"
            case Compacted():
                return _compacted(event)
            case TurnEnded():
                return _end(event)
        return None

    def _call(self, event: CallFinished) -> str:
        about = self._summaries.pop(event.call_id, "") or event.tool
        return f"{_WORDS[event.status]}: {about}{', ' if event.note else ''}{event.note}".replace("\n", "\\n")


def _compacted(event: Compacted) -> str:
    told = "" if event.narrative else ", without a summary by the model"
    why = f" ({event.problem})" if event.problem else ""
    return f"the context was made smaller: {event.before:,} to {event.after:,} tokens{told}{why}"


def _end(event: TurnEnded) -> str:
    used = event.usage
    cost = f", ${event.cost_usd:.4f}" if event.cost_usd else ""
    spent = f"({used.input + used.cache_read + used.cache_write:,} + {used.output:,} tokens{cost})"
    if event.outcome == "done":
        return spent
    return f"interrupted {spent}" if event.outcome == "interrupted" else f"{event.outcome}: {event.reason} {spent}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_QUOTED else f"{line[:_MOST_QUOTED]}…"
