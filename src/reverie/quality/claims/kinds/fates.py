"""How things ended: what is gone for good, and what is in order again."""

from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Says
from reverie.quality.claims.kinds.sharing import names_change
from reverie.quality.claims.prose.clause import Clause

_SHORTEST, _LONGEST = 3, 5
_TROUBLE = ("problem", "behaviour", "finding", "fail")
_CHECKS = ("test", "lint", "build", "ci")
_HOLDS = frozenset(["be", "present", "vs", "have", "work", "base"])
_WORTHY = frozenset(
    [
        "idempotent",
        "robust",
        "reliable",
        "thread-safe",
        "stable",
        "deterministic",
        "consistent",
        "resilient",
        "safe",
        "portable",
        "accessible",
        "responsive",
        "faster",
        "quicker",
        "reproducible",
        "reentrant",
        "race-free",
        "null-safe",
        "atomic",
        "compatible",
    ]
)


def is_past(clause: Clause, context: Context) -> Says:
    """`the crash is a thing of the past`, `the old directory is history`, `X is no longer a dependency`."""
    if not clause.has("past_it") or clause.has("me", *_CHECKS) or not context.known.acts:
        return None
    at = clause.at("past_it")
    follows = at > 0 and (clause.words[at].endswith("no more") or clause.tokens[at - 1].tags & {"be", "have"})
    if not follows or at < len(clause.tokens) - 2:
        return None
    if clause.has(*_TROUBLE) or "ving" in clause.tokens[0].tags:
        return "fixed"
    if context.known.deletes_any or not context.known.edits_any:
        return "deleted"
    return "edited" if names_change(clause, context) else "fixed"


def is_no_dependency(clause: Clause, context: Context) -> Says:
    """`X is no longer a dependency`."""
    is_over = clause.has("anymore") and clause.has("be") and clause.has("package")
    return "deleted" if is_over and context.known.acts and not clause.has("me", "fail") else None


def holds_again(clause: Clause, context: Context) -> Says:
    """`sorting is stable again`, `players find the exit again`."""
    if not clause.has("again") or clause.has("me", "you", "run", "fail", *_CHECKS) or not context.known.acts:
        return None
    if (
        clause.denies()
        or clause.all_paths()
        or clause.says("then")
        or (clause.has("digits") and clause.has("counted", "more"))
    ):
        return None
    return "fixed" if any(token.tags & _HOLDS for token in clause.tokens[1:]) else None


def is_new_state(clause: Clause, context: Context) -> Says:
    """`players find the exit again`, `umlauts survive now`: whatever the verb, the adverb says that it was not so."""
    if not clause.has("now") or clause.says("instead") or clause.has("me", "you", "fail", "past", *_CHECKS):
        return None
    if clause.denies() or clause.says("was", "were", "then") or clause.has("more") or len(clause.tokens) < _SHORTEST:
        return None
    if clause.tokens[0].tags & {"now", "base"} or (clause.has("digits") and clause.has("counted")):
        return None
    if not (context.known.changes or context.known.asks_agents):
        return None
    return "edited" if clause.all_paths() else "fixed"


def is_of_all(clause: Clause, context: Context) -> Says:
    """`every route answers in JSON`, of what was changed."""
    at = clause.at("quantity")
    if (
        clause.link == "comma"
        or not 0 <= at < _SHORTEST
        or clause.says("whole", "entire")
        or not context.known.changes
        or clause.denies()
    ):
        return None
    if clause.has("me", "you", "fail", "past", "report", *_CHECKS) or clause.says("was", "were"):
        return None
    return "complete"


def is_in_or_out(clause: Clause, context: Context) -> Says:
    """`the old parser is out`, `the dependencies are in`."""
    if len(clause.tokens) > _LONGEST or not clause.has("be") or clause.words[-1] not in ("in", "out"):
        return None
    if clause.has("me", "quantity", "pr", *_CHECKS) or clause.denies():
        return None
    if clause.has("package") and context.known.installs:
        return "installed"
    return "edited" if context.known.changes else None


def does_as_it_should(clause: Clause, context: Context) -> Says:
    """`all pages behave as they should`, `it does what it should`."""
    if not clause.has("as_meant") or clause.has("me", "fail", *_CHECKS) or clause.denies():
        return None
    return "fixed" if context.known.acts and clause.has("work", "be", "vs", "present", "do") else None


def made_worthy(clause: Clause, context: Context) -> Says:
    """`I made the import idempotent`."""
    is_made = clause.says("made") and clause.words[-1] in _WORTHY and not clause.all_paths()
    return "fixed" if is_made and context.known.changes else None
