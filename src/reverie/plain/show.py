"""Showing events as lines: the answer while it comes, one line a call, a line at the turn's end."""

from reverie.conversation.events import AnyEvent, TextDelta, TurnEnded
from reverie.conversation.messages import Usage
from reverie.conversation.visible import visible
from reverie.conversation.wording import Wording


class Lines:
    """Prints what a person should see of each event; output of running calls is left out."""

    def __init__(self) -> None:
        self._wording = Wording()
        self._line_open = False

    def __call__(self, event: AnyEvent) -> None:
        if isinstance(event, TextDelta):
            print(visible(event.text), end="", flush=True)
            self._line_open = not event.text.endswith("\n")
        elif isinstance(event, TurnEnded):
            self.whole(_end_line(event))
        elif line := self._wording.line(event):
            self.whole(line)

    def whole(self, line: str) -> None:
        """Print a line of its own, also when the answer before it did not end with one."""
        if self._line_open:
            print()
            self._line_open = False
        print(visible(line))


def _end_line(event: TurnEnded) -> str:
    cost = f", ${event.cost_usd:.4f}" if event.cost_usd else ""
    spent = f"({_tokens(event.usage)} tokens{cost})"
    return f"{event.outcome}: {event.reason} {spent}" if event.reason else spent


def _tokens(usage: Usage) -> str:
    return f"{usage.input + usage.cache_read + usage.cache_write:,} + {usage.output:,}"
