"""The history of a session: written to the transcript before it counts."""

from collections.abc import Iterable

from ..conversation.messages import Message
from ..conversation.ports import TranscriptWriter


class History:
    """The messages that the next request will carry, in order.

    `add` raises OSError when the transcript cannot be written; the history is then as it was.
    """

    def __init__(self, transcript: TranscriptWriter, messages: Iterable[Message] = ()) -> None:
        self._transcript = transcript
        self._messages = list(messages)

    def add(self, message: Message) -> None:
        self._transcript.write_message(message)
        self._messages.append(message)

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(self._messages)
