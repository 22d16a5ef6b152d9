"""The history that a transcript holds, made valid again after whatever ended the session."""

from collections.abc import Iterable, Mapping, Sequence

from ..conversation.events import CallFinished
from ..conversation.messages import AssistantMessage, CallPart, Message, ResultPart, TextPart, ToolMessage
from .records import CallRecord, MessageRecord, Record

_UNFINISHED = "The session ended while this call ran. Whether it took effect is unknown: look before you repeat it."
_FINISHED = "The session ended before this call's output was kept, but the call itself had ended: {status}, {note}."


def rebuild_history(records: Iterable[Record]) -> tuple[list[Message], ToolMessage | None]:
    """The messages of a transcript, and what must be added to its end for the history to be valid.

    Calls and results are written in order, so only the last reply can lack results: None when it lacks none.
    """
    messages: list[Message] = []
    finished: dict[str, CallFinished] = {}
    for record in records:
        if isinstance(record, MessageRecord):
            messages.append(record.message)
            finished.clear()
        elif isinstance(record, CallRecord):
            finished[record.call.call_id] = record.call
    return messages, lost_results(messages, finished)


def lost_results(messages: Sequence[Message], finished: Mapping[str, CallFinished]) -> ToolMessage | None:
    """Results for the calls at the end of a history that have none; `finished` holds, by id, how calls ended."""
    last = messages[-1] if messages else None
    if not isinstance(last, AssistantMessage) or not last.calls:
        return None
    return ToolMessage(tuple(_lost_result(call, finished.get(call.id)) for call in last.calls))


def _lost_result(call: CallPart, end: CallFinished | None) -> ResultPart:
    text = _FINISHED.format(status=end.status, note=end.note) if end else _UNFINISHED
    return ResultPart(call.id, (TextPart(text, "tool"),), failed=True)
