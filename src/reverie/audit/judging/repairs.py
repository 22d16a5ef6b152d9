"""The repair of a sentence, when it is mechanical and there is just one."""

from reverie.audit.values import Note, Repair
from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck, PathIs
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase

from .spelling import respelled
from .statements import Statement
from .successors import value_now


def repair_of(
    candidate: Candidate, verdict: Verdict, statement: Statement, note: Note, codebase: Codebase
) -> Repair | None:
    """`moved`: the new path in the place of the old one; `refuted`: the new value, default or version."""
    pair = None
    if verdict.word == "moved" and verdict.becomes is not None:
        pair = _new_path(candidate, verdict.becomes, statement, note)
    elif verdict.word == "refuted":
        pair = value_now(candidate.check, verdict, codebase)
    return _placed(*pair, statement) if pair else None


def _new_path(candidate: Candidate, becomes: AnyCheck, statement: Statement, note: Note) -> tuple[str, str] | None:
    old = getattr(candidate.check, "path", "")
    new = getattr(becomes, "path", "")
    if not old or not new or old == new:
        return None
    if isinstance(candidate.check, PathIs):
        written = statement.passage.text[candidate.names.start : candidate.names.end]
        return respelled(written, old, new, note)
    return old, new


def _placed(old: str, new: str, statement: Statement) -> Repair | None:
    """None when the sentence has the old text more than once, or only as a part of a longer word."""
    text = statement.text
    at = text.find(old)
    if at < 0 or text.find(old, at + 1) >= 0 or "\n" in old or not _is_whole(text, at, at + len(old)):
        return None
    line, column = statement.passage.place_of(statement.span.start + at)
    return Repair(line, column, old, new)


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    is_begun = not (before.isalnum() or before in ("_", "-", "/") or (before == "." and text[start].isdigit()))
    return is_begun and not (
        after[:1].isalnum() or after[:1] in ("_", "/") or (after[:1] == "." and after[1:].isalnum())
    )
