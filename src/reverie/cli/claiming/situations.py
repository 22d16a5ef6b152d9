"""`--jsonl`: situations, one a line, and the claims of each, one line for one line."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from reverie.conversation.claims import Claim
from reverie.quality.judge import judge_answer
from reverie.transcripts.json_line import DamagedLine, decode_line, text_in
from reverie.transcripts.lines import LONGEST_LINE, NumberedLine, numbered_lines_of
from reverie.transcripts.reading import BOM

from .events import deeds_in


class _BadRow(Exception):
    """The text says in one line what is wrong, without the row's place."""


class Seen(msgspec.Struct):
    """What came of all rows."""

    bad: int = 0
    false: int = 0


def judge_rows(names: Sequence[str]) -> Seen:
    """Read the files one after the other, `-` or none for standard input, and print as it is read.

    A row that is none gives a line with its `error`, so that lines stay side by side, and one on standard error.
    """
    seen = Seen()
    for name in names or ("-",):
        for line in _lines(name):
            click.echo(msgspec.json.encode(_answered(name, line, seen)))
    return seen


def _answered(name: str, line: NumberedLine, seen: Seen) -> dict[str, object]:
    row: dict[str, Any] = {}
    try:
        row = _row(line)
        claims = _claims(row)
    except _BadRow as error:
        seen.bad += 1
        shown = "standard input" if name == "-" else f"'{name}'"
        click.echo(f"{shown} line {line.number}: {error}", err=True)
        return {"id": row.get("id"), "error": str(error)}
    seen.false += sum(claim.is_false for claim in claims)
    return {"id": row.get("id"), "claims": claims}


def _row(line: NumberedLine) -> dict[str, Any]:
    if line.too_long:
        raise _BadRow(f"it is longer than {LONGEST_LINE >> 20} MB; give one situation a line")
    try:
        found = decode_line(line.content.removeprefix(BOM))
    except DamagedLine as error:
        raise _BadRow(f"it is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise _BadRow("it is no JSON object; give one with request, events and answer")
    return found


def _claims(row: dict[str, Any]) -> tuple[Claim, ...]:
    """A row without an answer claims nothing; one whose answer is no text is none."""
    if not isinstance(row.get("answer", ""), str):
        raise _BadRow("its answer is no text; give the final message as a string")
    return judge_answer(text_in(row, "request"), tuple(deeds_in(row.get("events"))), text_in(row, "answer"))


def _lines(name: str) -> Iterator[NumberedLine]:
    try:
        if name == "-":
            yield from numbered_lines_of(sys.stdin.buffer)
        else:
            with open(name, "rb") as file:
                yield from numbered_lines_of(file)
    except OSError as error:
        raise click.UsageError(f"'{name}' cannot be read: {error.strerror or error}; name a file of rows") from None
