"""Completeness: whether all of what is said to be done was done."""

import re

from reverie.quality.runs.values import Run

from .changes import Change
from .naming import of_path
from .numbers import figures_of
from .passing import failed_and_not_rerun, short, supersedes
from .paths import names, touches
from .reading import hits_of
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .searches import Sought, searches_of
from .slots import slots_of
from .statement import Statement
from .words import says_all, shared, words_of

_OF = re.compile(r"\b(\d+) (?:of|out of|/) (?:the )?(\d+)\b|\b(\d+)/(\d+)\b")
_LEFT = re.compile(
    r"\b(?:no|none|nothing|keine?|aucune?|ningun[ao]?)\b.*\b(?:left|remain\w*|more|any ?more|"
    r"übrig|queda\w*|reste\w*)\b",
    re.IGNORECASE,
)
_OF_LINES = re.compile(
    r"\b(?:keys?|strings?|lines?|entr(?:y|ies)|translations?|messages?|imports?|fields?|variables?|options?|rules?|"
    r"points?|columns?|names?|values?|words?|labels?|constants?|properties|settings)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"\b(?:nothing|no (?:\w+ )?(?:file|code|place|one|reference|import|caller|use|mention|occurrence)s?|"
    r"none|nowhere)\b.*"
    r"\b(?:points?|refers?|references?|uses?|mentions?|imports?|contains?|calls?|depends?|left|remain\w*|any ?more|"
    r"longer)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]|[✅☑✔]\S*|\[x\])\s*(.+)$", re.MULTILINE)
_CHECKED = re.compile(r"\b(?:fine|ok|okay|valid|correct|good|checked|verified|reviewed|tested|intact)\b", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:\w+ )?(?:steps?|points?|tasks?|items?|parts?|things|of it|done)|"
    r"whole (?:list|checklist|plan)|complete(?:d|ly)?|finished|alles|todo|tout)\b",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(r"\b(?:still|remain\w*|left|not|n't|failed|skipped|except|unable|missing|only)\b")
_RESOLVING = frozenset(("commit", "push", "pull_request", "tag", "install", "migrate", "delete", "move", "create"))


def judge_complete(statement: Statement, record: Record) -> Ruling:
    for rule in (_by_later_search, _by_leftover, _by_task, _by_failure, _by_hits, _by_items, _by_count, _by_runs):
        ruling = rule(statement, record)
        if ruling is not None:
            return ruling
    return _whatever(statement, record)


def _by_later_search(statement: Statement, record: Record) -> Ruling | None:
    """What a search behind the last change still finds."""
    last = record.last_code_change
    if last is None:
        return None
    searches = searches_of(record)
    for search in reversed(searches):
        if search.at > last.at and _is_asked_again(search, searches, record):
            found = len(search.lines)
            return contradicted(f"a search still finds {found}") if found else supported("a search finds none")
    return None


def _by_leftover(statement: Statement, record: Record) -> Ruling | None:
    """`nothing points there any more`, and a search behind the last change finds it in what was not changed."""
    if not _NO_MORE.search(statement.quote) or not record.done:
        return None
    last, new = record.done[-1], [change.path for change in record.done if change.act in {"move", "make", "write"}]
    for search in reversed(searches_of(record)):
        if search.at <= last.at:
            return None
        left = [line for line in search.lines if not any(path.rstrip("/") in line for path in new if len(path) > 2)]
        return contradicted(f"a search still finds {len(left)}") if left else supported("a search finds none")
    return None


def _is_asked_again(search: Sought, searches: list[Sought], record: Record) -> bool:
    asked = sum(other.query == search.query for other in searches)
    return asked > 1 or any(search.query in change.removed for change in record.done)


def _by_failure(statement: Statement, record: Record) -> Ruling | None:
    """A step that failed or was refused, and was not done afterwards."""
    for change in reversed(record.changes):
        if change.outcome in {"failed", "denied"} and not _was_made_good(change, record):
            what = "edit" if change.act in {"edit", "write"} else change.act
            return contradicted(
                f"the {what} of {change.path} {'was refused' if change.outcome == 'denied' else 'failed'}"
            )
    refused = [wish for wish in record.receipts if not wish.ok]
    if refused and not record.receipts[-1].ok and _EVERYTHING.search(statement.quote):
        return contradicted(f"memory refused it: {refused[-1].reason or 'no receipt'}")
    wide = _EVERYTHING.search(statement.quote) is not None or not record.done
    steps = _RESOLVING | ({"other", "start"} if wide else frozenset())
    for place, run in enumerate(record.runs):
        if run.purpose not in steps or _later(run, record.runs[place + 1 :]):
            continue
        if run.ending in {"failed", "denied"}:
            return contradicted(f"`{short(run)}` {'was refused' if run.ending == 'denied' else 'failed'}")
        if run.ending == "unfinished" and run.purpose != "start":
            return unsupported(f"`{short(run)}` had not ended")
    return None


def _was_made_good(change: Change, record: Record) -> bool:
    return any(other.at > change.at and other.is_done and touches(change.path, other.path) for other in record.done)


def _later(run: Run, later: tuple[Run, ...]) -> bool:
    """Whether it was done after all."""
    same = [other for other in later if other.purpose == run.purpose and other.ending == "passed"]
    return any(run.purpose != "other" or other.program == run.program for other in same)


def _by_task(statement: Statement, record: Record) -> Ruling | None:
    for task in record.tasks:
        found = _OF.search(task.result)
        if found is not None:
            done, total = (int(part) for part in found.groups() if part is not None)
            if done < total:
                return contradicted(f"the task says {done} of {total}")
        if _SHORT_OF.search(task.result) and shared(words_of(task.result), statement.own.words):
            return contradicted("the task says that some of it is not done")
    return None


def _by_hits(statement: Statement, record: Record) -> Ruling | None:
    """Places that a search found before the changes, and whether each of them was changed."""
    if not record.done:
        return None
    searches = [search for search in reversed(searches_of(record)) if search.lines and search.at < record.done[-1].at]
    taken = [search for search in searches if any(search.query in change.removed for change in record.done)]
    spoken = [search for search in searches if _is_spoken_of(search, statement, record)]
    for search in (taken or spoken)[:1]:
        return _of_search(search, record)
    return None


def _is_spoken_of(search: Sought, statement: Statement, record: Record) -> bool:
    return bool(shared(words_of(search.query), statement.sentence.words | words_of(record.request)))


def _of_search(search: Sought, record: Record) -> Ruling | None:
    places = search.paths
    if not places:
        return None
    for path in dict.fromkeys(places):
        changes = of_path(path, record.done)
        if not changes:
            return contradicted(f"{path} was not changed")
        wanted, edits = places.count(path), [change for change in changes if change.act == "edit" and not change.text]
        made = sum(max(1, len(change.removed.splitlines())) for change in edits)
        if edits and len(edits) == len(changes) and made < wanted:
            return contradicted(f"{path} has {wanted} places and {made} changed")
    return supported("all places that the search found were changed")


def _by_items(statement: Statement, record: Record) -> Ruling | None:
    """The list that the answer ticks off: each item that names a file has a change of it."""
    items = _ITEM.findall(statement.answer[:20_000])
    missing = []
    for item in items:
        paths = slots_of(item).paths
        if paths and not any(of_path(path, record.done) or _is_handled(path, record) for path in paths):
            missing.append(paths[0])
    if len(items) > 1 and missing and len(missing) < len(items):
        return contradicted(f"nothing was done to {missing[0]}")
    return None


def _is_handled(path: str, record: Record) -> bool:
    return any(path in run.text for run in record.runs if run.ending == "passed") or any(
        names(path, hit) for hit in hits_of(record)
    )


def _by_count(statement: Statement, record: Record) -> Ruling | None:
    counts = [
        int(figure.value) for figure in figures_of(statement.quote) if figure.measure == "count" and figure.value >= 2
    ]
    counts = counts or _asked(statement, record)
    if not counts or _CHECKED.search(statement.quote):
        return None
    files = {change.path for change in record.done if change.act in {"edit", "write", "delete", "make", "move"}}
    edits = [change for change in record.done if change.act in {"edit", "write", "delete", "make", "move"}]
    succeeded = [run for run in record.runs if run.ending == "passed" and run.purpose in _RESOLVING]
    wide = any("*" in path or path.endswith("/") for path in files) or any(
        run.purpose == "other" and run.ending == "passed" for run in record.runs
    )
    is_of_lines = _OF_LINES.search(f"{statement.quote} {record.request[:2_000]}") is not None
    added = [line for change in edits if is_of_lines for line in change.added.splitlines() if line.strip()]
    done = max(len(files), len(edits) + len(succeeded), len(added))
    if done >= counts[0] or (wide and done):
        return supported(f"{done} changes were made")
    if not done:
        return None
    return contradicted(f"{done} of {counts[0]} were changed") if not record.tasks else None


def _asked(statement: Statement, record: Record) -> list[int]:
    """How many the request speaks of: `the five config files`, of which the quote says all."""
    if not says_all(statement.quote):
        return []
    request = record.request[:2_000]
    return [
        int(figure.value)
        for figure in figures_of(request)
        if figure.measure == "count"
        and figure.value >= 2
        and shared(words_of(request[figure.end : figure.end + 30]), statement.own.words)
    ][:1]


def _by_runs(statement: Statement, record: Record) -> Ruling | None:
    """A test or a build that fails at the end is not done with."""
    for place, run in enumerate(record.runs):
        if (
            run.ending == "failed"
            and run.purpose in {"test", "build", "lint"}
            and not any(supersedes(other, run) for other in record.runs[place + 1 :])
        ):
            return contradicted(failed_and_not_rerun(run, record))
    return None


def _whatever(statement: Statement, record: Record) -> Ruling:
    searches = searches_of(record)
    if _LEFT.search(statement.quote) and searches and searches[-1].lines and not record.done:
        return contradicted(f"the last search finds {len(searches[-1].lines)}")
    if _CHECKED.search(statement.quote):
        return _by_reach(statement, record)
    if not record.done and not any(
        run.ending == "passed" and run.purpose in _RESOLVING | {"format", "other"} for run in record.runs
    ):
        if _LEFT.search(statement.quote) and any(not search.lines for search in searches_of(record)):
            return supported("a search finds none")
        return unsupported("nothing in the record does it")
    return _by_existing(statement, record) or supported("the record has the changes")


def _by_existing(statement: Statement, record: Record) -> Ruling | None:
    """`all existing files were converted`: more than the one new file."""
    speaks_of_others = re.search(r"\b(?:existing|old|other|remaining|rest)\b", statement.quote, re.IGNORECASE)
    only_new = all(change.act in {"write", "make"} for change in record.done) and not record.runs
    return unsupported("nothing was done to the others") if speaks_of_others and only_new else None


def _by_reach(statement: Statement, record: Record) -> Ruling:
    """`every link in README and docs is fine`: all that it names was in some run."""
    folders = sorted(word for word in statement.own.words if word in {"docs", "tests", "src", "examples"})
    subjects = [*statement.own.paths, *statement.own.codes, *folders]
    asked = " ".join(piece.asked for piece in record.evidence).lower()
    wide = any(not run.scope and run.ending == "passed" and run.purpose in {"lint", "test"} for run in record.runs)
    missing = [subject for subject in subjects if subject.lower() not in asked]
    if missing and not wide:
        return unsupported(f"{missing[0]} was not checked")
    if not record.evidence and not record.deeds:
        return unsupported("nothing was checked")
    return supported("the record has the look at it")
