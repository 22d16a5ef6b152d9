"""The history that a transcript holds, made valid again after whatever ended or damaged the session."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reverie.conversation.digest import Digest
from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, CallPart, Message, ResultPart, TextPart, ToolMessage
from reverie.conversation.ports import PermissionMode
from reverie.conversation.standing import Standing

from .records import CallRecord, MarkRecord, MessageRecord, ModeRecord, Record, UnknownRecord

UNFINISHED = "The session ended while this call ran. Whether it took effect is unknown: look before you repeat it."
_FINISHED = "The session ended before this call's output was kept, but the call itself had ended: {status}, {note}."


class RebuiltHistory(msgspec.Struct, frozen=True):
    """A valid history. `added` is what must be written to the transcript's end for it to be so, if anything.

    `lines` are the transcript lines of the messages, `calls` the ends of their calls by call id. `damaged` counts lines
    that could not be read: they stay in the file, and are missing here. `mode` is the permission mode when it was
    changed since the last mark; None says that the messages know.
    """

    messages: list[Message] = []
    lines: list[int] = []
    added: ToolMessage | None = None
    damaged: int = 0
    standing: Standing = Standing()
    digest: Digest | None = None
    calls: dict[str, CallFinished] = {}
    mode: PermissionMode | None = None


def rebuild_history(records: Iterable[tuple[int, Record]]) -> RebuiltHistory:
    """The messages of a transcript, with results for calls that lack them and without results of no call.

    A mark begins anew from what it holds. `records` come with their line numbers.
    """
    rebuilding = _Rebuilding()
    line = 0
    for line, record in records:
        rebuilding.take(line, record)
    return rebuilding.end(line + 1)


class _Rebuilding:
    def __init__(self) -> None:
        self._messages: list[Message] = []
        self._lines: list[int] = []
        self._calls: dict[str, CallFinished] = {}
        self._standing = Standing()
        self._digest: Digest | None = None
        self._damaged = 0
        self._mode: PermissionMode | None = None

    def take(self, line: int, record: Record) -> None:
        match record:
            case CallRecord(call=call):
                self._calls[call.call_id] = call
                if call.effect is not None:
                    self._standing = self._standing.after(call.effect)
            case ModeRecord(mode=mode):
                self._mode = mode
            case UnknownRecord(damaged=damaged):
                self._damaged += damaged
            case MessageRecord(message=message):
                self._append(line, message)
            case MarkRecord(mark=mark):
                self._messages = list(mark.messages)
                self._lines = list(mark.line_of_each(line))
                self._calls = {call.call_id: call for call in mark.calls}
                self._standing, self._digest, self._mode = mark.standing, mark.digest, None

    def end(self, line: int) -> RebuiltHistory:
        added = lost_results(self._messages, self._calls)
        if added:
            self._add(line, added)
        return RebuiltHistory(
            self._messages, self._lines, added, self._damaged, self._standing, self._digest, self._calls, self._mode
        )

    def _append(self, line: int, message: Message) -> None:
        """Between a reply and what follows it a damaged line may be missing."""
        lost = lost_results(self._messages, self._calls)
        if isinstance(message, ToolMessage) and _ids(message) == _ids(lost):
            self._add(line, message)
            return
        if lost:
            self._add(line, lost)
        if not isinstance(message, ToolMessage):
            self._add(line, message)

    def _add(self, line: int, message: Message) -> None:
        self._messages.append(message)
        self._lines.append(line)


def lost_results(messages: Sequence[Message], finished: Mapping[str, CallFinished]) -> ToolMessage | None:
    """Results for the calls at the end of a history that have none; `finished` holds, by id, how calls ended."""
    last = messages[-1] if messages else None
    if not isinstance(last, AssistantMessage) or not last.calls:
        return None
    return ToolMessage(tuple(_lost_result(call, finished.get(call.id)) for call in last.calls))


def _ids(message: ToolMessage | None) -> list[str]:
    return [result.call_id for result in message.results] if message else []


def _lost_result(call: CallPart, end: CallFinished | None) -> ResultPart:
    text = _FINISHED.format(status=end.status, note=end.note) if end else UNFINISHED
    return ResultPart(call.id, (TextPart(text, "tool"),), failed=True)
