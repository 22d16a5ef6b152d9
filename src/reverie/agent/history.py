"""The history of a session: written to the transcript before it counts."""

from collections.abc import Iterable, Mapping
from typing import Self

import msgspec

from reverie.conversation.digest import Digest
from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, CallPart, Message
from reverie.conversation.ports import TranscriptWriter
from reverie.conversation.standing import Standing
from reverie.transcripts.history import RebuiltHistory


class History:
    """The messages that the next request will carry, in order, and what code knows of them.

    `lines` gives each message's line in the transcript. `standing` is what stands, `digest` what a compaction kept of
    the messages before these. Methods that write raise OSError when the transcript cannot be written; the history is
    then as it was.
    """

    def __init__(self, transcript: TranscriptWriter, messages: Iterable[Message] = ()) -> None:
        self.standing = Standing()
        self.digest: Digest | None = None
        self._transcript = transcript
        self._calls: dict[str, CallFinished] = {}
        self._messages: list[Message] = []
        self._lines: list[int] = []
        self._call_ids: set[str] = set()
        for message in messages:
            self._take(message, transcript.next_line)

    @classmethod
    def of(cls, transcript: TranscriptWriter, rebuilt: RebuiltHistory) -> Self:
        """The history that a transcript holds."""
        history = cls(transcript)
        history.standing, history.digest, history._calls = rebuilt.standing, rebuilt.digest, dict(rebuilt.calls)
        for message, line in zip(rebuilt.messages, rebuilt.lines, strict=True):
            history._take(message, line)
        return history

    def add(self, message: Message) -> None:
        line = self._transcript.next_line
        self._transcript.write_message(message)
        self._take(message, line)

    def finish(self, call: CallFinished) -> None:
        """Note a call's end; what it did to the world changes what stands."""
        self._transcript.write_call(call)
        self._calls[call.call_id] = call
        if call.effect is not None:
            self.standing = self.standing.after(call.effect)

    def begin_anew(self, mark: Mark) -> None:
        """Go on from a boundary: after a compaction, a rewind, a fork. It is durable when this returns.

        `mark.line` is given the line that it gets.
        """
        line = self._transcript.next_line
        self._transcript.write_mark(msgspec.structs.replace(mark, line=line))
        self._messages, self._lines, self._call_ids = [], [], set()
        self.standing, self.digest = mark.standing, mark.digest
        self._calls = {call.call_id: call for call in mark.calls}
        for message, place in zip(mark.messages, mark.line_of_each(line), strict=True):
            self._take(message, place)

    def with_own_ids(self, reply: AssistantMessage) -> AssistantMessage:
        """The reply with call ids that no call of this history has: some servers count anew in each reply, or send
        none, and others refuse a history in which two calls share one."""
        taken = set(self._call_ids)
        parts = tuple(_with_own_id(part, taken) if isinstance(part, CallPart) else part for part in reply.parts)
        return reply if parts == reply.parts else msgspec.structs.replace(reply, parts=parts)

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(self._messages)

    @property
    def lines(self) -> tuple[int, ...]:
        """The transcript line of each message, counted from 1."""
        return tuple(self._lines)

    @property
    def calls(self) -> Mapping[str, CallFinished]:
        """How the calls of these messages ended, by call id."""
        return self._calls

    def _take(self, message: Message, line: int) -> None:
        self._messages.append(message)
        self._lines.append(line)
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
