"""The record of a session as its own transcript holds it: what its person said and what its calls did, with lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from reverie.conversation.mark import Mark
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.record import AnyEffect, Effect
from reverie.memory.gates.folding import folded
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
    """What a person typed, and the line of the transcript that holds it."""

    line: int
    text: str


class Done(msgspec.Struct, frozen=True):
    """What a call that went well did, and the line that tells of its end."""

    line: int
    effect: AnyEffect


class OwnRecord:
    """What counts of a session: turns that a rewind took back do not. Empty for a transcript that cannot be read.

    `said` is empty where a program gave the prompts. `turns` are the lines at which turns came to a good end.
    """

    def __init__(self, path: Path) -> None:
        """Reads all of it. Raises OSError, UnreadableTranscript."""
        self.said: list[PersonsMessage] = []
        self.done: list[Done] = []
        self.turns: list[int] = []
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
        wanted = folded(quote)
        return next((one.line for one in reversed(self.said) if wanted and wanted in folded(one.text)), 0)

    def is_of_good_turn(self, line: int) -> bool:
        """Whether the turn that a line belongs to came to a good end."""
        return any(end > line for end in self.turns)

    def _take(self, line: int, record: Record) -> None:
        match record:
            case SessionHeader(interactive=interactive, task=task):
                self._is_interactive = self._is_persons = interactive and not task
            case SessionResumed(headless=headless):
                self._is_persons = self._is_interactive and not headless
            case MessageRecord(message=UserMessage(parts=parts)) if self._is_persons:
                texts = [part.text for part in parts if isinstance(part, TextPart) and part.origin == "human"]
                self.said += [PersonsMessage(line, "\n".join(texts))] if texts else []
            case CallRecord(call=call) if call.effect is not None and call.status == "ok":
                self.done.append(Done(line, call.effect))
            case TurnRecord(end=end) if end.outcome == "done":
                self.turns.append(line)
            case MarkRecord(mark=mark) if mark.why == "rewind":
                self._go_back(mark)

    def _go_back(self, mark: Mark) -> None:
        """To the last of the messages that the rewind left."""
        last = max(mark.lines, default=0)
        self.said = [one for one in self.said if one.line <= last]
        self.done = [one for one in self.done if one.line <= last]
        self.turns = [line for line in self.turns if line <= last]
