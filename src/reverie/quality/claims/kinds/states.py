"""What is so now: states that only a change can have brought about."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.fates import (
    does_as_it_should,
    holds_again,
    is_in_or_out,
    is_new_state,
    is_no_dependency,
    is_of_all,
    is_past,
)
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.prose.clause import Clause

_ACTED = ("edit", "add", "remove", "create", "delete", "install", "run", "report")
_CHECKS = ("test", "lint", "build")
_IN = frozenset(["in", "to", "at", "under", "into", "inside"])
_MENDS = ("fixes", "solves", "cures", "repairs", "resolves", "remedies", "settles", "eliminates", "prevents")
_WORKS = ("works", "work", "working")


def state_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`X now uses Y`, `the typedef is in FILE`, `login works again`."""
    if clause.says("reports", "says", "reported") or not context.known.acts:
        return None
    return first_of(_RULES, clause, context)


def _this_mends(clause: Clause, context: Context) -> Says:
    """`this fixes the overlap`, `that solves it`."""
    is_this = clause.words[0] in ("this", "that", "it", "which") and clause.says(*_MENDS)
    return "fixed" if is_this and context.known.changes and not clause.denies() else None


def _is_here(clause: Clause, context: Context) -> Says:
    """`here is your PDF: FILE`."""
    return (
        "created"
        if clause.words[:2] in (["here", "is"], ["here", "are"]) and not clause.has("quantity") and context.known.acts
        else None
    )


def _exists(clause: Clause, context: Context) -> Says:
    """`the security group exists`, after something that ran."""
    is_there = clause.words[-1] in ("exists", "exist") and len(clause.tokens) > 1 and not context.known.changes
    return "created" if is_there and not clause.has("me", "still", "problem", "fail", "zero") else None


def _is_back(clause: Clause, _: Context) -> Says:
    """`FILE is back to the committed state`, `the button is back`."""
    if not clause.says("back") or not clause.has("be") or clause.denies():
        return None
    return "edited" if clause.has("path", "commit") else "fixed"


def _no_more(clause: Clause, context: Context) -> Says:
    """`X no longer fails`, `users can filter now`."""
    if not (context.known.changes or context.known.asks_agents) or clause.has(*_CHECKS):
        return None
    if clause.says("exists", "exist") and clause.has("anymore") and clause.paths():
        return "deleted"
    is_new = clause.has("anymore") or (clause.says("can") and clause.has("now"))
    return _placed(clause) if is_new else None


def _placed(clause: Clause) -> ClaimKind:
    """A change when a file is named, else behaviour."""
    return "edited" if clause.all_paths() else "fixed"


def _is_none(clause: Clause, _: Context) -> Says:
    """Failures, denials, and what was before."""
    if clause.has("anymore"):
        return None
    if clause.has("fail") or clause.denies():
        return "nothing"
    return "nothing" if clause.says("was", "were") and not clause.has("again") else None


def _is_there(clause: Clause, context: Context) -> Says:
    """`FILE is in place`."""
    if not clause.has("there") or not clause.paths() or clause.has("prep"):
        return None
    return "created" if context.may_bring(clause.paths()) else None


def _is_set(clause: Clause, context: Context) -> Says:
    """`the version is 2.1.0 now`."""
    if not context.known.changes or not clause.has("setting") or not clause.has("now") or clause.has("more"):
        return None
    return "edited" if clause.has("be") and clause.has("num", "code") else None


def _does_now(clause: Clause, context: Context) -> Says:
    """`log lines carry an id now`: a verb of which nothing more is known."""
    if not context.known.changes or not clause.has("now") or clause.has("pass", "me", *_ACTED):
        return None
    if clause.has("vs"):
        return None if clause.has("present") else _placed(clause)
    return _placed(clause) if clause.at("base") > 0 and not clause.has("be", "modal", *_CHECKS) else None


def _lies_in(clause: Clause, context: Context) -> Says:
    """`the typedef is in FILE`, `the handlers live in FILE`."""
    if not (clause.has("be") or clause.says("live", "lives", "sits", "resides")):
        return None
    pairs = zip(clause.tokens, clause.tokens[1:], strict=False)
    if not any(one.text in _IN and "path" in other.tags for one, other in pairs):
        return None
    if not context.may_bring(clause.paths()):
        return "nothing"
    texts = [context.text_of(path) for path in clause.paths()]
    if context.known.ran_with("mv ") and not any(context.known.state_of(text) for text in texts):
        return "edited"
    is_new = all(context.known.writes(text) or not context.known.state_of(text) for text in texts)
    return "created" if is_new else "edited"


def _works(clause: Clause, context: Context) -> Says:
    """`login works again`, `the page loads`."""
    if not clause.has("work") or clause.has("tree", "digits", "modal"):
        return None
    if clause.paths() and not (clause.has("again") or clause.says(*_WORKS)):
        return None
    return "fixed" if context.known.changes or clause.has("now", "be") else None


def _has_now(clause: Clause, context: Context) -> Says:
    """`FILE uses X`, `Parser takes a flag now`, `search ignores case now`."""
    paths = clause.all_paths()
    is_new = clause.has("now") or (clause.has("present") and context.changes_any(paths))
    if not is_new or not clause.has("present", "be"):
        return None
    if clause.has("test", "lint") and clause.has("pass"):
        return "nothing"
    if clause.has("digits") and clause.has("counted", "measure") and not paths:
        return "nothing"
    names_code = clause.has("code") and not clause.has("cmd")
    if paths or names_code or clause.has("document") or clause.says("has", "called"):
        return "edited"
    return "fixed" if clause.has("now") and context.known.changes else "nothing"


def _is_listening(clause: Clause, _: Context) -> Says:
    """`the worker is listening on its port`."""
    pairs = zip(clause.tokens, clause.tokens[1:], strict=False)
    progresses = any("be" in one.tags and "ving" in other.tags for one, other in pairs)
    return "fixed" if progresses and not clause.has("me", "test", "pass") else None


def _code_is_code(clause: Clause, context: Context) -> Says:
    """``retries` is `3``."""
    codes = sum("code" in token.tags for token in clause.tokens)
    if codes < 2 or "code" not in clause.tokens[0].tags or not clause.has("be") or not context.known.changes:
        return None
    return None if clause.has("cmd", "test", "num", "more") else "edited"


def _document_says(clause: Clause, context: Context) -> Says:
    """`the README mentions the flag`, when it was changed."""
    subject = clause.tokens[: max(clause.verb_at(), 0)]
    names = [token.text for token in subject if "document" in token.tags]
    is_changed = any(context.known.changes_named(name) for name in names)
    return "edited" if is_changed and clause.has("present") else None


def _i_do(clause: Clause, context: Context) -> Says:
    """`I guard the map with a lock`."""
    if clause.has("have", "be") or not clause.has("base") or not context.known.changes:
        return None
    return "edited" if clause.has("me") or (clause.link == "and" and "me" in clause.subject) else None


_RULES: tuple[Rule, ...] = (
    _this_mends,
    is_past,
    is_no_dependency,
    does_as_it_should,
    _is_back,
    _no_more,
    _is_none,
    _is_there,
    _is_here,
    _exists,
    _is_set,
    _does_now,
    _lies_in,
    _works,
    holds_again,
    _has_now,
    _is_listening,
    _code_is_code,
    _document_says,
    _i_do,
    is_in_or_out,
    is_new_state,
    is_of_all,
)
