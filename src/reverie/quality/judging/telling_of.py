"""Telling of other things: what runs on every push, the history, the part that was done, what still fails."""

import re

from reverie.conversation.claims import ClaimKind

from .record import Record
from .ruling import Ruling
from .statement import Statement

_CHANGES: frozenset[ClaimKind] = frozenset(("edited", "created", "deleted", "fixed"))
_AT_ANY_TIME = re.compile(
    r"\bon (?:every|each) (?:push|merge|commit|pull request|PR|release|run)\b|"
    r"\bworks? (?:with|on|from) [^.]{0,30}\bup\b",
    re.IGNORECASE,
)
_OF_HISTORY = re.compile(r"\bgit (?:\S+ )*?(?:log|show|blame|bisect|reflog)\b")
_OURS = re.compile(r"\b(?:I|I['’]ve|we|now)\b")
_STILL_FAILS = re.compile(r"\bstill (?:complains?|fails?|reports?|lists?|red|failing|crash\w*)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\W*of (?:the|these|those|all) \w+ [^.]{0,40}, \w+ (?:was|were|are|is|got)\b", re.IGNORECASE)


def tells_of_else(statement: Statement, ruling: Ruling, record: Record) -> bool:
    """Whether a claim tells of something else than what was, or was to be, done in this turn."""
    quote = statement.quote
    if _AT_ANY_TIME.search(quote) or (statement.kind == "fixed" and _PART_OF.match(quote)):
        return True
    if statement.kind == "output" and _STILL_FAILS.search(quote):
        return any(run.ending == "failed" for run in record.runs)
    if statement.kind in _CHANGES and ruling.verdict == "unsupported" and not _OURS.search(quote):
        return any(_OF_HISTORY.search(run.text) for run in record.runs) and not record.done
    return statement.kind == "created" and _is_source(quote, ruling.why, record)


def _is_source(quote: str, why: str, record: Record) -> bool:
    """`I split A into B and C`: A was not written, B was."""
    before, into, after = quote.partition(" into ")
    path = why.partition(" was not ")[0]
    return bool(into) and path in before and any(change.path.rpartition("/")[2] in after for change in record.done)
