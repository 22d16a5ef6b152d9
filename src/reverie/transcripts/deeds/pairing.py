"""Calls put together with their ends, while the entries of a transcript come one after the other."""

from collections.abc import Iterator
from typing import Any

from reverie.transcripts.entries import AnyEntry, Call, Called, Ended, Returned
from reverie.transcripts.json_line import DamagedLine, decode_line

NO_RESULT = "the transcript has no result of it"


class OpenCalls:
    """Those that have no result yet, by id. An id that is used again is another call."""

    def __init__(self) -> None:
        self._open: dict[str, Call] = {}

    def take(self, entry: AnyEntry) -> Call | None:
        """The call that ended with this entry; None for all others."""
        match entry:
            case Called():
                self._open[entry.call_id] = Call(entry.call_id, entry)
            case Ended():
                self._open.setdefault(entry.call_id, Call(entry.call_id)).ended = entry
            case Returned():
                call = self._open.pop(entry.call_id, None) or Call(entry.call_id)
                call.returned = entry
                return call
        return None

    def drain(self) -> Iterator[Call]:
        """Those that never had a result, which are forgotten now."""
        calls, self._open = self._open, {}
        yield from calls.values()


def arguments_of(call: Call) -> dict[str, Any]:
    """Empty when they are broken or no object."""
    if call.called is None:
        return {}
    found = json_in(call.called.arguments)
    return found if isinstance(found, dict) else {}


def json_in(text: str) -> Any:
    """None when it is no JSON."""
    try:
        return decode_line(text.encode("utf-8", "replace"))
    except DamagedLine:
        return None


def name_of(call: Call) -> str:
    return call.called.name if call.called else ""


def line_of(call: Call) -> int:
    """Where the call stands; its result's line when the call itself is lost."""
    first = call.called or call.ended or call.returned
    return first.line if first else 0


def text_of(call: Call) -> str:
    """What the model was given."""
    if call.returned is not None:
        return call.returned.text
    return call.ended.note if call.ended else ""
