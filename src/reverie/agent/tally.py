"""The tally of a turn: what it has asked, spent and failed at so far."""

from collections.abc import Sequence

from reverie.conversation.events import Outcome, TurnEnded
from reverie.conversation.messages import CallPart, Usage
from reverie.conversation.record import EditedFile, RanCommand, RanTask

from .tool_call import CallEnd

_CHANGES = (EditedFile, RanCommand, RanTask)


class Tally:
    """What a turn has done so far."""

    def __init__(self) -> None:
        self.requests = 0
        self.usage = Usage()
        self.cost_usd: float | None = 0.0
        self.unasked: str = ""
        """Why a call was denied that a person would have been asked about; empty when none was."""
        self.is_told_full = False
        """Whether the person was told in this turn that the context cannot be made smaller."""
        self._failures: dict[tuple[str, str], int] = {}

    def count_request(self, usage: Usage, cost_usd: float | None) -> None:
        self.requests += 1
        self.count_usage(usage, cost_usd)

    def count_usage(self, usage: Usage, cost_usd: float | None) -> None:
        """Add what an attempt was billed that is no request of its own."""
        self.usage += usage
        self.cost_usd = None if self.cost_usd is None or cost_usd is None else self.cost_usd + cost_usd

    def count_calls(self, calls: tuple[CallPart, ...], ends: Sequence[CallEnd]) -> None:
        """Keep how often each call has failed since something changed.

        Looking around changes nothing, so it does not excuse the same failing call; an edit, a command or a task may.
        """
        if any(isinstance(end.finished.effect, _CHANGES) and not end.result.failed for end in ends):
            self._failures.clear()
        for call, end in zip(calls, ends, strict=True):
            key = (call.name, call.arguments)
            if end.result.failed:
                self._failures[key] = self._failures.get(key, 0) + 1
            else:
                self._failures.pop(key, None)
        self.unasked = self.unasked or next((end.unasked for end in ends if end.unasked), "")

    def ended(self, outcome: Outcome, reason: str, text: str = "") -> TurnEnded:
        """The end of the turn, with what it came to."""
        return TurnEnded(outcome, text, self.requests, self.usage, self.cost_usd, reason)

    def most_repeated_failure(self) -> tuple[str, int]:
        """The name of the call that failed most often with the same arguments, and how often."""
        if not self._failures:
            return "", 0
        (name, _), times = max(self._failures.items(), key=lambda item: item[1])
        return name, times
