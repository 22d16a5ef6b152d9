"""The history that a transcript holds, made valid again after whatever ended or damaged the session."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, CallPart, Message, ResultPart, TextPart, ToolMessage

from .records import CallRecord, MessageRecord, Record, UnknownRecord

_UNFINISHED = "The session ended while this call ran. Whether it took effect is unknown: look before you repeat it."
_FINISHED = "The session ended before this call's output was kept, but the call itself had ended: {status}, {note}."


class RebuiltHistory(msgspec.Struct, frozen=True):
    """A valid history. `added` is what must be written to the transcript's end for it to be so, if anything.

    `damaged` counts lines that could not be read: they stay in the file, and are missing here.
    """

    messages: list[Message]
    added: ToolMessage | None
    damaged: int


def rebuild_history(records: Iterable[Record]) -> RebuiltHistory:
    """The messages of a transcript, with results for calls that lack them and without results of no call."""
    messages: list[Message] = []
    finished: dict[str, CallFinished] = {}
    damaged = 0
    for record in records:
        if isinstance(record, CallRecord):
            finished[record.call.call_id] = record.call
        elif isinstance(record, UnknownRecord):
            damaged += record.damaged
        elif isinstance(record, MessageRecord):
            _append(messages, record.message, finished)
            finished.clear()
    added = lost_results(messages, finished)
    return RebuiltHistory([*messages, added] if added else messages, added, damaged)


def lost_results(messages: Sequence[Message], finished: Mapping[str, CallFinished]) -> ToolMessage | None:
    """Results for the calls at the end of a history that have none; `finished` holds, by id, how calls ended."""
    last = messages[-1] if messages else None
    if not isinstance(last, AssistantMessage) or not last.calls:
        return None
    return ToolMessage(tuple(_lost_result(call, finished.get(call.id)) for call in last.calls))


def _append(messages: list[Message], message: Message, finished: Mapping[str, CallFinished]) -> None:
    """Between a reply and what follows it a damaged line may be missing."""
    lost = lost_results(messages, finished)
    if isinstance(message, ToolMessage) and _ids(message) == _ids(lost):
        messages.append(message)
        return
    if lost:
        messages.append(lost)
    if not isinstance(message, ToolMessage):
        messages.append(message)


def _ids(message: ToolMessage | None) -> list[str]:
    return [result.call_id for result in message.results] if message else []


def _lost_result(call: CallPart, end: CallFinished | None) -> ResultPart:
    text = _FINISHED.format(status=end.status, note=end.note) if end else _UNFINISHED
    return ResultPart(call.id, (TextPart(text, "tool"),), failed=True)
