"""What is so now: states that only a change can have brought about."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause

_ALTERED = frozenset("rewrite rename move edit reformat altered renamed removed moved reformatted edited rewritten update".split())


def unchanged_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`I did not touch X`, `X is untouched`, `I touched only X`."""
    if {"kept", "left"} & set(clause.words) and clause.has("me") and clause.has("leave"):
        return "unchanged"
    if clause.has("leave") and (clause.has("me", "be") or clause.link == "and" or clause.tokens[0].text == "left"):
        left = clause.words
        if "left" in left and not clause.has("me") and clause.link != "and" and clause.tokens[0].text != "left":
            return None
        if "not" in left or clause.has("work", "more", "num") or (left[-1] == "left" and not clause.has("me")):
            return None
        return "unchanged"
    if {"changes", "change", "modifications", "edits"} & set(clause.words) and clause.has("zero") and {"made", "makes", "required"} & set(clause.words):
        return "unchanged"
    if not clause.has("touch", "edit", "remove", "base"):
        return None
    at = clause.at("touch", "edit", "remove", "base")
    alters = clause.has("touch") or bool(_ALTERED & set(clause.words))
    if not alters:
        return None
    if clause.has("me") and clause.has("not") and clause.at("not") < at:
        return "unchanged"
    if clause.has("only") and (clause.has("me") or clause.has("be")):
        return "unchanged"
    first = clause.words[0]
    if first in ("nothing", "no", "none", "ningún", "nada", "nichts") and clause.has("be"):
        return "unchanged"
    return None


def complete_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`all five are done`, `every caller is converted`, `no reference is left`."""
    if clause.denies() and not clause.has("zero"):
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
    at = clause.at("quantity")
    if at == 0 and clause.has("present") and clause.has("now") and not clause.has("test", "work") and context.known.changes:
        return "complete"
    if at < 0 or not clause.has("done"):
        return None
    if clause.has("test", "lint") and not clause.has("edit", "add"):
        return None
    if clause.has("path") and words[at] == "both":
        return None
    return "complete" if context.known.acts or clause.has("me") else None


def state_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`X now uses Y`, `the typedef is in FILE`, `login works again`."""
    known = context.known
    if {"reports", "says", "reported"} & set(clause.words):
        return None
    if "back" in clause.words and clause.has("be", "path") and known.acts and not clause.denies():
        return "edited"
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
    if known.changes and clause.has("now") and clause.has("vs") and not clause.has("present", "pass", "me", *_ACTED):
        return "edited" if paths else "fixed"
    changed = any(known.state_of(context.text_of(path)) for path in paths)
    if (clause.has("be") or {"live", "lives", "sits", "resides"} & set(clause.words)) and clause.paths() and _lies_in(clause):
        is_new = all(known.writes(text) or not known.state_of(text) for text in map(context.text_of, paths))
        return "created" if is_new and known.acts else "edited"
    if clause.has("work") and _is_behaviour(clause):
        return "fixed"
    if (clause.has("present") or clause.has("be")) and (clause.has("now") or (changed and clause.has("present"))):
        if clause.has("test", "lint") and clause.has("pass"):
            return None
        if clause.has("digits") and clause.has("counted", "measure") and not paths:
            return None
        if paths or clause.has("document") or {"has", "called"} & set(clause.words):
            return "edited"
        return "fixed" if clause.has("now") and known.changes else None
    if clause.has("base") and known.changes and (clause.has("me") or (clause.link == "and" and "me" in clause.subject)):
        return "edited"
    return None


_ACTED = ("edit", "add", "remove", "create", "delete", "install", "run", "report")


def _lies_in(clause: Clause) -> bool:
    for i, token in enumerate(clause.tokens[1:], 1):
        if "path" in token.tags and clause.tokens[i - 1].text in ("in", "to", "at", "under", "into", "inside"):
            return True
    return False


def _is_behaviour(clause: Clause) -> bool:
    if clause.paths() and not (clause.has("again") or {"works", "work", "working"} & set(clause.words)):
        return False
    return not clause.has("digits") and not clause.has("modal")
