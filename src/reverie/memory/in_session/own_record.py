"""The record of a session as its own transcript holds it: what its person said and what its calls did, with lines.

Read at the end of every session, so it imports nothing of the memory that it does not need.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import ImagePart, Message, TextPart, ToolMessage, UserMessage
from reverie.conversation.record import AnyEffect, Effect, RecalledMemory
from reverie.transcripts.records import (
    CallRecord,
    MarkRecord,
    MessageRecord,
    Record,
    SessionHeader,
    SessionResumed,
    TurnRecord,
    read_records,
)

E = TypeVar("E", bound=Effect)


class PersonsMessage(msgspec.Struct, frozen=True):
    """What a person typed or answered, and the line of the transcript that holds it."""

    line: int
    text: str
    is_answer: bool = False


class Done(msgspec.Struct, frozen=True):
    """What a call that went well did, and the line that tells of its end."""

    line: int
    effect: AnyEffect


class OwnRecord:
    """What counts of a session: turns that a rewind took back do not.

    `said` is empty where a program gave the prompts. `turns` are the lines at which turns came to a good end. `given`
    are the texts that `recall` gave, also those that a rewind or a fork took over: a model may know them from there.
    """

    def __init__(self, path: Path) -> None:
        """Reads all of it. Raises OSError, UnreadableTranscript."""
        self.said: list[PersonsMessage] = []
        self.done: list[Done] = []
        self.turns: list[int] = []
        self.given: list[str] = []
        self._recalls: set[str] = set()
        self._is_interactive = self._is_persons = False
        for line, record in enumerate(read_records(path), 1):
            self._take(line, record)

    def effects(self, kind: type[E]) -> Iterator[tuple[int, E]]:
        """The effects of one kind, in order, with their lines."""
        for one in self.done:
            if isinstance(one.effect, kind):
                yield one.line, one.effect

    def line_saying(self, quote: str) -> int:
        """The last line in which the person says this, whatever the white space in it; 0 when there is none."""
        from reverie.memory.gates.folding import folded

        wanted = folded(quote)
        return next((one.line for one in reversed(self.said) if wanted and wanted in folded(one.text)), 0)

    def asked_before(self, line: int) -> str:
        """What the person typed last before a line; empty when nothing."""
        typed = (said for said in reversed(self.said) if not said.is_answer)
        return next((said.text for said in typed if said.line < line), "")

    def is_of_good_turn(self, line: int) -> bool:
        """Whether the turn that a line belongs to came to a good end."""
        return any(end > line for end in self.turns)

    def _take(self, line: int, record: Record) -> None:
        match record:
            case SessionHeader(interactive=interactive, task=task):
                self._is_interactive = self._is_persons = interactive and not task
            case SessionResumed(headless=headless):
                self._is_persons = self._is_interactive and not headless
            case MessageRecord(message=message):
                self._hear(message)
                if self._is_persons:
                    self._take_words(line, message)
            case CallRecord(call=call) if call.effect is not None and call.status == "ok":
                self.done.append(Done(line, call.effect))
                self._note_recall(call)
            case TurnRecord(end=end) if end.outcome == "done":
                self.turns.append(line)
            case MarkRecord(mark=mark):
                self._go_on(mark)

    def _take_words(self, line: int, message: Message) -> None:
        """What they typed, and what they answered when they were asked."""
        texts = [part.text for part in _parts(message) if isinstance(part, TextPart) and part.origin == "human"]
        is_answer = not isinstance(message, UserMessage)
        self.said += [PersonsMessage(line, "\n".join(texts), is_answer)] if texts else []

    def _go_on(self, mark: Mark) -> None:
        for call in mark.calls:
            self._note_recall(call)
        for message in mark.messages:
            self._hear(message)
        if mark.why == "rewind":
            self._go_back(mark)

    def _note_recall(self, call: CallFinished) -> None:
        if isinstance(call.effect, RecalledMemory):
            self._recalls.add(call.call_id)

    def _hear(self, message: Message) -> None:
        """Keep what recall gave in these results, whose calls' ends came before, or beside a person's words."""
        for part in message.parts if isinstance(message, UserMessage) else ():
            if isinstance(part, TextPart) and part.origin == "tool" and part.text.startswith("<memory>"):
                self.given.append(part.text)
        for result in message.results if isinstance(message, ToolMessage) else ():
            if result.call_id in self._recalls:
                self.given += [part.text for part in result.content if isinstance(part, TextPart)]

    def _go_back(self, mark: Mark) -> None:
        """To the last of the messages that the rewind left."""
        last = max(mark.lines, default=0)
        self.said = [one for one in self.said if one.line <= last]
        self.done = [one for one in self.done if one.line <= last]
        self.turns = [line for line in self.turns if line <= last]


def _parts(message: Message) -> Iterator[TextPart | ImagePart]:
    match message:
        case UserMessage(parts=parts):
            yield from parts
        case ToolMessage(results=results):
            yield from (part for result in results for part in result.content)
