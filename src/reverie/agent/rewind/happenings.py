"""What happened in a session, in order, read from its transcript: turns, edits and commands, those of its tasks too.

A rewind that was begun and not recorded stands at the end, as far as it went.
"""

import heapq
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, Message, TextPart, ToolMessage, UserMessage
from reverie.conversation.record import AnyEffect, EditedFile, RanCommand, RanTask
from reverie.conversation.shown_path import path_shown
from reverie.transcripts.records import (
    CallRecord,
    MarkRecord,
    MessageRecord,
    Record,
    SessionHeader,
    SessionResumed,
    TurnRecord,
    UnknownRecord,
    read_records,
)

from .begun import begun_rewind, copies_beside
from .state import after, is_at
from .tasks import Task, tasks_of
from .untold import UntoldCommands


class TurnBegan(msgspec.Struct, frozen=True):
    line: int
    turn: int
    at: str
    prompt: str


class Edited(msgspec.Struct, frozen=True):
    """`path` is absolute; `copies` is the folder of the copies that the edit names."""

    line: int
    turn: int
    at: str
    path: Path
    edit: EditedFile
    copies: Path


class Ran(msgspec.Struct, frozen=True):
    """A command that ran, or may have: also one that was stopped, or cut off with the session."""

    line: int
    turn: int
    at: str
    command: str


class Marked(msgspec.Struct, frozen=True):
    line: int
    turn: int
    at: str
    mark: Mark


class Unreadable(msgspec.Struct, frozen=True):
    """Something that may have changed files and cannot be known."""

    line: int
    turn: int
    at: str
    text: str


Happening = TurnBegan | Edited | Ran | Marked | Unreadable


def happenings(transcript: Path, root: Path) -> Iterator[Happening]:
    """All that happened, each with its line. `root` is the project's real path.

    Raises UnreadableTranscript, OSError.
    """
    reading = _Reading(transcript, root)
    for line, record in enumerate(read_records(transcript), 1):
        yield from reading.take(line, record)
    yield from reading.end()


class _Reading:
    """Where the reading of one transcript stands. The calls of one reply wait until all of them are read: tasks ran
    side by side, and only the instants tell the order of what they did."""

    def __init__(self, transcript: Path, root: Path) -> None:
        self._transcript = transcript
        self._root = root
        self._line = 0
        self._turn = 0
        self._at = ""
        self._is_between = True
        self._round: list[list[Happening]] = []
        self._tasks: dict[str, Task] = {}
        self._last_rewind = 0
        self._untold = UntoldCommands()

    def take(self, line: int, record: Record) -> Iterator[Happening]:
        self._line = line
        match record:
            case SessionHeader(created=at):
                self._at = at
                self._tasks = tasks_of(self._transcript, record, self._root)
            case CallRecord(at=at, call=call):
                self._at = at
                self._take_call(call)
            case UnknownRecord(damaged=True):
                yield Unreadable(line, self._turn, self._at, f"line {line} of the transcript cannot be read")
            case MessageRecord(at=at) | MarkRecord(at=at) | TurnRecord(at=at) | SessionResumed(at=at):
                self._at = at
                yield from self._end_round()
                yield from self._take_boundary(record)

    def end(self) -> Iterator[Happening]:
        self._at = "~"  # after every instant
        self._line += 1
        yield from self._end_round()
        begun = begun_rewind(self._transcript)
        if begun and begun.line > self._last_rewind:
            for edit in begun.edits:
                if is_at(path_shown(edit.path, self._root), after(edit)):
                    yield self._edited(edit)

    def _take_call(self, call: CallFinished) -> None:
        if command := self._untold.stopped(call):
            self._round.append([self._ran(command)])
        elif isinstance(call.effect, RanTask):
            self._round.append(self._of_ended_task(call.effect))
        elif call.effect is not None:
            self._round.append(list(self._of_effect(call.effect)))

    def _take_boundary(self, record: Record) -> Iterator[Happening]:
        match record:
            case MessageRecord(message=message):
                yield from self._take_message(message)
            case MarkRecord(mark=mark):
                if mark.why == "rewind":
                    self._last_rewind = self._line
                yield Marked(self._line, self._turn, self._at, mark)
                yield from map(self._edited, mark.restored)
                self._is_between = self._is_between or mark.why != "compaction"
            case _:
                self._is_between = True

    def _take_message(self, message: Message) -> Iterator[Happening]:
        """A message of the person is a turn's beginning when the answer before it was the last of its turn."""
        if isinstance(message, AssistantMessage):
            self._is_between = not message.calls
            self._untold.begin(message)
        elif isinstance(message, ToolMessage):
            yield from map(self._ran, self._untold.cut_off(message))
        elif isinstance(message, UserMessage) and self._is_between:
            self._turn += 1
            self._is_between = False
            yield TurnBegan(self._line, self._turn, self._at, prompt_of(message))

    def _end_round(self) -> Iterator[Happening]:
        """What the calls did, and the tasks whose calls were interrupted and so told nothing of themselves."""
        for session, task in list(self._tasks.items()):
            if task.created < self._at:
                self._round.append(self._of_task(self._tasks.pop(session)))
        waiting, self._round = self._round, []
        yield from heapq.merge(*waiting, key=attrgetter("at"))

    def _of_effect(self, effect: AnyEffect) -> Iterator[Happening]:
        match effect:
            case EditedFile():
                yield self._edited(effect)
            case RanCommand(command=command):
                yield self._ran(command)

    def _of_ended_task(self, effect: RanTask) -> list[Happening]:
        if not effect.session:  # it never began
            return []
        task = self._tasks.pop(effect.session, None)
        return self._of_task(task) if task else [self._lost(effect)]

    def _of_task(self, task: Task) -> list[Happening]:
        """What a sub-session did, at the place of its call."""
        return [
            msgspec.structs.replace(each, line=self._line, turn=self._turn)
            for each in happenings(task.transcript, task.root)
            if isinstance(each, Edited | Ran | Unreadable)
        ]

    def _edited(self, edit: EditedFile) -> Edited:
        path = path_shown(edit.path, self._root)
        return Edited(self._line, self._turn, self._at, path, edit, copies_beside(self._transcript))

    def _ran(self, command: str) -> Ran:
        return Ran(self._line, self._turn, self._at, command)

    def _lost(self, effect: RanTask) -> Unreadable:
        text = f"what the task '{effect.title}' changed is not known: its transcript is gone"
        return Unreadable(self._line, self._turn, self._at, text)


def prompt_of(message: UserMessage) -> str:
    """The person's own words in a message, without what was added to them."""
    return next((part.text for part in message.parts if isinstance(part, TextPart) and part.origin == "human"), "")
