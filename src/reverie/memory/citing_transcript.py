"""One transcript that facts cite: its lines as what was said and done in them, its last turn, its edits."""

from collections.abc import Iterable

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, ResultPart, TextPart, ToolMessage, UserMessage
from reverie.conversation.record import AnyEffect, RanCommand
from reverie.transcripts.records import (
    FORMAT,
    CallRecord,
    MessageRecord,
    SessionHeader,
    SessionResumed,
    UnknownRecord,
)
from reverie.transcripts.session_folder import SessionFolder

from .citing_edits import StandingEdits, edits_of_task
from .citing_lines import LinesByNumber
from .gates.folding import folded

_FURTHEST = 1000
"""Lines between a call's end and its result: what the other calls of the same reply left there."""


class Said(msgspec.Struct, frozen=True):
    """What stands in a line. `at` is an instant in UTC, `effects` are what its calls did, each with its own line."""

    at: str
    parts: tuple[TextPart, ...] = ()
    failed: bool = False
    effects: tuple[tuple[AnyEffect, int], ...] = ()


class OpenTranscript:
    """Reads on where it was when the transcript has grown."""

    def __init__(self, session: str, folder: SessionFolder) -> None:
        self._session = session
        self._folder = folder
        self._lines = LinesByNumber(folder.path(session))
        self._count = 0
        self._header: SessionHeader | None = None
        self._edits = self._no_edits()
        self._edits_until = 1

    def refresh(self) -> bool:
        """Take in what was added; whether it is a transcript that can be read. Raises OSError."""
        count = self._lines.refresh()
        if self._header is None or count < self._count:
            header = self._lines.record(1)
            self._header = header if isinstance(header, SessionHeader) and header.format <= FORMAT else None
            self._edits, self._edits_until = self._no_edits(), 1
        self._count = count
        return self._header is not None

    @property
    def parent(self) -> str:
        """The session that this one is a task of; empty for one of a person."""
        return self._header.parent if self._header and self._header.task else ""

    def is_persons(self, line: int) -> bool:
        """Whether a person typed into it there: it is neither a program's session, or one that a program had resumed
        there, nor a task's."""
        if self._header is None or self._header.task or not self._header.interactive:
            return False
        resumed = self._lines.last_of("resumed", line)
        record = self._lines.record(resumed) if resumed else None
        return record is None or (isinstance(record, SessionResumed) and not record.headless)

    def edits(self) -> StandingEdits:
        """Its edits until now."""
        new = range(self._edits_until + 1, self._count + 1)
        told = [number for number in new if self._lines.is_of(number, "call", "mark")]
        for number, line in zip(told, self._lines.lines(told), strict=True):
            self._edits.take(number, line)
        self._edits_until = self._count
        return self._edits

    def start_of_turn(self) -> int:
        """The line at which the last turn that has said anything begins: the one after the end of the turn before."""
        last = self._lines.last_of("message", self._count + 1)
        return self._lines.last_of("turn", last) + 1

    def said(self, line: int, quote: str) -> Said | None:
        """A line; None when there is none or it is damaged. Of several results those that say `quote` are meant."""
        if not 1 <= line <= self._count:
            return None
        match self._lines.record(line):
            case UnknownRecord(damaged=True):
                return None
            case CallRecord(at=at, call=call):
                result = self._result_of(call.call_id, line)
                return Said(at, _texts(result) or (TextPart(call.note, "tool"),), _failed(call), _effects(call, line))
            case MessageRecord(at=at, message=ToolMessage(results=results)):
                return self._results(at, line, _meant(results, quote))
            case MessageRecord(at=at, message=UserMessage(parts=parts) | AssistantMessage(parts=parts)):
                return Said(at, tuple(part for part in parts if isinstance(part, TextPart)))
            case _:
                return Said("")

    def _results(self, at: str, line: int, results: tuple[ResultPart, ...]) -> Said:
        parts = tuple(part for result in results for part in _texts(result))
        calls = [(call, where) for result in results for call, where in self._call_of(result.call_id, line)]
        failed = any(result.failed for result in results) or any(_failed(call) for call, _ in calls)
        return Said(at, parts, failed, tuple(effect for call, where in calls for effect in _effects(call, where)))

    def _result_of(self, call_id: str, line: int) -> ResultPart | None:
        """What a call gave to the model, which stands after its end."""
        for number in range(line + 1, min(line + _FURTHEST, self._count) + 1):
            if self._lines.is_of(number, "message"):
                record = self._lines.record(number)
                if isinstance(record, MessageRecord) and isinstance(record.message, ToolMessage):
                    return next((one for one in record.message.results if one.call_id == call_id), None)
        return None

    def _call_of(self, call_id: str, line: int) -> list[tuple[CallFinished, int]]:
        """The end of the call that a result is of, which stands before it, with its line."""
        for number in range(line - 1, max(line - _FURTHEST, 1), -1):
            record = None if self._lines.is_of(number, "message") else self._lines.record(number)
            if record is None:
                break
            if isinstance(record, CallRecord) and record.call.call_id == call_id:
                return [(record.call, number)]
        return []

    def _no_edits(self) -> StandingEdits:
        above = frozenset((self._session,))
        return StandingEdits(self._session, lambda task: edits_of_task(self._folder, task, above))


def _texts(result: ResultPart | None) -> tuple[TextPart, ...]:
    return tuple(part for part in result.content if isinstance(part, TextPart)) if result else ()


def _meant(results: tuple[ResultPart, ...], quote: str) -> tuple[ResultPart, ...]:
    wanted = folded(quote)
    return tuple(one for one in results if wanted and wanted in folded(_joined(_texts(one)))) or results


def _joined(parts: Iterable[TextPart]) -> str:
    return "\n".join(part.text for part in parts)


def _failed(call: CallFinished) -> bool:
    """Also a command that was stopped, or ended with anything but 0, whatever its call says."""
    effect = call.effect
    is_bad_end = isinstance(effect, RanCommand) and not effect.background and effect.exit_status != 0
    return call.status != "ok" or is_bad_end


def _effects(call: CallFinished, line: int) -> tuple[tuple[AnyEffect, int], ...]:
    return ((call.effect, line),) if call.effect is not None else ()
