"""Checks that are said to pass: tests, builds, linters."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.kinds.sorts import SORTS, sort_in, sort_of
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.predicates import is_verb
from reverie.quality.claims.words.lexicon import NONE

_KINDS: dict[str, ClaimKind] = {"test": "tests_pass", "ci": "tests_pass", "build": "build_ok", "lint": "lint_ok"}
_COMPLAINS = ("complain", "complains", "complained", "objects", "object", "grumbles", "protests")
_ECHOES = ("does", "do", "did", "is", "are", "was", "were")
_GREEN = ("green", "passing", "grün", "verde", "vert")
_WEAK = frozenset(["complete", "completed", "finished", "finishes", "completes", "exact", "sound", "intact"])
_BUT = frozenset(["but", "except", "save"])


def check_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that says that a check passes, or how much of it."""
    if clause.tokens[0].tags & {"commit", "push"} and not clause.has("test", "lint", "build"):
        return None  # `The test was fixed and committed successfully`
    return first_of(_RULES, clause, context)


def _no_test_fails(clause: Clause, _: Context) -> Says:
    """`no test fails`, `no failing tests`."""
    at = clause.at("zero")
    if at < 0 or not clause.has("test") or not clause.has("fail"):
        return None
    behind = NONE.union(*(token.tags for token in clause.tokens[at + 1 :]))
    return "tests_pass" if {"test", "fail"} <= behind else None


def _complains_not(clause: Clause, _: Context) -> Says:
    """`neither ruff nor mypy complains`."""
    return _KINDS.get(sort_in(clause)) if clause.has("not") and clause.says(*_COMPLAINS) else None


def _so_does(clause: Clause, context: Context) -> Says:
    """`the tests pass, and so does the linter`."""
    if clause.tokens[0].text not in _ECHOES or context.kind not in _KINDS.values():
        return None
    if context.kind is not None and clause.says("whole", "rest", "others", "other", "full", "remaining"):
        return _KINDS.get(sort_in(clause), context.kind)
    return _KINDS.get(sort_in(clause))


def _passes_in_part(clause: Clause, _: Context) -> Says:
    """`12 of the 14 tests pass`, `all but one`."""
    if not clause.has("test") or not clause.has("pass"):
        return None
    words = clause.words
    if (clause.has("quantity") or clause.says("except")) and not _BUT.isdisjoint(words[1:]):
        return "output"
    for one, of, other in zip(words, words[1:], words[2:], strict=False):
        if of in ("of", "of the") and one.isdigit() and other.isdigit() and one != other:
            return "output"
    return None


def _is_none(clause: Clause, _: Context) -> Says:
    """Denials and failures; and `the commit went through after the hook ran`, which is of the commit."""
    if clause.denies():
        return "nothing"
    if clause.fails() and not clause.finds_none() and not ("from" in clause.said and clause.words[-1] in _GREEN):
        return "nothing"
    at = clause.at("commitword")
    return "nothing" if 0 <= at < max(clause.at(*SORTS), 1) else None


def _only_ran(clause: Clause, _: Context) -> Says:
    """``pytest` went through`: it ended; how is not said."""
    is_command = clause.has("cmd") and not clause.has("installcmd", "build", "lint")
    return "ran" if is_command and clause.says("went through", "ran through") else None


def _alternates(clause: Clause, _: Context) -> Says:
    """`passed twice`, `failed once`."""
    is_counted = clause.says("twice", "once", "times") and clause.has("pass", "fail")
    return "output" if is_counted and not clause.has("me") else None


def _ticked(clause: Clause, _: Context) -> Says:
    """`✅ Tests`."""
    is_bare = clause.is_done and len(clause.tokens) <= 2 and clause.verb_at() < 0
    return _KINDS.get(sort_in(clause)) if is_bare else None


def _hands_over(clause: Clause, _: Context) -> Says:
    """`the tests pass a mock to X`."""
    for one, other in zip(clause.tokens, clause.tokens[1:], strict=False):
        if one.text in ("pass", "passes") and other.text in ("a", "an", "the"):
            return "nothing"
    return None


def _installs(clause: Clause, _: Context) -> Says:
    """``npm ci` went through`, `the installation is complete`."""
    if clause.has("installcmd") and not clause.has("me") and (clause.finds_none() or clause.has("pass")):
        return "installed"
    return "installed" if clause.has("installword") and clause.has("pass", "done") else None


def _builds(clause: Clause, _: Context) -> Says:
    """`X builds`, `X was compiled`, `both images are built`."""
    tokens = clause.tokens
    for i, token in enumerate(tokens):
        if "built" not in token.tags or not is_verb(tokens, i) or clause.has("anymore"):
            continue
        if clause.has("be", "me") or i in (0, len(tokens) - 1) or token.text.endswith("s"):
            of_a_file = clause.has("path") and not clause.has("build", "me")
            has_part = token.text == "builds" and i and tokens[i - 1].tags & {"present", "path"}
            return None if of_a_file or (has_part and not clause.has("build")) else "build_ok"
    return None


def _passes(clause: Clause, context: Context) -> Says:
    """A check is named, or meant, and said to be in order."""
    sort = sort_of(clause, context)
    if not sort:
        return None
    passes = {token.text for token in clause.tokens if "pass" in token.tags}
    if sort == "test" and passes and passes <= _WEAK:
        return None
    if passes or clause.tokens[0].text == "including":
        return _KINDS[sort]
    return _has_no_problem(sort, clause)


def _has_no_problem(sort: str, clause: Clause) -> Says:
    if sort == "lint" and clause.finds_none() and not clause.has("edit"):
        return "lint_ok"
    counts_none = clause.has("zero") and clause.has("digits") and clause.has("cmd") and clause.finds_none()
    if sort == "test" and counts_none and not clause.has("edit", "add"):
        return "tests_pass"
    if sort == "build" and clause.says("works", "working"):
        return "build_ok"
    return _KINDS[sort] if clause.runs_without_problem() and not clause.has("run") else None


_RULES: tuple[Rule, ...] = (
    _no_test_fails,
    _complains_not,
    _so_does,
    _passes_in_part,
    _is_none,
    _only_ran,
    _alternates,
    _ticked,
    _hands_over,
    _installs,
    _builds,
    _passes,
)
