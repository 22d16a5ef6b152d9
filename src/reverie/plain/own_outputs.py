"""Outputs of commands that the person ran themselves, kept until they go with the next prompt."""

from reverie.conversation.messages import TextPart


class OwnOutputs:
    """What the model is told of them, in order."""

    def __init__(self) -> None:
        self._waiting: list[TextPart] = []

    def add(self, part: TextPart) -> None:
        self._waiting.append(part)

    def take(self) -> tuple[TextPart, ...]:
        """All that waits; nothing waits afterwards."""
        taken, self._waiting = tuple(self._waiting), []
        return taken

    def __len__(self) -> int:
        return len(self._waiting)
