"""The output of the last calls, kept in bounds, to be shown whole when a person asks for it."""

import re
from collections import deque

import msgspec

from reverie.conversation.access import PreviewKind
from reverie.conversation.truncation import HeadAndTail, Limits

_KEPT = Limits(lines=5_000, characters=200_000)
_MOST_CALLS = 20
_END = 2_000
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""Colours and cursor movements, which many programs write."""


class KeptCall(msgspec.Struct):
    """A call, its final line once it has one, what it showed beforehand (`preview`) and its output so far."""

    summary: str
    preview: str
    preview_kind: PreviewKind
    output: HeadAndTail
    line: str = ""
    end: str = ""

    def add(self, text: str) -> None:
        self.output.feed(text)
        self.end = (self.end + text)[-_END:]

    @property
    def last_line(self) -> str:
        """The newest line that is not empty; of a line that writes over itself, what stands there now."""
        plain = _SEQUENCE.sub("", self.end).expandtabs(4)
        return plain.rstrip().replace("\r", "\n").rpartition("\n")[2]


class KeptOutput:
    """The calls since the last words of the model, or those before them when there are none since."""

    def __init__(self) -> None:
        self._running: dict[str, KeptCall] = {}
        self._group: deque[KeptCall] = deque(maxlen=_MOST_CALLS)
        self._closed = False

    def begin(self, call_id: str, summary: str, preview: str, kind: PreviewKind = "text") -> KeptCall:
        if self._closed:
            self._group.clear()
            self._closed = False
        call = self._running[call_id] = KeptCall(summary, preview, kind, HeadAndTail(_KEPT))
        self._group.append(call)
        return call

    def add(self, call_id: str, text: str) -> None:
        if call := self._running.get(call_id):
            call.add(text)

    def end(self, call_id: str, line: str) -> KeptCall | None:
        call = self._running.pop(call_id, None)
        if call is not None:
            call.line = line
        return call

    def close_group(self) -> None:
        """The model speaks again: the next call begins a new group."""
        self._closed = True

    def last(self) -> list[KeptCall]:
        return list(self._group)
