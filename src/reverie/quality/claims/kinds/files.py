"""What was done to files: created, deleted, edited; by the verb, by where its paths stand, and by the record."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_PUTS = frozenset(["put", "added", "saved", "stored", "set", "exported", "moved", "extracted", "split"])
_KEEPS = frozenset(["saved", "stored", "exported"])
_STATIVE = frozenset(
    [
        "noted",
        "mentioned",
        "described",
        "included",
        "ignored",
        "hidden",
        "closed",
        "shown",
        "listed",
        "bound",
        "sorted",
        "reduced",
        "increased",
        "reset",
        "set",
        "declared",
        "defined",
    ]
)
_DESCRIPTIVE = frozenset(
    [
        "defined",
        "declared",
        "described",
        "documented",
        "handled",
        "configured",
        "registered",
        "exported",
        "implemented",
        "mentioned",
        "called",
        "covered",
        "referenced",
        "exposed",
        "wrapped",
        "extended",
        "set",
        "limited",
        "cached",
        "included",
        "enabled",
        "disabled",
    ]
)
_AND = frozenset([",", "and", "&", "und", "y", "et"])


def of_creation(clause: Clause, context: Context) -> ClaimKind | None:
    """`wrote a test in FILE` is an edit when the record has FILE as edited, not written."""
    known = context.known
    if clause.says("was", "were") and not known.acts:
        return None
    paths = clause.paths()
    texts = [context.text_of(path) for path in paths]
    if texts and all(known.state_of(text) and not known.writes(text) for text in texts):
        at = clause.tokens.index(paths[0])
        if at and "prep" in clause.tokens[at - 1].tags:
            return "edited"
    return "created"


def of_removal(clause: Clause, context: Context) -> ClaimKind:
    """`removed FILE` deletes it, `removed X from FILE` edits it."""
    known = context.known
    if clause.has("repo_thing") and not clause.has("prep"):
        return "deleted"
    at = clause.at("path")
    if at < 0:
        return "deleted" if not known.edits_any else "edited"
    if at and "prep" in clause.tokens[at - 1].tags:
        return "edited"
    text = context.text_of(clause.tokens[at])
    return "deleted" if not known.state_of(text) or known.deletes(text) else "edited"


def of_change(verb: Token, clause: Clause, context: Context) -> ClaimKind | None:
    """Of a verb that changes something."""
    paths = clause.paths()
    if clause.words[0] in ("what", "how") and not clause.has("me"):
        return None
    if verb.text in _PUTS and context.writes_any(paths):
        return "created"
    if verb.text in _KEEPS or (verb.text == "applied" and not paths):
        return "created" if paths else None
    if clause.has("be") and not clause.has("me") and _only_describes(verb, context):
        return None
    if verb.text in _STATIVE and not paths and not clause.has("me"):
        return None
    return "edited"


def _only_describes(verb: Token, context: Context) -> bool:
    """`X is defined in FILE`, when nothing was changed."""
    known = context.known
    return not known.acts or (verb.text in _DESCRIPTIVE and not known.changes)


def turns_into_new(clause: Clause, context: Context) -> bool:
    """`converted the clip to FILE`, when nothing was edited."""
    return bool(clause.paths()) and not context.known.changes


def without_verb(clause: Clause, context: Context) -> ClaimKind | None:
    """`new file FILE`, `- rate limit in FILE`."""
    named = clause.all_paths() or (context.block.shape != "text" and clause.has("repo_thing"))
    if clause.has("new") and named and (not clause.has("be") or clause.words[-1] == "new"):
        return "created"
    return "edited" if _lists_change(clause, context) else None


def _lists_change(clause: Clause, context: Context) -> bool:
    """A thing and its place, without a verb."""
    paths = clause.all_paths()
    if not paths or clause.verb_at() >= 0 or clause.has("pass", "fail", "problem", "if"):
        return False
    if all("code" in token.tags or token.text in _AND for token in clause.tokens) and clause.paths():
        return False
    is_item = context.block.shape == "item" and (context.role == "done" or clause.is_done)
    is_changed = context.changes_any(paths) and clause.link in ("with", "", "comma", "bracket", "colon", "and", "hard")
    return is_changed or (is_item and context.known.acts)
