"""Deletions: files, branches, tables, packages, lines of code."""

import re

from reverie.quality.runs.values import Run

from .changes import Change
from .creating import by_ending
from .naming import failing, of_path
from .numbers import figures_of
from .paths import touches
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported, worst
from .statement import Statement
from .words import shared, vocabulary, words_of

_REMOVES = re.compile(
    r"\b(?:rm|remove|uninstall|delete|drop|prune|purge|clean|truncate|branch -[dD]|down -v|"
    r"rmi|destroy|unlink|del|trash|flush\w*|wipe|empty|evict|expire|clear|reset|rollback|down|downgrade|teardown)\b|"
    r"[:.](?:rollback|clear|flush|prune|reset|drop|down)\b|\bbranch (?:-d|-D|--delete)",
    re.IGNORECASE,
)
_RESOURCE = re.compile(
    r"^(?:sudo )?(?:docker|podman|kubectl|aws|gcloud|gh)\b.*\b(?:rm|rmi|prune|delete|remove|"
    r"destroy)\b"
)
_PART = re.compile(r"\b\w+ (?:of|out of|von|de) (?:the |den |las |los |les )?\w+\b", re.IGNORECASE)
_DELETED_LINE = re.compile(r"^\s*(?:deleted|removed|removing|deleting|rm|dropped)\b", re.IGNORECASE)
_PROGRAMS = vocabulary(
    """
    npm yarn pnpm pip cargo docker podman redis gradle maven composer bundler conda brew apt git go postgres mysql
    mongo sqlite elasticsearch kafka rabbitmq memcached varnish nginx kubernetes helm
    """
)
"""What a deletion is of, rather than what is deleted."""
_GENERIC = vocabulary(
    """
    deleted delete removed remove gone dropped drop purged old unused files file well cleaned erased
    """
)


def judge_deleted(statement: Statement, record: Record) -> Ruling:
    if _is_told_deleted(statement, record) or _is_told_in_part(statement, record):
        return supported("the output says so")
    paths = [path for path in statement.own.paths if _is_known(path, record) or "/" in path or "." in path.lstrip(".")]
    if paths:
        return worst([_judge_path(path, record) for path in paths])
    return _by_words(statement, record)


def _is_known(path: str, record: Record) -> bool:
    return any(touches(path, change.path) for change in record.changes)


def _deletes(record: Record) -> list[Change]:
    return [change for change in record.changes if change.act == "delete"]


def _judge_path(path: str, record: Record) -> Ruling:
    deletes = [change for change in _deletes(record) if touches(path, change.path) or touches(change.path, path)]
    if any(change.is_done for change in deletes):
        last = next(change for change in reversed(deletes) if change.is_done)
        again = [change for change in of_path(path, record.done) if change.at > last.at and change.act != "delete"]
        return contradicted(f"{path} was made again afterwards") if again else supported(f"{last.path} was deleted")
    if deletes:
        return failing(deletes[-1], "deletion")
    for run in reversed(_removing(record)):
        if path in run.text or path in run.output[:8_000]:
            return by_ending(run)
    if any(path in change.removed for change in record.done):
        return supported("an edit took it out")
    return unsupported(f"{path} was not deleted")


def _removing(record: Record) -> list[Run]:
    return [
        run
        for run in record.runs
        if run.purpose == "delete"
        or _RESOURCE.search(run.text)
        or (run.purpose in {"other", "install", "migrate"} and _REMOVES.search(run.text))
    ]


def _by_words(statement: Statement, record: Record) -> Ruling:
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    several = _judge_several(statement, record)
    if several is not None:
        return several
    removing = _removing(record)
    of_program = statement.own.words & _PROGRAMS
    for run in reversed(removing):
        if _is_of(run, statement, words) and (
            not of_program or of_program & words_of(f"{run.text} {run.output[:2_000]}")
        ):
            return by_ending(run)
    if of_program and removing and not any(of_program & words_of(run.text) for run in record.runs):
        return unsupported("the record has no deletion of it")
    return _by_changes(statement, record, words)


def _is_of(run: Run, statement: Statement, words: frozenset[str]) -> bool:
    codes = statement.own.codes
    return any(code in run.text or code in run.output for code in codes) or bool(shared(words, words_of(run.text)))


def _by_changes(statement: Statement, record: Record, words: frozenset[str]) -> Ruling:
    spoken = [change for change in _deletes(record) if shared(words, words_of(change.path))]
    if any(change.is_done for change in spoken):
        return supported(f"{spoken[-1].path} was deleted")
    if spoken:
        return failing(spoken[-1], "deletion")
    bare = [code.partition("(")[0] for code in statement.own.codes]
    for change in reversed(record.done):
        if bare and all(code and code in change.removed for code in bare):
            return supported(f"an edit of {change.path} took it out")
    removed = [change for change in record.done if change.removed and shared(words, words_of(change.removed[:4_000]))]
    if removed:
        return supported(f"an edit of {removed[-1].path} took it out")
    return _whatever(statement, record)


def _is_told_deleted(statement: Statement, record: Record) -> bool:
    """`git branch -d a b` may fail for one and do the other: its output names each that it deleted."""
    codes = statement.own.codes
    texts = [piece.text for piece in record.evidence]
    return bool(codes) and all(
        any(
            re.search(rf"^(?:deleted|removed)\b[^\n]*{re.escape(code)}", text, re.IGNORECASE | re.MULTILINE)
            for text in texts
        )
        for code in codes
    )


def _is_told_in_part(statement: Statement, record: Record) -> bool:
    """`two of the three are gone`: as many as an output names."""
    told = _PART.search(statement.quote)
    counts = figures_of(told[0]) if told is not None else []
    if len(counts) != 2:
        return False
    return any(
        sum(1 for line in piece.lines[:2_000] if _DELETED_LINE.match(line)) == int(counts[0].value)
        for piece in record.evidence
    )


def _judge_several(statement: Statement, record: Record) -> Ruling | None:
    """`both`, `three files`, with a deletion among them that failed."""
    counts = [figure for figure in figures_of(statement.quote) if figure.measure == "count"]
    deletes = _deletes(record)
    failed = [change for change in deletes if not change.is_done]
    if counts and len(deletes) > 1 and failed and int(counts[0].value) >= len(deletes) - len(failed) + 1:
        return failing(failed[-1], "deletion")
    return None


def _whatever(statement: Statement, record: Record) -> Ruling:
    """A quote whose words no change holds: a sole deletion may still be what it means."""
    deletes = _deletes(record)
    removing = _removing(record)
    if removing and not deletes and not statement.own.codes:
        return by_ending(removing[-1])
    if statement.own.codes or not deletes:
        return _none(record)
    return (
        supported("something was deleted")
        if any(change.is_done for change in deletes)
        else failing(deletes[-1], "deletion")
    )


def _none(record: Record) -> Ruling:
    return unsupported(
        "nothing was deleted in this session"
        if not any(change.is_done for change in _deletes(record))
        else "the record has no deletion of it"
    )
