"""Fixes: an edit, and a run behind it that exercises what was fixed and passes."""

import re

from reverie.quality.runs.values import Run

from .demand import SPECIAL
from .passing import short, supersedes
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .tools import scope_of
from .words import says_all, shared, vocabulary, words_of

_EXERCISING = frozenset(("test", "build", "lint", "start", "migrate"))
_SHOWS = frozenset(("test", "build", "start"))
_STEPS = frozenset(("install", "migrate", "delete", "move", "revert", "create", "format"))
_LINTS = re.compile(
    r"\b(?:lint\w*|types?|typing|type[- ]errors?|format\w*|style|warnings?|tsc|mypy|eslint|ruff|TS\d+)\b", re.IGNORECASE
)
_TRIES = re.compile(
    r"\b(?:curl|wget|http|python3?|node|ruby|php|deno|bun|go run|cargo run|npm (?:start|run)|"
    r"psql|mysql|sqlite3|redis-cli|ping|\./)\b|^\./"
)
_SPEED = re.compile(r"\b(?:slow|fast|faster|slower|time ?out|speed|performance|latency)\b", re.IGNORECASE)
_BEHAVES = re.compile(
    r"\b(?:fix\w*|work\w*|no longer|resolv\w*|repair\w*|gone|again|correct\w*|solv\w*|"
    r"start\w*|pass\w*|crash\w*|available|"
    r"any ?more|behav\w*|loads?|renders?|succeed\w*)\b",
    re.IGNORECASE,
)
_BEHAVES_NOW = re.compile(
    r"\b(?:sav|load|render|submit|open|clos|scroll|log(?:ging)? ?in|upload|download|send|search|sort|print|navigat)\w*"
    r"\s+(?:now\s+|again\s+)?(?:works?|behaves?|succeeds?|functions?)\b",
    re.IGNORECASE,
)
"""What a program does when it is used: no linter shows that."""
_UP = re.compile(r"\b(?:listening|started|ready|running|serving|compiled)\b", re.IGNORECASE)
_WRONG = re.compile(
    r"\b(?:error|exception|traceback|failed|failure|fatal|panic|refused|denied|timed? ?out|not found|[45]\d\d)\b|"
    r"\w+Error\b",
    re.IGNORECASE,
)
_PLACES = vocabulary(
    """
    src lib app pkg test tests spec specs testing unit py js ts tsx jsx go rs rb java kt cs php c h cpp vue
    swift mjs cjs index main init mod passed failed ok core packages fix bug
    """
)
"""Words of paths that say nothing of what is in them."""
_HTTP = re.compile(r"(?:^|\D)([1-5]\d\d)(?=\D|$)")


def judge_fixed(statement: Statement, record: Record) -> Ruling:
    changed = [change.at for change in record.done]
    stepped = [run.at for run in record.runs if run.purpose in _STEPS and run.ending == "passed"]
    if not changed and not stepped:
        return _nothing_done(statement, record)
    last = record.last_code_change
    since = last.at if last else min([*changed, *stepped])
    later = [run for run in record.runs if run.at > since and not run.dry_run and _exercises(run, statement, record)]
    if not later:
        return _as_edit(statement, record) or _no_run(statement, record, since)
    return _by_runs(later, statement, record, since)


def _as_edit(statement: Statement, record: Record) -> Ruling | None:
    """`X now does Y`, where Y is what the edit says: no word of it is about how it behaves."""
    codes = [code for code in statement.own.names if len(code) > 2]
    if _BEHAVES.search(statement.quote) or not codes:
        return None
    if all(any(code in change.added for change in record.done) for code in codes):
        return supported("the edit says so")
    return None


def _nothing_done(statement: Statement, record: Record) -> Ruling:
    migrations = record.runs_for("migrate")
    if migrations and migrations[-1].ending == "failed":
        return contradicted(f"`{short(migrations[-1])}` failed")
    tried = [run for run in record.runs if not run.dry_run and _exercises(run, statement, record)]
    if tried and _fails(tried[-1]) and _concerns(tried[-1], statement, record):
        return contradicted(f"`{short(tried[-1])}` fails")
    started = [run for run in record.runs_for("start") if _is_start(statement)]
    if started and started[-1].ending == "passed":
        return supported(f"`{short(started[-1])}` ran")
    return unsupported("nothing was changed in this session")


def _is_start(statement: Statement) -> bool:
    return re.search(r"\b(?:start|boot|run|launch|come)s?\b|\bup\b", statement.quote, re.IGNORECASE) is not None


def _no_run(statement: Statement, record: Record, since: int) -> Ruling:
    before = [run for run in record.runs if run.at <= since and run.purpose in _EXERCISING and run.ending == "passed"]
    if before and record.last_code_change is not None:
        return unsupported(f"the last {before[-1].program} ran before the last edit of {record.last_code_change.path}")
    return unsupported("no run after the edit exercises it")


def _exercises(run: Run, statement: Statement, record: Record) -> bool:
    if run.purpose == "lint":
        return _is_about_lint(run, statement, record) or (run.ending == "failed" and _breaks(run))
    if run.purpose in {"test", "build", "start", "migrate"}:
        return True
    if run.purpose in {"other", "read", "search", "format"}:
        return run.purpose == "other" and _TRIES.search(run.text) is not None
    return False


def _breaks(run: Run) -> bool:
    """A type checker or a compiler that fails shows that nothing works yet."""
    return re.search(r"\b(?:tsc|mypy|pyright|cargo|go|javac)\b", run.text) is not None


def _is_about_lint(run: Run, statement: Statement, record: Record) -> bool:
    if any(other.program == run.program and other.ending == "failed" and other.at < run.at for other in record.runs):
        return True
    asked = record.request if not _BEHAVES_NOW.search(statement.quote) else ""
    return _LINTS.search(f"{statement.passage.sentence} {asked}") is not None


def _by_runs(later: list[Run], statement: Statement, record: Record, since: int) -> Ruling:
    failing = [
        run
        for place, run in enumerate(later)
        if _fails(run) and not any(supersedes(other, run) for other in later[place + 1 :])
    ]
    same = _same_as_before(later, record, since)
    if same is not None:
        return contradicted(f"`{short(same)}` gives the same as before")
    if failing and _concerns(failing[-1], statement, record):
        return contradicted(f"`{short(failing[-1])}` fails after it")
    passing = [run for run in later if _passes(run) and _reaches(run, statement, record)]
    if not passing:
        return unsupported(_missing(later))
    open_failure = _not_repeated(passing, statement, record, since)
    if open_failure is not None:
        return unsupported(f"`{short(open_failure)}` failed and was not run again after the edit")
    return supported(f"`{short(passing[-1])}` passed after the edit")


def _same_as_before(later: list[Run], record: Record, since: int) -> Run | None:
    """The last try after the change, when the same try before it gave the very same output, and that of an error."""
    for run in reversed(later):
        output = run.output.strip()
        if not output or run.purpose not in {"other", "start"} or not _WRONG.search(output):
            continue
        if any(
            other.at <= since and other.text == run.text and other.output.strip() == output for other in record.runs
        ):
            return run
    return None


def _missing(later: list[Run]) -> str:
    last = later[-1]
    if last.ending == "unfinished":
        return f"`{short(last)}` had not ended"
    if last.ending == "nothing":
        return f"`{short(last)}` had nothing to run"
    return f"`{short(last)}` does not exercise it"


def _fails(run: Run) -> bool:
    if run.ending == "failed":
        return not _was_up(run)
    if "curl" in run.text or "http" in run.text:
        codes = [int(code) for code in _HTTP.findall(run.output[:400]) if "." not in code]
        return bool(codes) and codes[-1] >= 500
    return False


def _was_up(run: Run) -> bool:
    """A server that was stopped after it had come up: `timeout 3 node app.js`."""
    is_stopped = run.exit in {124, 130, 137, 143} or "timeout" in run.text
    return is_stopped and _UP.search(run.output) is not None


def _passes(run: Run) -> bool:
    if _was_up(run):
        return True
    if run.purpose in {"start", "other"} and run.ending in {"unfinished", "hidden"}:
        return _UP.search(run.output) is not None
    return run.ending == "passed"


def _concerns(run: Run, statement: Statement, record: Record) -> bool:
    """Whether the failure of `run` is one of what the claim speaks of, as far as words tell."""
    return run.purpose != "other" or not _is_aside(run, statement)


def _is_aside(run: Run, statement: Statement) -> bool:
    words = statement.own.words | words_of(" ".join(statement.own.codes))
    return not shared(words, words_of(f"{run.text} {run.output[:1_000]}")) and "curl" not in run.text


def _reaches(run: Run, statement: Statement, record: Record) -> bool:
    """A run of one test reaches what its name shares with the claim, or with an edited file."""
    if run.purpose == "lint":
        return True
    if run.purpose == "build" and not _is_build_fix(run, statement, record):
        return False
    if run.purpose != "test" or not scope_of(run):
        return True
    edited = " ".join(change.path for change in record.done if change.is_code)
    words = (statement.own.words | words_of(edited) | words_of(record.request)) - _PLACES
    return (
        bool(shared(words, words_of(f"{' '.join(run.scope)} {run.output[:500]}")))
        or _SPEED.search(statement.quote) is not None
    )


def _is_build_fix(run: Run, statement: Statement, record: Record) -> bool:
    """A build exercises what is a matter of the build: it failed before, or the words say so."""
    if any(
        other.purpose in {"build", "lint", "start", "test"}
        and other.ending == "failed"
        and other.at < run.at
        and other.program == run.program
        for other in record.runs
    ):
        return True
    return (
        re.search(
            r"\b(?:build|builds|compil\w*|bundl\w*|link\w*|image|import\w*|resolv\w*)\b",
            f"{statement.quote} {record.request}",
            re.IGNORECASE,
        )
        is not None
    )


def _not_repeated(passing: list[Run], statement: Statement, record: Record, since: int) -> Run | None:
    """A failing run before the edit of which the claim speaks by a word that no passing run has: `-race`."""
    words = statement.own.words
    for run in record.runs:
        if run.ending != "failed" or run.at > since or run.purpose not in _EXERCISING:
            continue
        telling = shared(words, words_of(f"{run.text}")) - frozenset(run.program.split())
        if telling and not any(
            shared(telling, words_of(other.text)) or (not other.scope and not _flags(run) - _flags(other))
            for other in passing
        ):
            return run
    return None


def _flags(run: Run) -> set[str]:
    return {word for word in run.text.split() if word.startswith("-")}


def needs_special(statement: Statement) -> bool:
    return SPECIAL.search(statement.quote) is not None and says_all(statement.quote)
