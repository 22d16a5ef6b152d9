"""Counts: how many things outputs list, where no output says the number."""

import re
from collections.abc import Iterator

from reverie.conversation.deeds import Search

from .record import Evidence, Record
from .statement import Statement
from .words import shared, words_of

_MOST_LINES = 5_000
_LISTS = re.compile(
    r"^(?:rm '|\s?[MADRCU?]{1,2}\s|[\w./@~+-]*[./][\w./@~+-]*(?::\d+|$|\s)|\s*-\s|\s*\*\s|[0-9a-f]{4,40} |\s*[✓✔✖])"
)
_PLACES = re.compile(
    r"\b(?:place|use|usage|hit|occurrence|caller|call site|call|match|reference|spot|location|"
    r"file|result|import|instance|line|treffer|stelle)s?\b",
    re.IGNORECASE,
)


def countable(record: Record) -> Iterator[int]:
    """All numbers of things that an output, or the record itself, holds when one counts."""
    for piece in record.evidence:
        yield from _counts_of(piece)
    done = [change for change in record.done if change.act != "revert"]
    yield len({change.path for change in done})
    yield len(done)
    yield len(record.tasks)
    yield sum(1 for change in done if change.act == "delete")
    yield sum(1 for change in done if change.act in {"write", "make"})
    for change in done:
        yield sum(1 for line in change.added.splitlines() if line.strip())


def _counts_of(piece: Evidence) -> Iterator[int]:
    lines = piece.lines[:_MOST_LINES]
    yield len(lines)
    listed = [line for line in lines if _LISTS.match(line)]
    yield len(listed)
    yield sum(1 for line in lines if not re.search(r"unchanged|no change", line))
    yield len({line.partition(":")[0] for line in listed})
    for mark in ("ok", "FAIL", "error", "warning", "✓", "✔", "rm ", " D ", " M ", "??", "A ", "ERROR", "PASS"):
        yield sum(1 for line in lines if line.lstrip().startswith(mark.strip()) or (len(mark) > 2 and mark in line))


def listed_otherwise(statement: Statement, noun: frozenset[str], record: Record) -> int | None:
    """How many a list holds that the quote speaks of; None where no list is of that."""
    pieces = [piece for piece in record.evidence if piece.text.strip()]
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        is_search = isinstance(record.deeds[piece.at], Search)
        if is_search and (_PLACES.search(statement.quote) or shared(noun, words_of(piece.asked))):
            return len(piece.lines)
        lines = piece.lines[:_MOST_LINES]
        listed = [line for line in lines if _LISTS.match(line)]
        if listed and len(listed) == len(lines) and _is_list_of(statement, noun, piece):
            return len(listed)
    return None


def _is_list_of(statement: Statement, noun: frozenset[str], piece: Evidence) -> bool:
    words = noun | statement.sentence.words
    named = any(code in piece.asked for code in statement.sentence.codes)
    return named or bool(shared(words, words_of(piece.asked)))
