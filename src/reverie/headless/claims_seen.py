"""What the last answer of a run claims, for its exit status."""

from reverie.conversation.events import AnyEvent, ClaimsJudged
from reverie.conversation.ports import Emit


class ClaimsSeen:
    """Passes events on; `are_false` tells whether the answer that stands claims what the record does not show."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.are_false = False

    def __call__(self, event: AnyEvent) -> None:
        if isinstance(event, ClaimsJudged):
            self.are_false = any(claim.is_false for claim in event.claims)
        self._emit(event)
