"""What is said to have come out: figures, values, findings of commands, failures."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.figures import figures_in
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_ENDED = ("finished", "succeeded", "completed", "ended")
_HITS = frozenset(
    [
        "place",
        "places",
        "occurrence",
        "occurrences",
        "hit",
        "hits",
        "match",
        "matches",
        "use",
        "uses",
        "usage",
        "usages",
        "caller",
        "callers",
        "sites",
        "call_sites",
        "reference",
        "references",
        "result",
        "results",
        "files",
        "file",
        "times",
    ]
)
_CLIMBED = ("climbed", "jumped", "sank", "stands", "stood", "went")
_MOVED = ("fell", "dropped", "rose", "grew", "shrank", "halved", "doubled", "improved")
_GAVE = ("printed", "returned", "gave", "showed", "answered", "yielded")
_SOLE = frozenset(["only", "single", "sole", "lone", "one"])
_LABELS = ("output", "result", "ausgabe", "ergebnis")
_DONE = ("edit", "commit", "push", "run", "touch", "create", "delete")
_SHORT = 9
_ROW = 4


def output_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause that tells what something gave, found or took."""
    return first_of(_RULES, clause, context)


def _reported(clause: Clause, context: Context) -> Says:
    """What a sub-session says."""
    if context.is_reported or (clause.has("agent") and clause.has("report", "say", "advice")):
        return "nothing" if clause.has("me") else "output"
    return None


def _refused(clause: Clause, context: Context) -> Says:
    """A call that the person declined gave nothing; a memory that refused did."""
    if context.known.remembers and (clause.says("full", "quota") or (clause.has("memory") and clause.denies())):
        return None if clause.has("me") else "output"
    if clause.says("declined", "denied") or "carried out" in " ".join(clause.words):
        return "nothing"
    return "output" if context.known.remembers and clause.has("fail") else None


def _has_no_source(clause: Clause, context: Context) -> Says:
    """Who only read has seen nothing come out; who searched has seen hits."""
    known = context.known
    if known.shows:
        return None
    if known.browses and figures_in(clause.tokens):
        return "output" if clause.has("report", "be", "vs") and not clause.has("me") else "nothing"
    if not known.searches:
        return "nothing"
    if clause.said & _SOLE and clause.said & _HITS:
        return "output"
    is_hit = bool(clause.said & _HITS) or clause.has("report", "code")
    return "output" if is_hit and figures_in(clause.tokens) else None


def _does_not(clause: Clause, context: Context) -> Says:
    """`the image does not build yet`."""
    known = context.known
    if not clause.denies() or not known.shows:
        return None
    if not clause.has("do") or clause.has("me"):
        return None
    if known.only_runs:
        return "output"
    return "output" if clause.has("built", "pass", "work", "present", "fail", "build") else None


def _failed(clause: Clause, context: Context) -> Says:
    """`npm ci fails`, `I get a timeout`; `all ran without errors`."""
    if not context.known.shows:
        return None
    if clause.has("me"):
        return "output" if clause.has("fail") and clause.says("get", "got") else None
    if clause.denies():
        return None
    if clause.fails() and clause.verb_at() != 0:
        return "output"
    return "output" if clause.finds_none() and clause.has("run") else None


def _measured(clause: Clause, context: Context) -> Says:
    """Figures, comparisons, and values behind a label."""
    if clause.denies() or not context.known.shows:
        return None
    if clause.has("more") and clause.has("be", "report") and not clause.has("me"):
        return "output"
    if clause.words[0] in _LABELS and clause.has("code", "quote", "digits"):
        return "output"
    if figures_in(clause.tokens) or _is_row_of_figure(clause, context):
        return "output"
    if _is_left(clause) and clause.has("be", "report", "leave"):
        return "output"
    if clause.has("num") and (_is_left(clause) or (clause.has("pass") and clause.says("other", "others", "rest"))):
        return "output"
    if clause.has("me"):
        return None
    if context.known.only_runs and clause.has("digits") and clause.has("be", "vs", "present", "ved"):
        return None if clause.has("path", "hash") else "output"
    is_value = clause.link == "colon" and clause.has("digits") and len(clause.tokens) < _SHORT
    if is_value and context.known.runs and not clause.has("path") and not clause.says("#"):
        return "output"
    moved = clause.says(*_MOVED) or (clause.says(*_CLIMBED) and clause.has("num"))
    return "output" if moved else None


def _is_row_of_figure(clause: Clause, context: Context) -> bool:
    """`| lib | 3 |`."""
    is_short = context.block.shape == "row" and len(clause.tokens) <= _ROW and clause.verb_at() < 0
    return is_short and "digits" in clause.tokens[-1].tags and "digits" not in clause.tokens[0].tags


def _is_left(clause: Clause) -> bool:
    """`one is left`, `two remain`."""
    is_counted = "num" in clause.tokens[0].tags or clause.words[0] == "one"
    return is_counted and clause.says("left", "remain", "remains", "missing", "open", "pending")


def _told(clause: Clause, context: Context) -> Says:
    """`curl returns 200`, `the script printed X`, `FILE stays`."""
    known = context.known
    if clause.denies() or not known.shows:
        return None
    if clause.says("stays", "remains") and clause.verb_at() > 0 and known.runs:
        return "output"
    if not clause.has("me") and clause.has("pass") and (clause.has("cmd", "tree") or clause.says(*_ENDED)):
        return "output"
    if clause.says(*_GAVE) and clause.has("code", "quote"):
        return "output"
    if not clause.has("report") or (clause.has("me") and not clause.has("digits")):
        return None
    names_value = clause.has("num", "zero", "service", "quote", "again") or clause.says("answers")
    return "output" if names_value or known.only_runs else None


def _finds_nothing(clause: Clause, context: Context) -> Says:
    """`nothing loads it`, `nothing unusual there`."""
    if not clause.says("nothing") or clause.has(*_DONE):
        return None
    if clause.has("vs") and context.known.only_runs:
        return "output"
    return "output" if clause.has("present", "work", "leave", "odd") else None


def _is_given(clause: Clause, context: Context) -> Says:
    """It tells of a value that an output holds; or that a hit was the only one."""
    has_verb = clause.has("be", "report", "have") and not clause.says("was", "were")
    inside = [token for held in clause.brackets for token in held if "code" in token.tags]
    shows = context.known.runs and clause.has("vs", "present", "report") and len(inside) == 1
    if shows and "path" not in inside[0].tags and context.known.gave(context.text_of(inside[0])):
        return "output"
    if any(_gave(token, context, has_verb=has_verb) for token in clause.tokens):
        return "output"
    return "output" if clause.has("only") and clause.has("problem") and clause.has("be") else None


def _gave(token: Token, context: Context, *, has_verb: bool) -> bool:
    text = context.text_of(token).strip("\"'“” ")
    if token.tags & {"code", "quote"}:
        return has_verb and "path" not in token.tags and context.known.gave(text)
    return "." in token.text and any(character.isdigit() for character in text) and context.known.gave(text)


_RULES: tuple[Rule, ...] = (
    _reported,
    _refused,
    _has_no_source,
    _does_not,
    _failed,
    _measured,
    _told,
    _finds_nothing,
    _is_given,
)
