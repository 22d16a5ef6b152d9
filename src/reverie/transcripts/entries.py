"""Entries: what any agent's transcript holds, as one sequence of values, in the order of its lines.

Nothing of a transcript is lost in it: what a reader does not know is an `Other` with its own bytes, what is broken a
`Damaged` with the reason. A record may give several entries, which share its line.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from reverie.conversation.events import CallStatus
from reverie.conversation.origin import Origin
from reverie.conversation.record import AnyEffect

from .json_line import DamagedLine, decode_line

Role = Literal["user", "assistant", "system"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`line` counts from 1. `at` is the time as it was written, mostly ISO 8601 in UTC; empty when it was not.

    `aside`: a sub-agent's, whose work stands between the lines of the session that started it.
    """

    line: int
    at: str = ""
    aside: bool = False


class Header(Entry, frozen=True, kw_only=True, tag="header"):
    """Whose session it is from here on; what is not known is empty. `directory` is where it works, as it was written.

    `parent` is the session that it was forked from or is a task of.
    """

    session: str
    directory: str = ""
    version: str = ""
    model: str = ""
    branch: str = ""
    parent: str = ""


class Said(Entry, frozen=True, kw_only=True, tag="said"):
    """A text of a message. Origin `human` is given only where the transcript itself tells a person's words from text
    that was added on their behalf; in doubt it is `tool`."""

    role: Role
    origin: Origin
    text: str
    model: str = ""


class Thought(Entry, frozen=True, kw_only=True, tag="thought"):
    """What a model thought, as far as it is readable."""

    text: str
    model: str = ""


class Called(Entry, frozen=True, kw_only=True, tag="called"):
    """A wish to run a tool. `arguments` is JSON text, mostly an object; broken when the model wrote it so."""

    call_id: str
    name: str
    arguments: str
    model: str = ""


class Ended(Entry, frozen=True, kw_only=True, tag="ended"):
    """How a call ended, where that is written apart from its result. `status` is empty when it is not told."""

    call_id: str
    status: CallStatus | Literal[""] = ""
    note: str = ""
    exit_status: int | None = None
    effect: AnyEffect | None = None


class Returned(Entry, frozen=True, kw_only=True, tag="returned"):
    """What a call gave to the model. `failed` and `exit_status` are None when the transcript does not say.

    `details` is what the agent kept of the result beside its text, as JSON text.
    """

    call_id: str
    text: str
    origin: Origin = "tool"
    failed: bool | None = None
    exit_status: int | None = None
    details: str = ""


class Other(Entry, frozen=True, kw_only=True, tag="other"):
    """A record, or a part of one, that is none of these. `kind` is its own type, `content` its own JSON."""

    kind: str
    content: bytes


class Damaged(Entry, frozen=True, kw_only=True, tag="damaged"):
    """A line that cannot be read, with the reason. Of a line that is too long `content` is the beginning."""

    reason: str
    content: bytes


AnyEntry = Header | Said | Thought | Called | Ended | Returned | Other | Damaged


class Call(msgspec.Struct):
    """One call, put together. `called` is None for a result of no call."""

    call_id: str
    called: Called | None = None
    ended: Ended | None = None
    returned: Returned | None = None

    @property
    def exit_status(self) -> int | None:
        """None when it is not known; never made up."""
        found = self.ended.exit_status if self.ended else None
        return found if found is not None or self.returned is None else self.returned.exit_status


def calls_of(entries: Iterable[AnyEntry]) -> list[Call]:
    """The calls in their order, each with its end and result, by id. An id that is used again is another call."""
    calls: list[Call] = []
    open_ones: dict[str, Call] = {}
    for entry in entries:
        if not isinstance(entry, Called | Ended | Returned):
            continue
        call = open_ones.get(entry.call_id)
        if call is None or isinstance(entry, Called):
            call = open_ones[entry.call_id] = Call(entry.call_id)
            calls.append(call)
        match entry:
            case Called():
                call.called = entry
            case Ended():
                call.ended = entry
            case Returned():
                call.returned = entry
    return calls


def texts_of(entry: AnyEntry) -> Iterator[str]:
    """The texts of an entry that a search looks into: what was said, thought, called and returned.

    Of arguments, details and other records the values, down to those within; never the names of JSON objects, and of
    messages and calls neither ids nor times.
    """
    match entry:
        case Said() | Thought():
            yield entry.text
        case Called():
            yield entry.name
            yield from _values_in(entry.arguments.encode("utf-8", "replace"), entry.arguments)
        case Ended():
            yield entry.note
            yield from _values(msgspec.to_builtins(entry.effect))
        case Returned():
            yield entry.text
            if entry.details:
                yield from _values_in(entry.details.encode(), "")
        case Other():
            yield from _values_in(entry.content, "")


def _values_in(content: bytes, broken: str) -> Iterator[str]:
    try:
        yield from _values(decode_line(content))
    except DamagedLine:
        yield broken


def _values(value: Any) -> Iterator[str]:
    """Texts and numbers. JSON was decoded within a limit of depth, so this ends within it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _values(each)
    elif isinstance(value, list):
        for each in value:
            yield from _values(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
