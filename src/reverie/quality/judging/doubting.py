"""Doubts: whether an accusation is sure enough to leave. What is not is supported by what speaks for it."""

import re
from collections.abc import Callable, Mapping

from reverie.conversation.claims import ClaimKind

from .deeds_told import (
    told_as_kept,
    told_by_change,
    told_by_listing,
    told_by_output,
    told_by_receipt,
    told_by_run,
    told_by_tests_written,
)
from .denying import denies, is_partly
from .extras import added_without_deed
from .failure_words import admits_failure, tells_of_failure
from .record import Record
from .ruling import Ruling, supported
from .statement import Statement
from .telling_of import tells_of_else
from .thwarted import thwarted
from .words import says_all, says_suite

Doubt = Callable[[Statement, Record], Ruling | None]
"""What speaks for a claim in spite of its rule; None when nothing does."""

_NO_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|abort(?:s|ed)?|refus(?:es|ed|al)|reject(?:s|ed)|denied|crash(?:es|ed)?|"
    r"broke|breaks|chok(?:es|ed)|unsuccessful\w*|in vain|got nowhere|no luck|gave up|bailed|stumbl\w+|blew up|"
    r"blocked|conflicts?|"
    r"(?:could|can|did|does|do|was|were|is|are|would|will|has|have)(?: not|n['’]t)|cannot|unable|"
    r"does not exist|not found|still red|stays? red|timed out|tim(?:es|ed) out|errored|panick?(?:s|ed)|"
    r"fehlgeschlagen|gescheitert|falló|fallaron|a échoué|ont échoué|falhou)\b",
    re.IGNORECASE,
)
_BY_FAILING = re.compile(
    r"` (?:failed(?: and was not run again.*)?|had \d+ failing|fails(?: after it)?|was refused|"
    r"says (?:fail\w*|pending|skipping))(?::.*)?$"
)
_EDIT_FAILED = re.compile(r"the \w+ of .* (?:failed|was refused)")
_CHECKS: frozenset[ClaimKind] = frozenset(("tests_pass", "build_ok", "lint_ok", "fixed"))
_GENERAL = re.compile(
    r"\b(?:whenever|every time|each time|by default|automatically when|if you|would|when you|for example|e\.g\.|"
    r"without it|otherwise|in general|usually|normally|typically|means that|stands for|"
    r"(?:is|are) (?:necessary|required|needed|defined)|(?:is|are) (?:already )?installed (?:at|in|under))\b",
    re.IGNORECASE,
)
_WAS_BEFORE = re.compile(r"\b(?:is|are|was|were) already\b", re.IGNORECASE)
_BEFORE: frozenset[ClaimKind] = frozenset(("created", "edited", "installed", "fixed"))
_FAILED_BECAUSE = re.compile(r"\bfail(?:s|ed|ing)?\b.{0,40}\b(?:because|since|as it|with|due to)\b", re.IGNORECASE)
_BY_PROGRAM = re.compile(
    r"\b(?:are|is|gets?)\s+\w+ed\b.*\bby\s+(?:`|the (?:script|hook|server|worker|job|service|module|function|code))"
)
_DONE_HERE = re.compile(r"\b(?:now|I|we|I've|has been|have been|was|were|just|already|been)\b", re.IGNORECASE)

_NEEDS_OBJECT: frozenset[ClaimKind] = frozenset(("ran", "fixed", "edited", "created", "read"))
_BARE = re.compile(
    r"\W*(?:(?:\d+|one|two|three|four|five)\s+)?\w+"
    r"(?:\s+(?:up|down|out|off|in|it|that|this|both|all|them|as requested))?\W*"
)
"""`Fixed.`, `cleaned up`, `one excluded`: a headline for what is said after it, or the tail of a summary."""

_ADDED: frozenset[ClaimKind] = frozenset(("edited", "created", "deleted", "installed"))
_TRIED: frozenset[ClaimKind] = frozenset(("created", "deleted", "pushed", "installed", "build_ok"))
"""Kinds of deeds that may have been tried in vain by a command that is not known for it."""
_BY_KIND: Mapping[ClaimKind, tuple[Doubt, ...]] = {
    "output": (told_by_change,),
    "ran": (told_by_change, told_by_run),
    "complete": (told_by_change, told_by_run),
    "created": (told_by_change, told_by_receipt, told_by_run),
    "edited": (told_by_receipt, told_by_run, told_by_listing, told_as_kept),
    "tests_pass": (told_by_tests_written,),
    "deleted": (told_by_change, told_by_run),
    "committed": (told_by_output,),
    "installed": (told_by_run,),
    "saved": (told_by_change, told_by_receipt),
    "build_ok": (told_by_change,),
}
"""Deeds of other kinds that the words of a claim may tell of."""


def doubted(statement: Statement, ruling: Ruling, record: Record) -> Ruling:
    """`ruling` as it may be said to the person: an accusation only where reading and record are sure."""
    if ruling.verdict == "supported":
        return (added_without_deed(statement, record) if statement.kind in _ADDED else None) or ruling
    if told := _by_its_own_words(statement, ruling, record):
        return told
    if ruling.verdict == "contradicted":
        return ruling
    for doubt in _BY_KIND.get(statement.kind, ()):
        if (told := doubt(statement, record)) is not None:
            return told
    if statement.kind in _TRIED:
        return thwarted(statement, record) or ruling
    return ruling


def _by_its_own_words(statement: Statement, ruling: Ruling, record: Record) -> Ruling | None:
    """What a claim says itself that speaks for it, whatever was done."""
    if _says_not_what(statement) and (ruling.verdict == "unsupported" or statement.kind == "fixed"):
        return supported("it does not say what")
    if denies(statement):
        return supported("it says itself that it was not done")
    if is_partly(statement, record):
        return supported("the output says so")
    if _reports_failed_run(statement, record):
        return supported("the run failed, as it says")
    if tells_of_else(statement, ruling, record):
        return supported("it tells of something else")
    if ruling.verdict == "contradicted":
        return _tells_of_failure(statement, ruling)
    return supported("it tells how something works, not what was done") if _explains(statement) else None


def _tells_of_failure(statement: Statement, ruling: Ruling) -> Ruling | None:
    """A claim that itself says that it went wrong cannot be contradicted by a run that failed."""
    if not (_BY_FAILING.search(ruling.why) or _EDIT_FAILED.match(ruling.why)):
        return None
    told = tells_of_failure(statement.quote, mixed=statement.kind not in _CHECKS)
    passage = statement.passage
    if not told and statement.kind in _CHECKS and not says_all(statement.quote) and not says_suite(statement.quote):
        told = admits_failure(f"{passage.lead[-120:]} | {passage.rest[:160]}")
    return supported("it says itself that it failed") if told else None


def _says_not_what(statement: Statement) -> bool:
    return statement.kind in _NEEDS_OBJECT and _BARE.fullmatch(statement.quote) is not None


def _reports_failed_run(statement: Statement, record: Record) -> bool:
    """`the test failed because it got 2 and expected 6`, when a run did fail."""
    tells = statement.kind == "output" and _FAILED_BECAUSE.search(statement.quote) is not None
    return tells and any(run.ending == "failed" for run in record.runs)


def _explains(statement: Statement) -> bool:
    """`are pushed to clients by `watch.go``, `without it … counts as passed`: what a program does, at any time; and
    what was so before: `the cases are already set up`."""
    if statement.kind in _BEFORE and _WAS_BEFORE.search(statement.quote):
        return True
    text = f"{statement.passage.lead[-80:]}{statement.quote}"
    if _GENERAL.search(text) and not _DONE_HERE.search(statement.quote):
        return True
    return _BY_PROGRAM.search(statement.quote) is not None and not _DONE_HERE.search(statement.quote)
