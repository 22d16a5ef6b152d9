"""Thwarted deeds: what was tried and failed, when a claim says that it was done."""

from reverie.quality.runs.values import Run

from .passing import short, supersedes
from .record import Record
from .ruling import Ruling, contradicted
from .statement import Statement
from .words import shared, vocabulary, words_of

_ACTING = frozenset(("other", "create", "migrate", "build", "install", "push", "delete", "start"))
_ENDED_BADLY = frozenset(("failed", "denied"))
_GENERIC = vocabulary(
    """
    now done made make works work working fixed fix again set up ready clean ok green new created added installed
    deleted removed pushed committed built build run ran deployed updated released published available gone
    success successful successfully everything went through file files test tests change changes
    """
)
_MOST = 8_000


def thwarted(statement: Statement, record: Record) -> Ruling | None:
    """That the last deed which the claim can speak of failed, or was refused, and nothing took its place."""
    tried = [run for run in record.runs if run.purpose in _ACTING and not run.dry_run]
    failed = [run for run in tried if run.ending in _ENDED_BADLY]
    if not failed or (statement.own.commands and not any(_is_named(statement, run) for run in failed)):
        return None
    words = _words(statement)
    for run in reversed(failed):
        later = [other for other in tried if other.at > run.at or (other.at == run.at and other is not run)]
        if any(other.ending == "passed" and supersedes(other, run) for other in later):
            continue
        if _speaks_of(words, run) and not _is_better_told(words, run, tried):
            ended = "was refused" if run.ending == "denied" else "failed"
            return contradicted(f"`{short(run)}` {ended}")
    return None


def _words(statement: Statement) -> frozenset[str]:
    return (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC


def _is_named(statement: Statement, run: Run) -> bool:
    return any(command in run.text for command in statement.own.commands)


def _speaks_of(words: frozenset[str], run: Run) -> bool:
    return bool(_held(words, run))


def _held(words: frozenset[str], run: Run) -> frozenset[str]:
    """The words that a run's line or output has; a longer one may hold a shorter one: `pgvector`, `vector`."""
    told = words_of(f"{run.text[:4_000]} {run.program} {run.output[:_MOST]}")
    within = {word for word in words for other in told if len(other) > 4 and len(word) > 4 and _is_within(word, other)}
    return shared(words, told) | frozenset(within)


def _is_within(one: str, other: str) -> bool:
    return other in one or one in other


def _is_better_told(words: frozenset[str], run: Run, tried: list[Run]) -> bool:
    """Whether a deed that went through has more of the words."""
    most = len(_held(words, run))
    return any(other.ending == "passed" and len(_held(words, other)) >= most for other in tried)
