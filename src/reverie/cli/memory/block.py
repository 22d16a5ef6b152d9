"""A fact's text as a person changed it in an editor, read back as what is to be changed."""

from collections.abc import Iterator
from typing import Any

from reverie.memory.fact import Fact
from reverie.memory.fact_text import HEADING, BadFact, merge_fact, parse_fact
from reverie.memory.proposal import Edit

_FIXED = {
    "id": "its id",
    "origin": "its origin",
    "seen": "the day on which it was seen",
    "commit": "the commit at which it was seen",
    "source": "the line in which it was said",
    "supersedes": "what it took the place of",
    "ended": "since when it no longer holds",
}
"""What says where a fact comes from, which no later wording changes."""
_FREE = ("title", "body", "kind", "evidence", "checks")


class BrokenEdit(Exception):
    """The text cannot be taken; the text of this is why, on one line."""


def edit_in(text: str, before: Fact, block: str, expected: str) -> Edit:
    """What a person's text changes of the fact `before`, which stands as `block`. Raises `BrokenEdit`.

    `expected` is the hash of the block, so that a change which came in between is not lost.
    """
    lines = lines_of(text)
    after = _parsed(lines)
    for name, what in _FIXED.items():
        if getattr(after, name) != getattr(before, name):
            raise BrokenEdit(f"{what} cannot be changed, only its words, its kind, evidence and checks")
    if merge_fact(lines, after) != merge_fact(lines_of(block), after):
        raise BrokenEdit("a line below '- kind:' is none that we know; a text of your own stands above that line")
    changed: dict[str, Any] = {name: getattr(after, name) for name in _changed(after, before)}
    return Edit(id=before.id, expected=expected, **changed)


def lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip().split("\n")


def _parsed(lines: list[str]) -> Fact:
    for number, line in enumerate(lines[1:], 2):
        if HEADING.fullmatch(line):
            raise BrokenEdit(f"line {number} begins another fact; add that one with: reverie memory add")
    try:
        return parse_fact(lines)
    except BadFact as error:
        raise BrokenEdit(f"line {error.line + 1}: {error}") from None


def _changed(after: Fact, before: Fact) -> Iterator[str]:
    return (name for name in _FREE if getattr(after, name) != getattr(before, name))
