"""Edits: whether what the answer says was changed was changed, and stayed so."""

import re
from collections.abc import Sequence

from reverie.quality.runs.values import Run

from .changes import Change
from .naming import by_words, failing, of_path, own_paths, subject_paths
from .numbers import figures_of
from .passing import short
from .paths import names
from .reading import was_opened
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported, worst
from .statement import Statement
from .words import shared, words_of

_PUT_BACK = re.compile(
    r"\b(?:revert(?:ed)?|undid|undone|restored?|rolled back|put back|back to|discarded|reset|"
    r"rückgängig|zurückgesetzt|revertí|annulé)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are|was|were|has|have|contains?|uses?|defines?|lives?|reads?|calls?|returns?|handles?|imports?|exports?|lies|"
    r"stands|expects?|takes|holds|ist|sind|hat|está|es|est)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\b(?:now|I|we|been|no longer|add\w*|chang\w*|updat\w*|edit\w*|modif\w*|fix\w*|"
    r"correct\w*|replac\w*|renam\w*|remov\w*|"
    r"rewrit\w*|rewrote|written|wrote|insert\w*|creat\w*|implement\w*|refactor\w*|mov\w*|set|bump\w*|pinn\w*|rais\w*|"
    r"lower\w*|wir\w*|extend\w*|adjust\w*|clean\w*|convert\w*|migrat\w*|switch\w*|split|extract\w*|jetzt|nun|ahora)\b"
)
_NOW = re.compile(
    r"\b(?:now|is|raised|lowered|bumped|increased|decreased|reduced|capped|limited)\b[^\d]*?(?<![\w.])(\d+(?:\.\d+)?)"
    r"(?:\s?(?:ms|s|min|h|seconds?|minutes?|hours?|days?|[KMG]i?B|%|px|now))*\W*$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:mov(?:e|ed|ing)|renam\w+|lives?|lies|copied|copy|called|umbenannt|verschoben)\b", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(?:all|both|every|each|alle|beide|todos|todas|ambos|ambas|tous|toutes)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:other|more|further|additional|remaining|weitere|andere|otros|otras|autres)\s+[\w-]+s?\b", re.IGNORECASE
)
_SET_TO = re.compile(r"(?:\bto|\bauf|\bà|\bat|=|为|:)\s*`?(\d+(?:\.\d+)?)`?(?![\w.]*\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
_CHANGING = frozenset(("format", "migrate", "create", "move", "revert", "other", "install", "delete"))


def judge_edited(statement: Statement, record: Record) -> Ruling:
    if _PUT_BACK.search(statement.quote):
        put_back = _judge_put_back(statement, record)
        if put_back is not None:
            return put_back
    paths = own_paths(statement, record)
    if paths:
        return worst([_judge_path(path, statement, record) for path in paths])
    return _judge_without_path(statement, record)


def _judge_path(path: str, statement: Statement, record: Record) -> Ruling:
    changes = of_path(path, record.changes)
    done = [change for change in changes if change.is_done]
    if not changes:
        return _never_changed(path, statement, record)
    last = changes[-1]
    if not done:
        unknown = [change for change in changes if change.outcome == "unknown"]
        return unsupported(f"it does not show whether {path} was changed") if unknown else failing(last, "edit")
    if done[-1].act == "revert" and any(change.act != "revert" for change in done):
        return contradicted(f"{path} was put back afterwards")
    if done[-1].act == "delete" and _was_lost(path, done) and not _speaks_of_removal(statement):
        return contradicted(f"{path} was deleted afterwards")
    return (
        _edits_failed(statement, changes)
        or _other_value(statement, done)
        or _undone_by_all(done[-1], record)
        or supported(f"{done[-1].path} was changed")
    )


def _was_lost(path: str, done: Sequence[Change]) -> bool:
    """Whether the last deletion took the very file, and did not move it."""
    last = done[-1]
    moved = any(other.act == "move" and other.at == last.at for other in done)
    return len(done) > 1 and not moved and names(path, last.path)


def _edits_failed(statement: Statement, changes: Sequence[Change]) -> Ruling | None:
    """All edits of what was only moved or made failed; or one of several failed, and the claim is of all."""
    edits = [change for change in changes if change.act in {"edit", "write"}]
    if not edits or edits[-1].outcome not in {"failed", "denied"} or _MOVES.search(statement.quote):
        return None
    if not any(change.is_done for change in edits) or _SEVERAL.search(statement.quote):
        return failing(edits[-1], "edit")
    return None


def _speaks_of_removal(statement: Statement) -> bool:
    return re.search(r"\b(?:remov|delet|drop|moved|renamed|gone)", statement.quote, re.IGNORECASE) is not None


def _undone_by_all(last: Change, record: Record) -> Ruling | None:
    for change in record.done:
        if change.at > last.at and change.act == "revert" and change.path in {"*", "."}:
            return contradicted(f"`{change.text}` undid it")
    return None


def _never_changed(path: str, statement: Statement, record: Record) -> Ruling:
    for run in reversed(record.runs):
        if run.purpose in _CHANGING and _mentions(path, f"{run.text} {run.output[:4_000]}"):
            if run.ending == "passed" and not run.dry_run:
                return supported(f"`{short(run)}` went through")
            if run.ending in {"failed", "denied"} and run.purpose != "other":
                return contradicted(f"`{short(run)}` {'was refused' if run.ending == 'denied' else 'failed'}")
    denying = _denied_by_task(path, record)
    if denying:
        return contradicted(f"the task says otherwise: {denying}")
    if _is_no_file(path, statement, record):
        return _judge_without_path(statement, record)
    if _describes(statement) and (was_opened(path, record) or any(path in piece.text for piece in record.evidence)):
        return supported(f"{path} was opened")
    return unsupported(f"{path} was not edited")


def _describes(statement: Statement) -> bool:
    """`a` is defined in a.py: what a file holds, rather than what was done to it."""
    return _STATE.search(statement.quote) is not None and _DOING.search(statement.quote) is None


def _is_no_file(path: str, statement: Statement, record: Record) -> bool:
    """What looks like a path and is none: a route, a package, a symbol that a diff holds."""
    others = [other for other in statement.own.paths if other != path]
    if _is_product(path, statement, record):
        return True
    if "." in path.rpartition("/")[2].lstrip("."):
        return any(path in change.added for change in record.done)
    return any(path in change.added for change in record.done) or any(
        of_path(other, record.changes) for other in others
    )


def _is_product(path: str, statement: Statement, record: Record) -> bool:
    """A library that is called like a file: `moment.js`, `socket.io`, where the changes name it without the ending."""
    stem, _, ending = path.partition(".")
    if "/" in path or ending not in {"js", "ts", "io", "net", "py", "rs"} or f"`{path}`" in statement.quote:
        return False
    texts = [f"{change.added} {change.removed} {change.text}" for change in record.done] + [
        run.text for run in record.runs
    ]
    return any(re.search(rf"(?<![\w/]){re.escape(stem)}(?![\w/])", text, re.IGNORECASE) for text in texts)


def _mentions(path: str, text: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(path)}(?![\w-])", text) is not None


def _denied_by_task(path: str, record: Record) -> str:
    name = path.rpartition("/")[2]
    for task in record.tasks:
        for sentence in re.split(r"(?<=[.!?])\s+", task.result):
            if name in sentence and re.search(r"\b(?:still|not|n't|failed|could not|unable|left)\b", sentence):
                return sentence.strip().rstrip(".")[:120]
    return ""


def _judge_without_path(statement: Statement, record: Record) -> Ruling:
    subject = [path for path in subject_paths(statement, record) if of_path(path, record.changes)]
    named = [
        change
        for change in record.changes
        if any(code in change.added or code in change.removed for code in statement.own.codes)
    ]
    spoken = named or by_words(statement, record.changes)
    about = spoken or [change for path in subject for change in of_path(path, record.changes)] or list(record.changes)
    fewer = _fewer_others(statement, record) or _one_of_several_failed(statement, about, record)
    if fewer is not None:
        return fewer
    if any(change.is_done and change.act != "revert" for change in about):
        done = [change for change in about if change.is_done and change.act != "revert"]
        if not _stands(done, record):
            return contradicted(f"{done[-1].path} was put back afterwards")
        return _other_value(statement, done) or supported(f"{done[-1].path} was changed")
    ran = _changing_run(statement, record)
    if ran is not None:
        return ran
    failed = [change for change in about if change.outcome in {"failed", "denied"}]
    if failed:
        return failing(failed[-1], "edit")
    if any(change.is_done for change in record.changes):
        return supported("something was changed")
    return unsupported("nothing was edited in this session")


def _fewer_others(statement: Statement, record: Record) -> Ruling | None:
    """`three other pages got it`, when fewer files than that were touched, and no command may have done it."""
    told = _OTHERS.search(statement.quote)
    counts = [figure for figure in figures_of(statement.quote) if figure.measure == "count"]
    paths = {change.path for change in record.done}
    if told is None or not counts or counts[0].end > told.start() or "*" in paths:
        return None
    if any(run.purpose in _CHANGING and run.ending == "passed" for run in record.runs):
        return None
    changed = f"only {len(paths)} {'file was' if len(paths) == 1 else 'files were'} changed"
    return unsupported(changed) if len(paths) < counts[0].value else None


def _one_of_several_failed(statement: Statement, about: Sequence[Change], record: Record) -> Ruling | None:
    """`both messages`, when one of the edits of that file failed and was not made again."""
    if not _SEVERAL.search(statement.quote):
        return None
    files = {change.path for change in about}
    for path in files:
        ruling = _edits_failed(statement, of_path(path, record.changes)) if path != "*" else None
        if ruling is not None:
            return ruling
    return None


def _stands(done: Sequence[Change], record: Record) -> bool:
    return any(not _is_put_back(change, record) for change in done)


def _is_put_back(change: Change, record: Record) -> bool:
    return any(
        other.act == "revert" and other.at > change.at and (other.path in {"*", "."} or of_path(other.path, [change]))
        for other in record.done
    )


def _changing_run(statement: Statement, record: Record) -> Ruling | None:
    """A command of unknown effect that the quote may speak of: a generator, a script."""
    words = statement.own.words
    last: Run | None = None
    for run in record.runs:
        if run.purpose in _CHANGING and (
            any(len(word) > 4 and word in run.text for word in words)
            or shared(words, words_of(f"{run.text} {run.program}"))
            or run.purpose == "format"
        ):
            last = run
    if last is None:
        return None
    if last.ending in {"failed", "denied"}:
        return contradicted(f"`{short(last)}` {'was refused' if last.ending == 'denied' else 'failed'}")
    if last.dry_run:
        return contradicted(f"`{short(last)}` was a dry run")
    return supported(f"`{short(last)}` went through")


def _judge_put_back(statement: Statement, record: Record) -> Ruling | None:
    paths = own_paths(statement, record) or subject_paths(statement, record)
    reverts = [change for change in record.changes if change.act == "revert"]
    about = [
        change for change in reverts if change.path in {"*", "."} or any(of_path(path, [change]) for path in paths)
    ]
    for change in reversed(about or reverts):
        if change.is_done:
            return supported(f"{change.path if change.path != '*' else 'everything'} was put back")
        return contradicted(f"`{change.text}` {'was refused' if change.outcome == 'denied' else 'failed'}")
    return None


def _other_value(statement: Statement, done: Sequence[Change]) -> Ruling | None:
    """A number that is set to something else than the quote says: one number gave way to one, and it is another."""
    said = _SET_TO.findall(statement.quote) or _digits(statement)
    if len(said) != 1 or len(done) != 1:
        return None
    change = done[0]
    new, old = set(_NUMBER.findall(change.added)), set(_NUMBER.findall(change.removed))
    fresh = new - old
    if change.act != "edit" or not old or len(fresh) != 1 or said[0] in new or said[0] in change.added:
        return None
    if _is_scaled(float(said[0]), float(next(iter(fresh)))) or len(figures_of(statement.quote)) != 1:
        return None
    return contradicted(f"the edit of {change.path} says {next(iter(fresh))}")


def _digits(statement: Statement) -> list[str]:
    """The figure that `is now 30 s` ends with, where nothing is told that it was set to."""
    found = _NOW.search(re.sub(r"`[^`]*`", " ", statement.quote))
    return [found[1]] if found is not None else []


def _is_scaled(said: float, told: float) -> bool:
    if not said or not told:
        return said == told
    return any(
        abs(told / said - scale) < 1e-6 or abs(said / told - scale) < 1e-6
        for scale in (1, 60, 100, 1000, 1024, 3600, 1e6, 1024**2, 60_000)
    )
