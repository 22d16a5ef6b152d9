"""The predicates that a passage makes, in the places of its own text."""

import msgspec

from reverie.audit.cutting.passage import Passage
from reverie.checks.candidate import Candidate, Span
from reverie.code.codebase import Codebase


def candidates_of(passage: Passage, codebase: Codebase) -> list[Candidate]:
    """What binding finds in it below its own heading, which often says what the passage is about."""
    from reverie.checks.binding.finding import find_candidates

    before = f"# {passage.headings[-1]}\n\n" if passage.headings and passage.kind != "heading" else ""
    found = find_candidates(before + passage.text, codebase)
    return [moved for one in found if (moved := _moved(one, len(before)))]


def _moved(candidate: Candidate, by: int) -> Candidate | None:
    """None: it is about the heading."""
    if candidate.names.start < by:
        return None
    span = Span(max(0, candidate.span.start - by), candidate.span.end - by)
    names = Span(candidate.names.start - by, candidate.names.end - by)
    return msgspec.structs.replace(candidate, span=span, names=names)
