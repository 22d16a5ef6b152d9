"""Steering: what a person types while a turn runs, kept until the model can be told."""

from collections import deque

import msgspec

from reverie.conversation.messages import ImagePart, TextPart, UserMessage


class Steer(msgspec.Struct, frozen=True):
    """A message that waits. `added` goes with it: pictures, or the output of the person's own commands."""

    text: str
    added: tuple[TextPart | ImagePart, ...] = ()

    def message(self, text: str) -> UserMessage:
        """As it enters the history, with its text redacted."""
        return UserMessage((TextPart(text), *self.added))


class Steering:
    """A queue of the person's messages. It is filled by the interface and emptied between two requests of a turn."""

    def __init__(self) -> None:
        self._waiting: deque[Steer] = deque()

    def put(self, steer: Steer) -> None:
        self._waiting.append(steer)

    def take(self) -> tuple[Steer, ...]:
        """All that waits, oldest first; nothing waits afterwards."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken

    def take_last(self) -> Steer | None:
        """Take back the newest, to be changed by the person."""
        return self._waiting.pop() if self._waiting else None

    @property
    def waiting(self) -> tuple[Steer, ...]:
        return tuple(self._waiting)
