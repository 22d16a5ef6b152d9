"""What is found out about a proposal before the memory's lock is taken: dates made absolute, evidence looked up,
secrets looked for, checks bound."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

from .fact import Fact, new_fact_id
from .gates.authority import rightful_origin
from .gates.context import Binder, BindsNothing, Found
from .journal import Author
from .proposal import Add, Change, Edit, Retire
from .receipt import Refusal

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class Prepared(msgspec.Struct, frozen=True):
    """A change with its dates absolute, and what was found out about it; `refusal` when it cannot even be read.

    `fact` is what an `Add` would write; its checks are those that hold.
    """

    change: Change
    fact: Fact | None = None
    found: Found = Found()
    refusal: Refusal | None = None


class Findings(Protocol):
    """Finds out. Must not raise but OSError of the transcripts it reads."""

    def prepare(self, change: Change, author: Author, now: datetime) -> Prepared:
        """`author` is who wants it, by the word of our own code; `now` has its zone."""


class FindingsFromDisk:
    """The `Findings` port: looks into the transcripts of a project's sessions.

    `sessions_folder` is None for a memory that belongs to no project, `root` the project's folder.
    """

    def __init__(
        self,
        sessions_folder: Path | None,
        binder: Binder | None = None,
        new_id: Callable[[], str] = new_fact_id,
        root: Path | None = None,
    ) -> None:
        self._sessions_folder = sessions_folder
        self._binder = binder or BindsNothing()
        self._new_id = new_id
        self._root = root

    def prepare(self, change: Change, author: Author, now: datetime) -> Prepared:
        match change:
            case Add() as add:
                return self._add(add, author, now)
            case Edit() as edit:
                return Prepared(edit, found=Found(author.origin))
            case Retire() as wish:
                origin = rightful_origin(wish.origin, author.origin, is_quote=False)
                return Prepared(msgspec.structs.replace(wish, origin=origin), found=Found(author.origin))

    def _add(self, add: Add, author: Author, now: datetime) -> Prepared:
        fact = Fact(
            id=self._new_id(),
            title=" ".join(plain_lines(add.title).split(" ")).strip(),
            body=plain_lines(add.body).strip("\n"),
            kind=add.kind,
            origin=rightful_origin(add.origin, author.origin, is_quote=False),
            seen=add.seen or now.date().isoformat(),
            commit=add.commit,
            source=add.source,
            evidence=add.evidence,
            checks=add.checks,
            supersedes=add.supersedes,
        )
        binding = self._binder.bind(fact)
        return Prepared(add, fact, Found(author.origin, binding=binding))


def plain_lines(text: str) -> str:
    """The text with one kind of line end, without a byte-order mark and blanks at the ends of lines."""
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).split("\n")
    return "\n".join(line.rstrip() for line in lines)
