"""The rules by kind of claim."""

import re
from collections.abc import Callable, Mapping

from reverie.conversation.claims import ClaimKind

from .checks_pass import judge_build, judge_lint, judge_tests
from .completing import judge_complete
from .creating import judge_created
from .deleting import judge_deleted
from .editing import judge_edited
from .fixing import judge_fixed
from .installing import judge_installed
from .landing import judge_committed, judge_pushed
from .leaving import judge_unchanged
from .reading import judge_read
from .record import Record
from .ruling import Ruling
from .running import is_way_known, judge_ran
from .saving import judge_saved
from .statement import Statement
from .telling import judge_output

_AKIN: Mapping[ClaimKind, tuple[ClaimKind, ...]] = {
    "edited": ("ran",),
    "created": ("ran",),
    "committed": ("ran",),
    "deleted": ("ran",),
    "installed": ("ran",),
    "output": ("saved",),
}
"""What a claim may be as well: before it is said that nothing shows it, it is asked whether that does."""

RULES: Mapping[ClaimKind, Callable[[Statement, Record], Ruling]] = {
    "tests_pass": judge_tests,
    "build_ok": judge_build,
    "lint_ok": judge_lint,
    "ran": judge_ran,
    "output": judge_output,
    "edited": judge_edited,
    "created": judge_created,
    "deleted": judge_deleted,
    "committed": judge_committed,
    "pushed": judge_pushed,
    "installed": judge_installed,
    "saved": judge_saved,
    "read": judge_read,
    "fixed": judge_fixed,
    "unchanged": judge_unchanged,
    "complete": judge_complete,
}


def judge(statement: Statement, record: Record) -> Ruling:
    """By the rule of its kind; what that does not find may be of a kind that words do not tell from it."""
    ruling = RULES[statement.kind](statement, record)
    if ruling.verdict != "unsupported" or statement.own.paths:
        return ruling
    for kind in _AKIN.get(statement.kind, ()):
        other = RULES[kind](statement, record) if _may_be(kind, statement) else ruling
        if other.verdict == "supported":
            return other
    return ruling


def _may_be(kind: ClaimKind, statement: Statement) -> bool:
    if kind == "saved":
        return re.search(r"\bsav|\bremember|\bnoted?\b|\bmemor", statement.quote, re.IGNORECASE) is not None
    return is_way_known(statement)
