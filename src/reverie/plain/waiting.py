"""What waits while the agent works: messages for the model, and commands for the end of the turn."""

from collections import deque
from collections.abc import Callable

from reverie.agent.steering import Steer, Steering
from reverie.conversation.messages import ImagePart, TextPart

from .own_outputs import OwnOutputs

Added = tuple[TextPart | ImagePart, ...]


class Waiting:
    """The queue of one session. Messages wait in the session's own steering, from where a turn takes them.

    `steering` gives it, as it may come with another equipment. Outputs of the person's own commands that go with a
    message are theirs again when it is taken back.
    """

    def __init__(self, steering: Callable[[], Steering], own_outputs: OwnOutputs) -> None:
        self._steering = steering
        self._own_outputs = own_outputs
        self._own: dict[int, tuple[Steer, tuple[TextPart, ...]]] = {}
        self._commands: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._steering().waiting) + len(self._commands)

    def put_command(self, text: str) -> None:
        self._commands.append(text)

    def put_message(self, text: str, prepare: Callable[[str], Steer]) -> None:
        """`prepare` adds what the text names; the outputs go before that."""
        own = self._own_outputs.take()
        prepared = prepare(text)
        steer = Steer(prepared.text, (*own, *prepared.added))
        self._own[id(steer)] = steer, own
        self._steering().put(steer)

    def take_messages(self) -> tuple[str, Added] | None:
        """All that the model was not told, for a turn of its own; None when there is nothing."""
        taken = self._steering().take()
        self._own.clear()
        if not taken:
            return None
        return "\n\n".join(steer.text for steer in taken), tuple(part for steer in taken for part in steer.added)

    def take_command(self) -> str | None:
        return self._commands.popleft() if self._commands else None

    def take_last(self) -> str | None:
        """Take back the newest, to be changed."""
        if self._commands:
            return self._commands.pop()
        steer = self._steering().take_last()
        return None if steer is None else self._taken_back(steer)

    def take_all(self) -> list[str]:
        """Take back everything, in the order in which it was typed, messages first."""
        texts = [self._taken_back(steer) for steer in self._steering().take()]
        texts += self._commands
        self._commands.clear()
        self._own.clear()
        return texts

    def _taken_back(self, steer: Steer) -> str:
        _, own = self._own.pop(id(steer), (steer, ()))
        for part in own:
            self._own_outputs.add(part)
        return steer.text
