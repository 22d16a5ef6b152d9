"""What waits while the agent works: messages for the model, and what must wait for the end of the turn."""

from collections import deque
from collections.abc import Callable

import msgspec

from reverie.agent.steering import Steer, Steering
from reverie.conversation.messages import ImagePart, TextPart

from .own_outputs import OwnOutputs

Added = tuple[TextPart | ImagePart, ...]


class Later(msgspec.Struct, frozen=True):
    """A typed text that waits for the end of what runs: a command, or a message behind one."""

    text: str
    is_command: bool


class Waiting:
    """The queue of one session, in the order in which it was typed: nothing overtakes a command. Messages for the turn
    that runs wait in the session's own steering, from where the turn takes them.

    `steering` gives it, as it may come with another equipment. Outputs of the person's own commands that go with a
    message are theirs again when it is taken back.
    """

    def __init__(self, steering: Callable[[], Steering], own_outputs: OwnOutputs) -> None:
        self._steering = steering
        self._own_outputs = own_outputs
        self._own: dict[int, tuple[Steer, tuple[TextPart, ...]]] = {}
        self._later: deque[Later] = deque()

    @property
    def texts(self) -> tuple[str, ...]:
        return *(steer.text for steer in self._steering().waiting), *(later.text for later in self._later)

    @property
    def has_later(self) -> bool:
        """Whether something waits for the end of the turn; then all that is typed does."""
        return bool(self._later)

    def put_later(self, text: str, *, is_command: bool) -> None:
        self._later.append(Later(text, is_command))

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

    def take_later(self) -> str | None:
        """The oldest of what waited for the end of the turn."""
        return self._later.popleft().text if self._later else None

    def take_last(self) -> str | None:
        """Take back the newest, to be changed."""
        if self._later:
            return self._later.pop().text
        steer = self._steering().take_last()
        return None if steer is None else self._taken_back(steer)

    def take_all(self) -> tuple[Later, ...]:
        """Take back everything, in the order in which it was typed."""
        steers = [Later(self._taken_back(steer), is_command=False) for steer in self._steering().take()]
        taken = (*steers, *self._later)
        self._later.clear()
        self._own.clear()
        return taken

    def _taken_back(self, steer: Steer) -> str:
        _, own = self._own.pop(id(steer), (steer, ()))
        for part in own:
            self._own_outputs.add(part)
        return steer.text
