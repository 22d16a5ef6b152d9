"""What the lines of a file are: a statement that may become a fact, or something that is none, and why."""

import msgspec

from reverie.conversation.origin import Origin
from reverie.memory.fact import Evidence, Fact, Kind

A_HEADING = "a heading"
"""Why a heading is no statement; it is what names a topic."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What the lines `line` to `last` (from 1) of `file` say. `text` is the first of them.

    `headings` are those that it stands under, the outermost first; `topic` is empty where nothing names one. `whose`
    says why its words are not the person's. `seen` is a date; `is_dated`: the file itself gives it. `kept` is the fact
    that it is in another memory of ours.
    """

    file: str
    line: int
    last: int
    text: str
    title: str
    body: str = ""
    kind: Kind = "fact"
    headings: tuple[str, ...] = ()
    topic: str = ""
    description: str = ""
    origin: Origin = "human"
    whose: str = ""
    seen: str = ""
    is_dated: bool = False
    evidence: tuple[Evidence, ...] = ()
    kept: Fact | None = None


class Passed(msgspec.Struct, frozen=True):
    """Lines that become no fact. `line` is 0 for a file that was not read at all."""

    file: str
    line: int
    last: int
    text: str
    why: str


Piece = Statement | Passed


def not_read(file: str, why: str) -> Passed:
    return Passed(file, 0, 0, "", why)


def passed(statement: Statement, why: str) -> Passed:
    """The same lines as no fact."""
    return Passed(statement.file, statement.line, statement.last, statement.text, why)
