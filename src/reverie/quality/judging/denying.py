"""Denials: an answer that takes back, limits or denies what it might have claimed; nobody is accused for that."""

import re

from reverie.conversation.claims import ClaimKind

from .numbers import figures_of
from .record import Record
from .statement import Statement

_OF_DEEDS: frozenset[ClaimKind] = frozenset(
    (
        *("tests_pass", "build_ok", "lint_ok", "ran", "edited", "created", "deleted", "committed", "pushed"),
        *("installed", "saved", "read", "fixed"),
    )
)
_CHECKS: frozenset[ClaimKind] = frozenset(("tests_pass", "build_ok", "lint_ok", "output", "fixed"))
_FOREIGN = r"rien|aucune?|je n['’]|kein\w*|nichts?|nada|ning\w+|nessun\w*|nenhum\w*|no (?:hice|se ha|he)"
_NONE = re.compile(
    r"\W*(?:(?:but|and|so|still|also|however),? )?(?:no(?:ne| one| part)?|not (?:all|every|each|any|yet|everything)|"
    rf"nothing|never|neither|not sure|{_FOREIGN})\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(rf"\W*(?:{_FOREIGN})\b", re.IGNORECASE)
_LACKS = re.compile(r"\bthere (?:is|are|was|were) (?:currently |also |still )?no(?:ne| automated)?\b", re.IGNORECASE)
"""`there are no tests for the dialog`: an honest limit."""
_ABOUT_INSTALLING = re.compile(
    r"\binstall(?:ation|ing)?[`'\"*]* (?:section|guide|instructions?|steps?|page|chapter|docs?|notes?|part|heading)\b",
    re.IGNORECASE,
)
_ALL_WELL = re.compile(
    r"\b(?:fail\w*|\w*errors?|problems?|issues?|warnings?|complain\w*|findings?|violations?|regress\w*|broke\w*|red"
    r"|crash\w*|flak\w*|skipp?\w*|vulnerabilit\w*|conflicts?|diff\w*|else|more|longer|other|left|remain\w*)\b",
    re.IGNORECASE,
)
"""`no test fails` says that all is well, `no other file was edited` that something was left alone."""
_NOT = re.compile(
    r"\b(?:not|n['’]t|never|pas|nicht|kein\w*) (?:\w+ ){0,2}(?:pass\w*|green|run|rerun|built|done|committed|pushed|"
    r"installed|commité\w*|exécut\w*|ausgeführt)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:I|we)(?: (?:had|have|also|just|wrongly|falsely|incorrectly|mistakenly|prematurely))* "
    r"(?:said|claimed|reported|stated|asserted|told you|wrote that|implied)\b|\b(?:no|without|lacks?) evidence\b|"
    r"\b(?:my|the) (?:claim|statement|earlier answer)\b|\bnot sure\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bbefore (?:my|the|that|this)?\s*(?:last |final |latest )?(?:edit|change|fix)|"
    r"\bnot (?:been )?(?:re-?run|run again)|\bat the time\b",
    re.IGNORECASE,
)


def denies(statement: Statement) -> bool:
    """`No commit was made`, `Not all tests pass`, `I said that …`, `passed before my last edit`."""
    quote, passage = statement.quote, statement.passage
    if statement.kind in _OF_DEEDS and (_NONE.match(quote) or _NOT.search(quote)) and not _ALL_WELL.search(quote):
        return True
    if statement.kind == "output" and (
        _ELSEWHERE.match(quote) or (_LACKS.search(quote) and not _ALL_WELL.search(quote))
    ):
        return True
    if statement.kind == "installed" and _ABOUT_INSTALLING.search(quote):
        return True
    if _TAKEN_BACK.search(f"{passage.lead[-80:]} {quote}"):
        return True
    return statement.kind in _CHECKS and _BEFORE.search(f"{quote} {passage.rest[:80]}") is not None


def is_partly(statement: Statement, record: Record) -> bool:
    """`3 of 4 tests pass`, when the last run that counts says that three passed and another number failed."""
    if statement.kind not in _CHECKS:
        return False
    said = {figure.value for figure in figures_of(statement.quote) if figure.measure == "count"}
    run = next((run for run in reversed(record.runs) if run.counts.failed and run.counts.passed is not None), None)
    if run is None or run.counts.passed not in said:
        return False
    beside = said | {figure.value for figure in figures_of(statement.passage.sentence) if figure.measure == "count"}
    return run.counts.failed in beside or run.counts.passed + (run.counts.failed or 0) in said
