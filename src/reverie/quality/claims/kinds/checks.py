"""Checks that are said to pass: tests, builds, linters."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause

_KINDS: dict[str, ClaimKind] = {"test": "tests_pass", "ci": "tests_pass", "build": "build_ok", "lint": "lint_ok"}
_WEAK_PASS = frozenset(
    "good happy exits exit fine successfully finished completed finishes completes complete sound exact happy".split()
)


def check_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that says that a check passes; `output` of one that says that it fails."""
    sort = _sort(clause, context)
    if not sort:
        return None
    if clause.has("fail") and not clause.has("zero") and not clause.has("pass"):
        return None
    if sort == "build" and clause.has("built"):
        return None if clause.has("not") and not _has_none_of(clause) else "build_ok"
    if sort == "lint" and _has_none_of(clause):
        return "lint_ok"
    if clause.has("pass") and not _is_denied(clause):
        return _KINDS.get(sort)
    if sort in ("test", "build", "lint") and _without_problem(clause):
        return _KINDS[sort]
    return None


def _sort(clause: Clause, context: Context) -> str:
    """What is checked, by the word that stands first, then by what was spoken of before, then by the record."""
    first = len(clause.tokens)
    found = ""
    for sort in ("lint", "test", "build", "ci"):
        at = clause.at(sort)
        if 0 <= at < first:
            first, found = at, sort
    if not found and clause.has("testpath"):
        return "test"
    if clause.has("testpath") and found == "build":
        return "test"
    if not found and clause.has("pass"):
        for sort in ("lint", "test", "build", "ci"):
            if sort in clause.subject:
                return sort
        if context.known.last_check and clause.has("code", "counted", "quantity"):
            return context.known.last_check
    return found


def _has_none_of(clause: Clause) -> bool:
    """`no findings`, `0 errors`, `nothing to report`."""
    for i, token in enumerate(clause.tokens):
        if "zero" in token.tags and any("problem" in one.tags for one in clause.tokens[i + 1 : i + 4]):
            return True
    return False


def _without_problem(clause: Clause) -> bool:
    for i, token in enumerate(clause.tokens[:-1]):
        if token.text in ("without", "sin", "ohne", "sans") and any(
            "problem" in one.tags for one in clause.tokens[i + 1 : i + 4]
        ):
            return True
    return False


def _is_denied(clause: Clause) -> bool:
    """`not`, where it does not belong to a figure such as `no errors`."""
    for i, token in enumerate(clause.tokens):
        if "not" in token.tags and token.text != "without":
            if "zero" in token.tags and i + 1 < len(clause.tokens):
                continue
            return True
    return False
