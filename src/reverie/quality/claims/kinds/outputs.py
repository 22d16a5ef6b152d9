"""What is said to have come out: figures, values, findings of commands, failures."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.figures import figures_in
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause
from reverie.quality.claims.prose.tokens import Token

_ENDED = frozenset("finished succeeded completed ended".split())
_HITS = frozenset(
    "place places occurrence occurrences hit hits match matches use uses usage usages caller callers sites call_sites reference references result results files file times".split()
)
_REFUSALS = frozenset("declined denied".split())


def output_kind(clause: Clause, context: Context) -> ClaimKind | None:
    known = context.known
    if context.is_reported or (clause.has("agent") and clause.has("report", "say", "advice")):
        return None if clause.has("me") else "output"
    if set(clause.words) & _REFUSALS or "carried out" in " ".join(clause.words):
        return None
    if known.remembers and clause.has("fail"):
        return "output"
    if not (known.runs or known.searches or known.changes):
        return None
    is_hit = _HITS & set(clause.words) or clause.has("report")
    says = _is_result(clause, context) if known.runs or known.changes else bool(is_hit and figures_in(clause.tokens))
    if says or _is_nothing(clause) or _is_given(clause, context):
        return "output"
    return "output" if clause.has("only") and clause.has("problem") and clause.has("be") else None


def _is_result(clause: Clause, context: Context) -> bool:
    """A failure, a comparison, a figure, or what something answered."""
    if clause.denies():
        if clause.has("do") and clause.has("path", "code") and context.known.only_runs:
            return not clause.has("me")
        return (
            clause.has("do")
            and clause.has("built", "pass", "work", "present", "fail", "build")
            and not clause.has("me")
        )
    if clause.has("fail") and clause.has("me") and {"get", "got"} & set(clause.words):
        return True
    if clause.fails() and not clause.has("me") and clause.verb_at() != 0:
        return True
    if clause.finds_none() and clause.has("run"):
        return True
    if clause.has("more") and clause.has("be", "report") and not clause.has("me"):
        return True
    if {"stays", "remains"} & set(clause.words) and clause.verb_at() > 0 and context.known.runs:
        return True
    if clause.words[0] in ("output", "result", "ausgabe", "ergebnis") and clause.has("code", "quote", "digits"):
        return True
    if figures_in(clause.tokens):
        return True
    if (
        clause.link == "colon"
        and clause.has("digits")
        and context.known.runs
        and len(clause.tokens) < 9
        and not clause.has("me", "path")
    ):
        return True
    if {"fell", "dropped", "rose", "grew", "shrank", "halved", "doubled", "improved"} & set(
        clause.words
    ) and not clause.has("me"):
        return True
    if clause.has("pass") and not clause.has("me") and (clause.has("cmd", "tree") or _ENDED & set(clause.words)):
        return True
    if {"printed", "returned", "gave", "showed", "answered", "yielded"} & set(clause.words) and clause.has(
        "code", "quote"
    ):
        return True
    if not clause.has("report") or (clause.has("me") and not clause.has("digits")):
        return False
    return (
        clause.has("num", "zero", "service", "quote", "again") or "answers" in clause.words or context.known.only_runs
    )


def _is_nothing(clause: Clause) -> bool:
    """`nothing loads it`, `nothing unusual there`."""
    if "nothing" not in clause.words or clause.has("edit", "commit", "push", "run", "touch", "create", "delete"):
        return False
    return clause.has("present", "work", "leave", "odd")


def _is_given(clause: Clause, context: Context) -> bool:
    """It tells of a value that an output holds."""
    has_verb = clause.has("be", "report", "have")
    return any(_is_given_value(token, context, has_verb) for token in clause.tokens)


def _is_given_value(token: Token, context: Context, has_verb: bool) -> bool:
    text = context.text_of(token).strip("\"'“” ")
    if "code" in token.tags or "quote" in token.tags:
        return has_verb and "path" not in token.tags and context.known.gave(text)
    return "." in token.text and any(character.isdigit() for character in text) and context.known.gave(text)
