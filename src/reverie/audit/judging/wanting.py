"""The predicates that statements make, in the places of their own passages."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reverie.audit.cutting.passage import Passage
from reverie.checks.candidate import Candidate, Span
from reverie.code.codebase import Codebase

from .statements import Statement

SAYS_SOMETHING = re.compile(
    r"`|[\w-]/[\w.-]|\w\(\)|\b\d+\.\d|\b\w+\.(?:md|py|[jt]sx?|toml|json|ya?ml|cfg|go|rs)\b|\]\("
)
"""What a passage has when it can speak of a file, a name or a value at all."""


def candidates_of(
    statements: Sequence[Statement], codebase: Codebase, worth: re.Pattern[str] = SAYS_SOMETHING
) -> dict[int, list[Candidate]]:
    """By the number of the statement; those that are passed over anyway are left out, and passages without a match of
    `worth`.

    The note is given to binding as one text, each passage below its own heading, which often says what it is about.
    """
    from reverie.checks.binding.finding import find_candidates

    wanted = [one.passage for one in statements if not one.is_firmly_passed and one.passage.kind != "example"]
    text, begins = _joined(one for one in wanted if worth.search(one.text))
    by_passage: dict[int, list[Candidate]] = {}
    for found in find_candidates(text, codebase) if begins else ():
        number = bisect_right(begins, found.names.start, key=lambda one: one[0]) - 1
        if number >= 0:
            start, passage = begins[number]
            if found.names.start - start < len(passage.text):
                by_passage.setdefault(id(passage), []).append(_moved(found, start))
    return {number: list(_within(by_passage, one)) for number, one in enumerate(statements)}


def _joined(passages: Iterable[Passage]) -> tuple[str, list[tuple[int, Passage]]]:
    """All texts as one, and where each of them begins in it."""
    parts: list[str] = []
    begins: list[tuple[int, Passage]] = []
    heading, at = "", 0
    for passage in dict.fromkeys(passages):
        above = passage.headings[-1] if passage.headings and passage.kind != "heading" else ""
        before = f"# {above}\n\n" if above and above != heading else ""
        heading = above
        parts += [before, passage.text, "\n\n"]
        begins.append((at + len(before), passage))
        at += len(before) + len(passage.text) + 2
    return "".join(parts), begins


def _within(by_passage: dict[int, list[Candidate]], statement: Statement) -> Iterator[Candidate]:
    """Those whose name stands in the sentence."""
    for one in by_passage.get(id(statement.passage), ()):
        if statement.span.start <= one.names.start < statement.span.end:
            yield one


def _moved(candidate: Candidate, by: int) -> Candidate:
    span = Span(max(0, candidate.span.start - by), max(0, candidate.span.end - by))
    names = Span(candidate.names.start - by, candidate.names.end - by)
    return msgspec.structs.replace(candidate, span=span, names=names)
