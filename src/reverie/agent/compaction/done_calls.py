"""Calls that are done: what each was about, how it ended, and what its result says of a file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from reverie.conversation.events import CallFinished, CallStatus
from reverie.conversation.messages import AssistantMessage, CallPart, Message, ResultPart, TextPart, ToolMessage
from reverie.conversation.record import AnyEffect, RanCommand
from reverie.conversation.truncation import shorten_line
from reverie.conversation.visible import visible_line

_TELLING = ("command", "path", "pattern", "glob", "words", "url", "query", "question", "title", "job", "text")
_LONGEST_WHAT = 200
_LONGEST_WHY = 240


class DoneCall(msgspec.Struct, frozen=True, dict=True):
    """A call and its result. `place` is the index of the message that holds the result, `line` its transcript line."""

    call: CallPart
    result: ResultPart
    end: CallFinished | None
    place: int
    line: int

    @property
    def status(self) -> CallStatus:
        if self.end is not None:
            return self.end.status
        return "failed" if self.result.failed else "ok"

    @property
    def effect(self) -> AnyEffect | None:
        return None if self.end is None else self.end.effect

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """Empty when they are no JSON object."""
        try:
            return msgspec.json.decode(self.call.arguments or "{}", type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError):
            return {}

    @cached_property
    def text(self) -> str:
        return "\n".join(part.text for part in self.result.content if isinstance(part, TextPart))

    @property
    def persons_words(self) -> str:
        """What the person answered with, to a plan that they did not accept or a call that they denied."""
        parts = (part for part in self.result.content if isinstance(part, TextPart) and part.origin == "human")
        return "\n".join(part.text for part in parts)

    @property
    def what(self) -> str:
        """The call in a few words on one line: ``shell `make test` ``."""
        told = next((str(value) for name in _TELLING if (value := self.arguments.get(name))), "")
        told = told or (self.call.arguments if self.call.arguments.strip() not in ("", "{}") else "")
        first, _, rest = told.strip().partition("\n")
        more = f" (+{rest.count(chr(10)) + 1} lines)" if rest else ""
        return f"{self.call.name} `{one_line(first, _LONGEST_WHAT)}`{more}" if first else self.call.name

    @property
    def how(self) -> str:
        """How it ended, on one line: the note of its end, and for a command that failed its last line too."""
        note = self.end.note if self.end else ""
        if self.persons_words:
            note = "refused by the person in words that are kept"
        if self.status == "cancelled" and note == "cancelled":
            note = "cancelled before it ended; it may have taken effect in part"
        last = self.reason if isinstance(self.effect, RanCommand) or not note else ""
        return one_line(": ".join(each for each in (note, last) if each), _LONGEST_WHY)

    @property
    def reason(self) -> str:
        """The line of its text that says most: of a command the last, else the first; remarks in brackets are ours."""
        said = [line for line in self.text.splitlines() if re.search(r"\w", line) and not line.startswith("[")]
        line = (said[-1] if isinstance(self.effect, RanCommand) else said[0]) if said else ""
        return one_line(line, _LONGEST_WHY)


def done_calls(
    messages: Sequence[Message], lines: Sequence[int], ends: Mapping[str, CallFinished]
) -> tuple[DoneCall, ...]:
    """Every call of a history that has a result, in order."""
    return tuple(_done(messages, lines, ends))


def _done(messages: Sequence[Message], lines: Sequence[int], ends: Mapping[str, CallFinished]) -> Iterator[DoneCall]:
    asked: dict[str, CallPart] = {}
    for place, message in enumerate(messages):
        if isinstance(message, AssistantMessage):
            asked = {call.id: call for call in message.calls}
        elif isinstance(message, ToolMessage):
            for result in message.results:
                if call := asked.get(result.call_id):
                    yield DoneCall(call, result, ends.get(call.id), place, lines[place])


def one_line(text: str, characters: int) -> str:
    """A stranger's text on one line, control characters as escapes."""
    return shorten_line(visible_line(" ".join(text.split())), characters)
