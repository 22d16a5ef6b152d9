"""Creations: files, folders, tags, branches, pull requests."""

import re
from collections.abc import Sequence

from reverie.quality.runs.values import Run

from .changes import Change
from .naming import by_words, failing, of_path, own_paths
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported, worst
from .statement import Statement
from .words import shared, words_of

_PULL_REQUEST = re.compile(r"\bpull request\b|\bPRs?\b|\bmerge request\b|\bMR\b", re.IGNORECASE)
_TAG = re.compile(r"\btag(?:ged|s)?\b", re.IGNORECASE)
_BRANCH = re.compile(r"\bbranch(?:ed)?\b|\bRama\b", re.IGNORECASE)
_BRANCHING = re.compile(r"^git (?:checkout -[bB]|switch -[cC]|branch (?!-)|worktree add)")
_ISSUE = re.compile(r"\bissue\b|\brelease\b", re.IGNORECASE)
_MAKERS = frozenset(("create", "migrate", "start", "tag", "pull_request"))
_CREATES = re.compile(
    r"create|\bnew\b|\binit\b|generate|\badd\b|\bgen\b|\bmake:|\bscaffold|startapp|startproject|bootstrap|"
    r"\b(?:terraform|tofu|pulumi|kubectl|helm|ansible-playbook|cdk|sam|serverless|docker|podman|az|aws|gcloud)\b"
    r".*\b(?:apply|up|deploy|install|run|provision)\b|ansible-playbook",
    re.IGNORECASE,
)
_GENERATOR = re.compile(r"\b(?:generator|scaffold\w*|codegen|boilerplate|template)\b", re.IGNORECASE)
_MAKING = frozenset(("create", "migrate", "other", "move", "build", "format", "install"))


def judge_created(statement: Statement, record: Record) -> Ruling:
    quote = statement.quote
    names_file = any("." in path.rpartition("/")[2] for path in statement.own.paths)
    if _PULL_REQUEST.search(quote) and not names_file:
        return _by_runs(statement, record.runs_for("pull_request"), "no pull request was opened in this session")
    if _TAG.search(quote) and not names_file:
        return _by_runs(statement, record.runs_for("tag"), "no tag was made in this session")
    if _BRANCH.search(quote) and not names_file:
        return _by_runs(
            statement, [run for run in record.runs if _BRANCHING.match(run.text)], "no branch was made in this session"
        )
    paths = _paths(statement, record)
    if paths:
        return worst([_judge_path(path, statement, record) for path in paths])
    return _judge_without_path(statement, record)


def _paths(statement: Statement, record: Record) -> tuple[str, ...]:
    own = own_paths(statement, record)
    files = tuple(path for path in own if "." in path.rpartition("/")[2])
    return files or own


def _by_runs(statement: Statement, runs: Sequence[Run], none: str) -> Ruling:
    if not runs:
        return unsupported(none)
    named = [run for run in runs if any(code in run.text or code in run.output for code in statement.own.codes)]
    return by_ending((named or list(runs))[-1])


def by_ending(run: Run) -> Ruling:
    """What the end of the very command says of the claim that it did its work."""
    if run.dry_run:
        return contradicted(f"`{short(run)}` was a dry run")
    match run.ending:
        case "passed":
            return supported(f"`{short(run)}` went through")
        case "denied":
            return contradicted(f"`{short(run)}` was refused")
        case "failed":
            return contradicted(f"`{short(run)}` failed")
        case "nothing":
            return contradicted(f"`{short(run)}` had nothing to do")
        case "unfinished":
            return unsupported(f"`{short(run)}` had not ended")
        case _:
            return unsupported(f"neither the exit status nor the output of `{short(run)}` shows it")


def _judge_path(path: str, statement: Statement, record: Record) -> Ruling:
    changes = [change for change in of_path(path, record.changes) if change.act != "delete"]
    if any(change.is_done and change.act != "revert" for change in changes):
        return _still_there(path, changes, record)
    if changes:
        failed = [change for change in changes if change.outcome in {"failed", "denied"}]
        return failing(failed[-1], "write") if failed else unsupported(f"it does not show whether {path} was made")
    return _by_command(path, record) or unsupported(f"{path} was not written")


def _still_there(path: str, changes: list[Change], record: Record) -> Ruling:
    last = next(change for change in reversed(changes) if change.is_done)
    for change in record.done:
        if change.at > last.at and change.act == "delete" and of_path(change.path, [last]):
            return contradicted(f"{path} was deleted afterwards")
    return supported(f"{last.path} was written")


def _by_command(path: str, record: Record) -> Ruling | None:
    """A command that names the file, or whose words are those of its path: `makemigrations` and a migration."""
    for run in reversed(record.runs):
        if run.purpose in _MAKING and (path in run.text or path.rpartition("/")[2] in run.output[:8_000]):
            return by_ending(run)
    words = words_of(path)
    for run in reversed(record.runs):
        went_wrong = run.purpose in {"create", "migrate", "other"} and run.ending in {"failed", "nothing", "denied"}
        if went_wrong and (len(shared(words, words_of(run.text))) > 1 or _makes(run, words)):
            return by_ending(run)
    return None


def _makes(run: Run, words: frozenset[str]) -> bool:
    return re.search(r"\b(?:make|generate|create|new|init|scaffold|gen)", run.text) is not None and bool(
        shared(words, words_of(run.text))
    )


def _judge_without_path(statement: Statement, record: Record) -> Ruling:
    made = [change for change in record.changes if change.act in {"write", "make", "move"}]
    spoken = by_words(statement, made)
    if any(change.is_done for change in spoken):
        return supported("it was written")
    if spoken:
        return failing(spoken[-1], "write")
    words = statement.own.words
    for run in reversed(record.runs):
        told = words_of(f"{run.text} {run.output[:2_000]}" if run.purpose in _MAKERS else run.text)
        creates = run.purpose in {"other", "create"} and _CREATES.search(run.text) is not None
        told |= words_of(run.output[:2_000]) if creates else frozenset()
        generated = creates and _GENERATOR.search(statement.quote) is not None
        if (run.purpose in _MAKERS or creates) and (generated or shared(words, told)):
            return by_ending(run)
    return _any(statement, record, made)


def _any(statement: Statement, record: Record, made: Sequence[Change]) -> Ruling:
    if any(change.is_done for change in made) and not statement.own.names:
        return supported("something was written")
    added = [
        change for change in record.done if change.added and any(code in change.added for code in statement.own.codes)
    ]
    if added or (by_words(statement, record.done) and not statement.own.names):
        return supported("it was written")
    failed = [change for change in made if change.outcome in {"failed", "denied"}]
    if failed and not any(change.is_done for change in made):
        return failing(failed[-1], "write")
    return unsupported("nothing in the record makes it")
