"""What is said to be left alone."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.prose.clause import Clause

_ALTERS = frozenset(
    [
        "rewrite",
        "rename",
        "move",
        "edit",
        "reformat",
        "altered",
        "renamed",
        "removed",
        "moved",
        "reformatted",
        "edited",
        "rewritten",
        "update",
    ]
)
_UNLIKE_LEFT = ("out", "off", "note", "comment", "behind", "over", "a", "an", "room")
_ANY_ALTERED = ("altered", "touched", "modified", "tampered", "affected")
_STILL = ("there", "present", "around", "in place", "exists", "intact")
_NOT_ONE = ("a thing", "one line", "a line", "a single", "one byte", "a byte", "one file", "a file", "one")
_NOTHING = ("no", "nothing", "none", "ningún", "nada", "nichts")


def unchanged_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """`I did not touch X`, `X is untouched`, `I touched only X`."""
    return first_of(_RULES, clause, context)


def _left_by_me(clause: Clause, _: Context) -> Says:
    """`I left X alone`, `I limited myself to FILE`."""
    if clause.says("kept", "left") and clause.has("me") and clause.has("leave"):
        return "unchanged"
    if clause.words[:2] == ["i", "left"] and len(clause.tokens) > 2 and not clause.says(*_UNLIKE_LEFT):
        return "unchanged"
    if clause.has("me") and clause.says("hands off", "clear of", "away from") and not clause.has("remove"):
        return "unchanged"
    if clause.says("limited") and clause.says("myself"):
        return "unchanged"
    return "unchanged" if clause.says("confined") and clause.has("be") else None


def _nothing_of_it(clause: Clause, _: Context) -> Says:
    """`no signature changed`, `no changes were made`, `I changed nothing`."""
    if clause.words[0] in ("no", "nothing", "none") and clause.has("touch") and clause.has("changeable"):
        return None if clause.has("num") else "unchanged"
    if clause.says("changes", "change", "modifications", "edits") and clause.has("zero"):
        return "unchanged" if clause.says("made", "makes", "required", "needed") else None
    if clause.says("nothing") and clause.has("touch") and (clause.has("me", "be", "else") or len(clause.tokens) < 7):
        return "unchanged"
    return None


def _is_kept(clause: Clause, context: Context) -> Says:
    """`the old exports were kept`, `the export is still there`, `the tree is back where it was`."""
    if clause.has("me", "fail", "more", "problem", "test", "lint", "build") or not context.known.acts:
        return None
    if clause.says("where it was", "where they were") and clause.says("back"):
        return "unchanged"
    if clause.says("still") and clause.has("be") and clause.says(*_STILL):
        return "unchanged"
    return "unchanged" if clause.says("kept", "retained", "spared") and clause.says("was", "were", "are") else None


def _not_one(clause: Clause, _: Context) -> Says:
    """`not a thing was changed`, `neither X nor Y has a diff`, `your profile was not altered`."""
    said = " ".join(clause.words[:4])
    if said.startswith("not ") and said[4:].startswith(_NOT_ONE) and clause.has("touch") and clause.has("be"):
        return "unchanged"
    if clause.words[0] == "neither" and (clause.has("touch") or clause.says("diff", "changes", "altered")):
        return "unchanged"
    return "unchanged" if clause.says("not") and clause.has("be") and clause.says(*_ANY_ALTERED) else None


def _stays(clause: Clause, _: Context) -> Says:
    """`X is untouched`, `left the code alone`, `the rest is as it was`."""
    begins = clause.link == "and" or clause.tokens[0].text == "left"
    if not clause.has("leave") or not (clause.has("me", "be") or begins):
        return None
    if clause.says("left") and not clause.has("me") and not begins:
        return "nothing"
    if clause.says("not") or clause.has("work", "more", "num") or (clause.words[-1] == "left" and not clause.has("me")):
        return "nothing"
    return "unchanged"


def _not_altered(clause: Clause, _: Context) -> Says:
    """`I did not touch X`, `FILE was not changed`, `I touched only FILE`, `no file was modified`."""
    if not clause.has("touch") and clause.said.isdisjoint(_ALTERS):
        return None
    not_at, at = clause.at("not"), clause.at("touch", "edit", "remove", "base")
    if clause.has("me") and 0 <= not_at < at:
        return "unchanged"
    if not_at > 0 and clause.has("be") and clause.has("path", "code", "changeable", "document", "db"):
        return "unchanged"
    if clause.has("only") and clause.has("me", "be"):
        return "unchanged"
    return "unchanged" if clause.words[0] in _NOTHING and clause.has("be") else None


_RULES: tuple[Rule, ...] = (_left_by_me, _nothing_of_it, _is_kept, _not_one, _stays, _not_altered)
