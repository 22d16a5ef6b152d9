"""What is said of all of something: that nothing of it is left to do."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.prose.clause import Clause

_LEFT = ("left", "remain", "remains", "remaining")
_STEPS = ("steps", "items", "points", "tasks", "todos", "parts")


def complete_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`all five are done`, `every caller is converted`, `no reference is left`."""
    if clause.has("me") and clause.has("read", "run"):
        return None
    return first_of(_RULES, clause, context)


def _none_left(clause: Clause, context: Context) -> Says:
    """`no reference is left`, `no more TODOs`; `nothing is left` says too little."""
    if "zero" not in clause.tokens[0].tags or clause.words[0] in ("nothing", "0") or not context.known.changes:
        return None
    if clause.has("test", "lint", "finding"):
        return None
    return "complete" if clause.says(*_LEFT) or clause.words[1:2] == ["more"] else None


def _is_none(clause: Clause, _: Context) -> Says:
    if clause.denies() and not clause.has("zero"):
        return "nothing"
    return "nothing" if clause.has("zero", "touch") and not clause.has("done") else None


def _counts_steps(clause: Clause, _: Context) -> Says:
    """`steps 1 to 4 are done`."""
    is_done = clause.says("done", "finished", "complete", "completed") and clause.has("be")
    return "complete" if is_done and clause.has("num") and clause.says(*_STEPS) else None


def _all_now(clause: Clause, context: Context) -> Says:
    """`each of the handlers now logs its errors`, `everything you asked for is in`."""
    if clause.at("quantity") == 0 and clause.has("now") and clause.has("present", "num") and context.known.changes:
        return None if clause.has("test", "work", "lint", "build", "anymore") else "complete"
    is_in = clause.words[-2:] in (["is", "in"], ["are", "in"])
    return "complete" if is_in and clause.has("quantity") and context.known.acts else None


def _changed_all(clause: Clause, context: Context) -> Says:
    """`removed every print`, `I added docstrings to all functions`."""
    at = clause.at("quantity")
    if at < 0 or clause.tokens[at].text not in ("all", "every", "each") or not clause.has("edit", "add", "remove"):
        return None
    if clause.paths() or clause.has("be", "test", "lint", "build") or not context.known.changes:
        return None
    return "complete"


def _all_done(clause: Clause, context: Context) -> Says:
    """`all imports are updated`, `everything is finished`."""
    at = clause.at("quantity")
    if at < 0 or not clause.has("done"):
        return None
    if clause.has("test", "lint") and not clause.has("edit", "add", "fix"):
        return None
    if clause.has("path") and clause.tokens[at].text == "both":
        return None
    return "complete" if context.known.acts or clause.has("me") else None


_RULES: tuple[Rule, ...] = (_none_left, _is_none, _counts_steps, _all_now, _changed_all, _all_done)
