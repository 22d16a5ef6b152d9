"""Whether what was so when a sentence was written, and is not now, makes the sentence untrue."""

from reverie.audit.judging.foreign import is_vendored
from reverie.audit.judging.statements import Statement
from reverie.audit.passing.placeholders import is_placeholder
from reverie.checks.check import PathIs, SignatureIs, SymbolIs

from .stale import Stale


def why_not_stale(stale: Stale, statement: Statement) -> str:
    """Empty when it does; else why it does not: of what was, will or may be a sentence speaks truly all the same.

    That the project had it when the sentence was written outweighs that it may be the reader's own.
    """
    names = stale.candidate.names
    if is_placeholder(statement.passage.text[names.start : names.end]):
        return "a placeholder"
    place = stale.verdict.place
    if place is not None and is_vendored(place.path):
        return "about another project's code"
    reason = statement.reason
    is_name = isinstance(stale.candidate.check, SymbolIs | SignatureIs | PathIs)
    return reason.why if reason and reason.reach == "things" and not is_name else ""
