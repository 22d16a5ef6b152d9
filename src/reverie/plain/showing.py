"""Showing: every event goes to the face, and the status that follows from it."""

from collections.abc import Callable

from reverie.agent.session import Session
from reverie.conversation.events import (
    AnyEvent,
    CallOutput,
    Compacted,
    SessionStarted,
    Steered,
    TurnEnded,
    TurnStarted,
    UsageReported,
)

from .face import Face
from .status import SessionStatus, fill_of

_FILLING = (SessionStarted, TurnStarted, UsageReported, Steered, Compacted, TurnEnded)


class Showing:
    """The `Emit` of a conversation. `session` is set once it is open; `waiting` gives what waits."""

    def __init__(self, face: Face, status: SessionStatus) -> None:
        self.face = face
        self.status = status
        self.session: Session | None = None
        self.waiting: Callable[[], tuple[str, ...]] = lambda: ()
        self._fill = 0.0

    def __call__(self, event: AnyEvent) -> None:
        self.status.note(event)
        self.face.show(event)
        if isinstance(event, _FILLING):
            self.measure()
        if not isinstance(event, CallOutput):
            self.refresh()

    def measure(self) -> None:
        """How full the context is: it changes only with the history, and looking costs a little."""
        if self.session is not None:
            self._fill = fill_of(self.session)

    def refresh(self) -> None:
        """Show the status as it is now."""
        if self.session is None:
            return
        model, mode = self.session.equipment.model.name, self.session.mode.mode
        self.face.set_status(self.status.now(model, mode, self._fill, self.waiting()))

    def set_doing(self, doing: str) -> None:
        """What is done now beside the events; empty for nothing."""
        self.status.activity.set(doing)
        self.refresh()

    def standing(self, asking: bool) -> None:
        """A question begins, or ends, to wait for the person."""
        self.status.asking = asking
        if not asking:
            self.status.activity.answered()
        self.refresh()
