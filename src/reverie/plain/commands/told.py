"""What a transcript tells of its session: what was asked, changed and run, in order."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from reverie.conversation.mark import Mark
from reverie.conversation.messages import Message, TextPart, UserMessage
from reverie.conversation.record import AnyEffect, EditedFile, RanCommand, RanTask
from reverie.storage.kept_bytes import kept_hash
from reverie.transcripts.records import CallRecord, MarkRecord, MessageRecord, read_records

_Lines = tuple[int, int]
"""Added and removed."""


class _Asked(NamedTuple):
    """A message of the person, and what was asked before it."""

    text: str
    before: "_Asked | None"


class Told:
    """`changed` maps a shown path to lines added and removed over all its edits that no rewind took back; `commands`
    come with exit statuses."""

    def __init__(self) -> None:
        self.changed: dict[str, _Lines] = {}
        self.commands: list[tuple[str, int | None]] = []
        self.tasks: list[str] = []
        self._states: dict[str, dict[str, _Lines]] = {}
        self._asked: _Asked | None = None
        self._asked_at: list[tuple[int, _Asked | None]] = []

    @property
    def asked(self) -> list[str]:
        """The person's messages that are still a part of the conversation."""
        found = []
        last = self._asked
        while last is not None:
            found.append(last.text)
            last = last.before
        return found[::-1]

    def message(self, line: int, message: Message) -> None:
        if isinstance(message, UserMessage):
            parts = (part for part in message.parts if isinstance(part, TextPart) and part.origin == "human")
            for part in parts:
                if part.text.strip():
                    self._asked = _Asked(part.text, self._asked)
            self._asked_at.append((line, self._asked))

    def mark(self, mark: Mark) -> None:
        """A rewind makes the conversation what it was at a line; a fork begins with another's."""
        for edit in mark.restored:
            self._restored(edit)
        if mark.why == "fork":
            for message in mark.messages:
                self.message(mark.line, message)
        elif mark.why == "rewind" and (mark.lines or not mark.messages):
            self._asked = self._asked_until(max((line for line in mark.lines if line < mark.line), default=0))
        self._asked_at.append((mark.line, self._asked))

    def _asked_until(self, line: int) -> _Asked | None:
        """What had been asked when this line of the transcript was the last."""
        return next((asked for at, asked in reversed(self._asked_at) if at <= line), None)

    def effect(self, effect: AnyEffect) -> None:
        match effect:
            case EditedFile():
                self._edited(effect)
            case RanCommand(command=command, exit_status=status):
                self.commands.append((command, status))
            case RanTask(title=title, outcome=outcome):
                self.tasks.append(f"{outcome}: {title}")

    def _edited(self, edit: EditedFile) -> None:
        added, removed = before = self.changed.pop(edit.path, (0, 0))
        more = _counts(edit.diff)
        self.changed[edit.path] = now = added + more["+"], removed + more["-"]
        states = self._states.setdefault(edit.path, {})
        states.setdefault(kept_hash(edit.before), before)
        states[edit.after] = now

    def _restored(self, edit: EditedFile) -> None:
        """A rewind gave the file a content that it had: it counts as what had been changed by then."""
        then = self._states.get(edit.path, {}).get(edit.after, (0, 0))
        self.changed.pop(edit.path, None)
        if then != (0, 0):
            self.changed[edit.path] = then


def told_by(transcript: Path) -> Told:
    """Raises UnreadableTranscript, OSError."""
    told = Told()
    for line, record in enumerate(read_records(transcript), 1):
        match record:
            case MessageRecord(message=message):
                told.message(line, message)
            case MarkRecord(mark=mark):
                told.mark(mark)
            case CallRecord(call=call) if call.effect is not None:
                told.effect(call.effect)
    return told


def _counts(diff: str) -> Counter[str]:
    """Lines that begin with `+` and with `-`, the two headings left out."""
    return Counter(line[0] for line in diff.split("\n")[2:] if line)
