"""What is so now: states that only a change can have brought about."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause

_ALTERED = frozenset(
    "rewrite rename move edit reformat altered renamed removed moved reformatted edited rewritten update".split()
)


def unchanged_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`I did not touch X`, `X is untouched`, `I touched only X`."""
    if {"kept", "left"} & set(clause.words) and clause.has("me") and clause.has("leave"):
        return "unchanged"
    words = set(clause.words)
    if ("limited" in words and "myself" in words) or ("confined" in words and clause.has("be")):
        return "unchanged"
    if (
        clause.words[0] in ("no", "nothing", "none")
        and clause.has("touch")
        and clause.has("changeable")
        and not clause.has("num")
    ):
        return "unchanged"
    if clause.has("leave") and (clause.has("me", "be") or clause.link == "and" or clause.tokens[0].text == "left"):
        left = clause.words
        if "left" in left and not clause.has("me") and clause.link != "and" and clause.tokens[0].text != "left":
            return None
        if "not" in left or clause.has("work", "more", "num") or (left[-1] == "left" and not clause.has("me")):
            return None
        return "unchanged"
    if (
        {"changes", "change", "modifications", "edits"} & set(clause.words)
        and clause.has("zero")
        and {"made", "makes", "required"} & set(clause.words)
    ):
        return "unchanged"
    if not clause.has("touch", "edit", "remove", "base"):
        return None
    at = clause.at("touch", "edit", "remove", "base")
    if "nothing" in clause.words and clause.has("touch") and (clause.has("me", "be", "else") or len(clause.tokens) < 7):
        return "unchanged"
    alters = clause.has("touch") or bool(_ALTERED & set(clause.words))
    if not alters:
        return None
    if clause.has("me") and clause.has("not") and clause.at("not") < at:
        return "unchanged"
    if (
        clause.has("not")
        and clause.has("be")
        and clause.at("not") > 0
        and clause.has("path", "code", "changeable", "document", "db")
    ):
        return "unchanged"
    if clause.has("only") and (clause.has("me") or clause.has("be")):
        return "unchanged"
    first = clause.words[0]
    if first in ("nothing", "no", "none", "ningún", "nada", "nichts") and clause.has("be"):
        return "unchanged"
    return None


def complete_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`all five are done`, `every caller is converted`, `no reference is left`."""
    if clause.denies() and not clause.has("zero") or (clause.has("me") and clause.has("read", "run")):
        return None
    words = clause.words
    if (
        "zero" in clause.tokens[0].tags
        and words[-1] in ("left", "remain", "remains", "remaining")
        and context.kind in ("edited", "deleted", "complete")
    ):
        return "complete"
    if clause.has("zero", "touch") and not clause.has("done"):
        return None
    if _counts_steps(clause):
        return "complete"
    at = clause.at("quantity")
    if (
        at == 0
        and clause.has("now")
        and (clause.has("present") or clause.has("num"))
        and not clause.has("test", "work", "lint", "build", "anymore")
        and context.known.changes
    ):
        return "complete"
    if (
        at >= 0
        and words[at] in ("all", "every", "each")
        and clause.has("edit", "add", "remove")
        and context.known.changes
        and not clause.paths()
        and not clause.has("be", "test", "lint", "build")
    ):
        return "complete"
    if at < 0 or not clause.has("done"):
        return None
    if clause.has("test", "lint") and not clause.has("edit", "add", "fix"):
        return None
    if clause.has("path") and words[at] == "both":
        return None
    return "complete" if context.known.acts or clause.has("me") else None


def _counts_steps(clause: Clause) -> bool:
    """`steps 1 to 4 are done`."""
    words = set(clause.words)
    is_done = bool(words & {"done", "finished", "complete", "completed"}) and clause.has("be")
    return is_done and clause.has("num") and bool(words & {"steps", "items", "points", "tasks", "todos", "parts"})


def state_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`X now uses Y`, `the typedef is in FILE`, `login works again`."""
    known = context.known
    if {"reports", "says", "reported"} & set(clause.words):
        return None
    if "back" in clause.words and clause.has("be") and known.acts and not clause.denies():
        return "edited" if clause.has("path", "commit") else "fixed"
    if (
        known.changes
        and (clause.has("anymore") or ("can" in clause.words and clause.has("now")))
        and not clause.has("test", "lint", "build")
    ):
        return "edited" if clause.paths() or context.bracket_paths(clause) else "fixed"
    if clause.has("fail") and not clause.has("anymore"):
        return None
    if not (known.acts):
        return None
    if clause.has("there") and clause.paths() and not clause.has("prep"):
        return "deleted" if "no longer" in clause.words else "created"
    paths = clause.paths() or context.bracket_paths(clause)
    if clause.denies() and not clause.has("anymore"):
        return None
    if {"was", "were"} & set(clause.words) and not clause.has("again"):
        return None
    if (
        known.changes
        and clause.has("now", "be")
        and clause.has("setting")
        and clause.has("now")
        and clause.has("num", "code")
        and not clause.has("more")
    ):
        return "edited"
    if (
        known.changes
        and clause.has("now")
        and clause.at("base") > 0
        and not clause.has("vs", "pass", "me", "be", "test", "build", "lint", "modal", *_ACTED)
    ):
        return "edited" if paths else "fixed"
    if known.changes and clause.has("now") and clause.has("vs") and not clause.has("present", "pass", "me", *_ACTED):
        return "edited" if paths else "fixed"
    changed = any(known.state_of(context.text_of(path)) for path in paths)
    if (
        (clause.has("be") or {"live", "lives", "sits", "resides"} & set(clause.words))
        and clause.paths()
        and _lies_in(clause)
    ):
        is_new = all(known.writes(text) or not known.state_of(text) for text in map(context.text_of, paths))
        return "created" if is_new and known.acts else "edited"
    if (
        clause.has("work")
        and not clause.has("tree")
        and _is_behaviour(clause)
        and (known.changes or clause.has("now", "be"))
    ):
        return "fixed"
    if (clause.has("present") or clause.has("be")) and (clause.has("now") or (changed and clause.has("present"))):
        if clause.has("test", "lint") and clause.has("pass"):
            return None
        if clause.has("digits") and clause.has("counted", "measure") and not paths:
            return None
        if (
            paths
            or (clause.has("code") and not clause.has("cmd"))
            or clause.has("document")
            or {"has", "called"} & set(clause.words)
        ):
            return "edited"
        return "fixed" if clause.has("now") and known.changes else None
    if _is_progressing(clause) and known.acts and not clause.has("me", "test"):
        return "fixed"
    if (
        "code" in clause.tokens[0].tags
        and clause.has("be")
        and known.changes
        and sum("code" in one.tags for one in clause.tokens) > 1
        and not clause.has("cmd", "test", "num", "more")
    ):
        return "edited"
    if clause.has("have", "be"):
        return None
    if clause.has("base") and known.changes and (clause.has("me") or (clause.link == "and" and "me" in clause.subject)):
        return "edited"
    return None


_ACTED = ("edit", "add", "remove", "create", "delete", "install", "run", "report")


def _is_progressing(clause: Clause) -> bool:
    """`the worker is listening on its port`."""
    tokens = clause.tokens
    return any("be" in one.tags and "ving" in next_one.tags for one, next_one in zip(tokens, tokens[1:], strict=False))


def _lies_in(clause: Clause) -> bool:
    for i, token in enumerate(clause.tokens[1:], 1):
        if "path" in token.tags and clause.tokens[i - 1].text in ("in", "to", "at", "under", "into", "inside"):
            return True
    return False


def _is_behaviour(clause: Clause) -> bool:
    if clause.paths() and not (clause.has("again") or {"works", "work", "working"} & set(clause.words)):
        return False
    return not clause.has("digits") and not clause.has("modal")
