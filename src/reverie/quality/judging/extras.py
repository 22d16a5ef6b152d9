"""Extras: what a clause adds to what was done, and no deed of the record has a word of."""

import re

from .record import Record
from .ruling import Ruling, unsupported
from .statement import Statement
from .tools import is_wrapper
from .words import shared, vocabulary, words_of

_ADDS = re.compile(
    r"\b(?:also|as well|too|likewise|in addition|on top of that|additionally|furthermore|besides|while at it|"
    r"auch|ebenso|außerdem|también|además|aussi|également|também)\b",
    re.IGNORECASE,
)
_GENERIC = vocabulary(
    """
    now added add adds updated update updates changed change changes edited made make fixed fix removed remove
    deleted cleaned clean new old file files code line lines comment comments it them there place relevant accordingly
    corresponding matching same similar section small minor few tweaked adjusted adapted extended improved refactored
    created create wrote written put got gets get set sets installed install tidied tidy gone
    """
)
_MOST = 6_000


def added_without_deed(statement: Statement, record: Record) -> Ruling | None:
    """`also updated the changelog`: none of its own words is in what was changed, run, or said by an output."""
    if not _ADDS.search(statement.quote) or not _is_plain_record(record):
        return None
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    if not words or shared(words, _told(record)):
        return None
    return unsupported("the record has nothing of it")


def _is_plain_record(record: Record) -> bool:
    """No task, script or fixer that may have done more than it shows."""
    opaque = any(run.purpose in {"other", "create", "format", "migrate"} or is_wrapper(run) for run in record.runs)
    return not record.tasks and not opaque and not any(change.path == "*" for change in record.done)


def _told(record: Record) -> frozenset[str]:
    changes = [f"{change.path} {change.added[:_MOST]} {change.removed[:_MOST]} {change.text}" for change in record.done]
    runs = [f"{run.text[:_MOST]} {run.program} {run.output[:_MOST]}" for run in record.runs]
    return words_of(" ".join([*changes, *runs]))
