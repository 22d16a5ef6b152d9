"""What is said of all of something: that nothing of it is left to do."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.kinds.sharing import names_change
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_EVERYWHERE = ("everywhere", "throughout", "across the board", "wherever")
_CHECKS = ("test", "lint", "build", "ci", "fail", "finding")
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


def _no_one_any_more(clause: Clause, context: Context) -> Says:
    """`nothing refers to it any longer`, `no template loads it any more`, `nothing is left in the crontab`."""
    if clause.words[0] not in ("nothing", "nobody", "none", "no", "not one") or clause.has(*_CHECKS, "me"):
        return None
    if not (context.known.changes or context.known.asks_agents):
        return None
    is_left_there = clause.says(*_LEFT) and clause.has("prep") and clause.words[-1] not in _LEFT
    return "complete" if clause.has("anymore") or is_left_there else None


def _everywhere(clause: Clause, context: Context) -> Says:
    """`X is Y everywhere`, `it is Y throughout the project`."""
    tells_act = clause.paths() or clause.has("me", "edit", "add", "remove")
    if not clause.says(*_EVERYWHERE) or tells_act or clause.has(*_CHECKS, "more") or clause.denies():
        return None
    return "complete" if context.known.changes else None


def _is_whole(clause: Clause, context: Context) -> Says:
    """`the German texts are complete`."""
    is_complete = clause.words[-1] in ("complete", "finished") and clause.has("be")
    if not is_complete or clause.has(*_CHECKS, "run", "service", "installword", "me"):
        return None
    return "complete" if context.known.changes else None


def _all_of_number(clause: Clause, context: Context) -> Says:
    """`all five jobs run as timers now`, `translations of all six pages exist`, `it sits on all three routes`."""
    pairs = zip(clause.tokens, clause.tokens[1:], strict=False)
    counts = any(one.text in ("all", "all of the") and "num" in other.tags for one, other in pairs)
    if (
        names_change(clause, context)
        or not counts
        or clause.has(*_CHECKS, "me", "delete", "remove")
        or not context.known.acts
    ):
        return None
    if clause.has("report") and not clause.has("now"):
        return None
    is_state = clause.has("there", "became", "vs", "now") or (clause.has("base") and not clause.has("be"))
    return "complete" if is_state else None


def _counts_steps(clause: Clause, _: Context) -> Says:
    """`steps 1 to 4 are done`."""
    is_done = clause.says("done", "finished", "complete", "completed", "through", "ticked") and clause.has("be")
    return "complete" if is_done and clause.has("num") and clause.says(*_STEPS) else None


def _all_now(clause: Clause, context: Context) -> Says:
    """`each of the handlers now logs its errors`, `everything you asked for is in`."""
    if names_change(clause, context):
        return None
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
    if clause.has("ci") and clause.has("pass"):
        return None
    if _is_of_deletion(clause) or all(_is_no_deed(one, two) for one, two in _pairs(clause) if "done" in one.tags):
        return None
    if clause.has("path") and clause.tokens[at].text == "both":
        return None
    return "complete" if context.known.acts or clause.has("me") else None


def _is_of_deletion(clause: Clause) -> bool:
    """`both volumes (a, b) were removed`: what is named is said to be deleted."""
    return clause.has("remove", "delete") and any(
        "code" in token.tags for inside in clause.brackets for token in inside
    )


def _is_no_deed(token: Token, after: Token | None) -> bool:
    """`5 out of 5`, `the whole project tested`."""
    return (token.text == "out" and after is not None and after.text == "of") or token.text in ("out of", "tested")


def _pairs(clause: Clause) -> list[tuple[Token, Token | None]]:
    return list(zip(clause.tokens, [*clause.tokens[1:], None], strict=True))


_RULES: tuple[Rule, ...] = (
    _none_left,
    _no_one_any_more,
    _is_none,
    _everywhere,
    _is_whole,
    _all_of_number,
    _counts_steps,
    _all_now,
    _changed_all,
    _all_done,
)
