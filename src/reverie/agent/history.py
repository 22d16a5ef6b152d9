"""The history of a session: written to the transcript before it counts."""

from collections.abc import Iterable

import msgspec

from reverie.conversation.messages import AssistantMessage, CallPart, Message
from reverie.conversation.ports import TranscriptWriter


class History:
    """The messages that the next request will carry, in order.

    `add` raises OSError when the transcript cannot be written; the history is then as it was.
    """

    def __init__(self, transcript: TranscriptWriter, messages: Iterable[Message] = ()) -> None:
        self._transcript = transcript
        self._messages: list[Message] = []
        self._call_ids: set[str] = set()
        for message in messages:
            self._take(message)

    def add(self, message: Message) -> None:
        self._transcript.write_message(message)
        self._take(message)

    def with_own_ids(self, reply: AssistantMessage) -> AssistantMessage:
        """The reply with call ids that no call of this history has: some servers count anew in each reply, or send
        none, and others refuse a history in which two calls share one."""
        taken = set(self._call_ids)
        parts = tuple(_with_own_id(part, taken) if isinstance(part, CallPart) else part for part in reply.parts)
        return reply if parts == reply.parts else msgspec.structs.replace(reply, parts=parts)

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(self._messages)

    def _take(self, message: Message) -> None:
        self._messages.append(message)
        if isinstance(message, AssistantMessage):
            self._call_ids.update(call.id for call in message.calls)


def _with_own_id(call: CallPart, taken: set[str]) -> CallPart:
    """The call, under an id not taken yet; it is taken then."""
    own, number = call.id or "call", 1
    while own in taken:
        number += 1
        own = f"{call.id or 'call'}_{number}"
    taken.add(own)
    return call if own == call.id else msgspec.structs.replace(call, id=own)
