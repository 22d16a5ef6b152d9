"""What was left alone: no change of it that went through."""

import re
from collections.abc import Sequence

from reverie.quality.runs.values import Run

from .changes import Change
from .paths import is_document, is_test, touches
from .record import Record
from .ruling import Ruling, contradicted, supported
from .statement import Statement
from .words import akin, vocabulary, words_of

_NOTHING = re.compile(
    r"\b(?:nothing|anything|no files?|no changes?|any files?|not changed? any|nada|nichts|"
    r"rien|ningún archivo|keine datei)\b|没有(?:修改|改动)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\bcode\b|\bsource\b|\bcódigo\b|代码", re.IGNORECASE)
_TESTS = re.compile(r"\btests?\b(?! run)|\bspecs?\b", re.IGNORECASE)
_DOCUMENTS = re.compile(r"\bdocs?\b|\bdocumentation\b", re.IGNORECASE)
_ONLY = re.compile(
    r"\bonly\b|\bjust\b|\bsolely\b|\bnothing else\b|\bno other\b|\bother files?\b|"
    r"\bthe rest\b|\beverything else\b|\belsewhere\b|\bnur\b|\bsolo\b|\bseul",
    re.IGNORECASE,
)
_SORT = re.compile(r"\bonly (?:the )?(?:docs?|documentation|tests?|specs?)\b", re.IGNORECASE)
_AFTER_RUN = re.compile(r"\b(?:after|since) (?:the|that|this|my) (?:\w+ )?(?:runs?|tests?|builds?)\b", re.IGNORECASE)
_DIFF_RUN = re.compile(r"\b(?:git|hg|svn|jj) (?:\S+ )*?(?:diff|status|st)\b")
_GENERIC = vocabulary(
    """
    left leave alone touched touch changed change unchanged untouched modified modify modification kept keep
    stay stayed stays everything anything nothing file files asked existing remain remains way intact edit
    edited edits altered not haven hasn didn wasn weren been itself under folder directory current yet committed
    state
    """
)


def judge_unchanged(statement: Statement, record: Record) -> Ruling:
    changes = _real(record)
    if _AFTER_RUN.search(statement.quote):
        last = record.runs[-1].at if record.runs else -1
        changes = [change for change in changes if change.at > last]
    if _ONLY.search(statement.quote):
        return _only(statement, changes)
    touched = _touched(statement, changes, record)
    if touched is None and any(_is_formatter(run) for run in record.runs):
        shown = _in_diff(statement, record)
        if shown:
            return contradicted(f"the diff has {shown}")
    if touched is None:
        return supported("the record has no change of it")
    return contradicted(f"{touched.path if touched.path != '*' else 'it'} was {_participle(touched)}")


def _is_formatter(run: Run) -> bool:
    """Whether it writes files that its command does not name."""
    return run.purpose == "format" and run.ending in {"passed", "failed"} and not run.dry_run


def _in_diff(statement: Statement, record: Record) -> str:
    """A path of the quote that the last diff or status lists."""
    for run in reversed(record.runs):
        if _DIFF_RUN.search(run.text) and run.ending == "passed":
            return next((path for path in statement.own.paths if path.rpartition("/")[2] in run.output), "")
    return ""


def _participle(change: Change) -> str:
    return {"delete": "deleted", "write": "written", "make": "written", "move": "moved", "revert": "put back"}.get(
        change.act, "edited"
    )


def _real(record: Record) -> list[Change]:
    """Changes that stand: done, and not put back."""
    done = [change for change in record.done if not change.path.startswith(("/tmp/", "/dev/"))]
    back = [change for change in done if change.act == "revert"]
    return [
        change
        for change in done
        if change.act != "revert"
        and not any(other.at > change.at and (other.path == "*" or touches(other.path, change.path)) for other in back)
    ]


def _only(statement: Statement, changes: Sequence[Change]) -> Ruling:
    """`only a.py`, `no other file`: nothing but what the answer names or speaks of."""
    named = statement.own.paths
    if _DOCUMENTS.search(statement.quote) and not named:
        changes = [change for change in changes if not is_document(change.path)]
    elif _TESTS.search(statement.quote) and not named:
        changes = [change for change in changes if not is_test(change.path)]
    if named and re.search(r"\bonly\b|\bjust\b|\bnur\b|\bsolo\b", statement.quote, re.IGNORECASE):
        others = [change for change in changes if not any(touches(path, change.path) for path in named)]
    elif _SORT.search(statement.quote):
        others = list(changes)
    else:
        others = [change for change in changes if not _is_told(change, statement)]
    others = [change for change in others if change.act not in {"make"} and change.path != "*"]
    if others:
        return contradicted(f"{others[-1].path} was {_participle(others[-1])} too")
    return supported("the record has no other change")


def _is_told(change: Change, statement: Statement) -> bool:
    """Whether the answer names the file, its folder, or a word of its path."""
    name = change.path.rpartition("/")[2]
    answer = statement.answer[:20_000]
    if name in answer or change.path in answer:
        return True
    told = words_of(answer)
    return any(akin(word, other) for word in words_of(change.path) for other in told if len(word) > 3)


def _touched(statement: Statement, changes: Sequence[Change], record: Record) -> Change | None:
    quote = statement.quote
    named = [*statement.own.paths, *statement.own.names]
    if named:
        return _last([change for change in changes if any(touches(name, change.path) for name in named)])
    words = statement.own.words - _GENERIC
    if _CODE.search(quote):
        return _last(
            [change for change in changes if change.is_code and not is_document(change.path) and change.path != "*"]
        )
    if _TESTS.search(quote) and words <= {"test", "tests", "spec", "specs", "suite"}:
        return _last([change for change in changes if is_test(change.path)])
    if _DOCUMENTS.search(quote):
        return _last([change for change in changes if is_document(change.path)])
    if words and not _NOTHING.search(quote):
        return _last(
            [change for change in changes if any(akin(word, part) for word in words for part in words_of(change.path))]
        )
    return _last(changes)


def _last(changes: Sequence[Change]) -> Change | None:
    return changes[-1] if changes else None
