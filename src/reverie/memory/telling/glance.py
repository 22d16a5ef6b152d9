"""The overview of a memory as lines: few when all is well."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reverie.conversation.messages import tokens_of
from reverie.conversation.truncation import counted
from reverie.memory.index.block import index_block
from reverie.memory.reading import Overview
from reverie.memory.reading.overview import Standing

from .facts import some

INDEX_BUDGET = 2_500
"""Tokens of the block that a model always has, for all memories together."""
_MOST_OF_A_WRITE = 3


def overview_lines(seen: Overview) -> Iterator[str]:
    """How many facts and how far they can be relied on, the last writes, and what is wrong."""
    yield fact_line(seen)
    if seen.last:
        yield "last writes:"
    for entry in seen.last:
        yield from (f"  {entry.local[:16]}  {line}" for line in some(entry.lines, _MOST_OF_A_WRITE))
    yield from problem_lines(seen)


def fact_line(seen: Overview) -> str:
    """`12 facts in 3 topics: 4 yours, 8 not checked; 2 in the archive`."""
    if not seen.facts and not seen.archived:
        return "no facts yet" if is_new(seen) else "no facts that can be read"
    where = f" in {counted(seen.topics, 'topic')}" if seen.topics else ""
    archived = f"; {seen.archived:,} in the archive" if seen.archived else ""
    standing = ", ".join(_standing(seen.standing))
    return f"{counted(seen.facts, 'fact')}{where}" + (f": {standing}" if standing else "") + archived


def is_new(seen: Overview) -> bool:
    """Whether nothing is in it. Of one with files that cannot be read nobody knows that."""
    return not (seen.facts or seen.archived or seen.problems)


def problem_lines(seen: Overview) -> Iterator[str]:
    """What stood in the way at opening, and what cannot be read; nothing when all is well."""
    return (f"! {line}" for line in dict.fromkeys((*seen.notices, *seen.problems)))


def index_line(folders: Sequence[Path]) -> str:
    """How much of a model's context the index of these memories takes."""
    return f"index: {index_tokens(folders):,} of {INDEX_BUDGET:,} tokens"


def index_tokens(folders: Sequence[Path]) -> int:
    return tokens_of(index_block({str(folder): folder for folder in folders}))


def _standing(standing: Standing) -> Iterator[str]:
    named = (
        (standing.yours, "yours"),
        (standing.still_true, "still true"),
        (standing.moved, "moved"),
        (standing.no_longer_true, "no longer true"),
        (standing.not_checked, "not checked"),
    )
    return (f"{number:,} {name}" for number, name in named if number)
