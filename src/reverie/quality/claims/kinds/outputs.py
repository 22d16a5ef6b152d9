"""What is said to have come out: figures, values, findings of commands, failures."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.figures import figures_in
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clauses import Clause


def output_kind(clause: Clause, context: Context) -> ClaimKind | None:
    known = context.known
    if not (known.runs or known.searches or known.asks_agents or known.changes):
        return None
    if clause.has("agent") and clause.has("report", "say", "advice"):
        return "output"
    if known.runs or known.changes:
        if clause.has("fail") and not clause.has("me"):
            return "output"
        if clause.has("more") and clause.has("be", "report") and not clause.has("me"):
            return "output"
        if figures_in(clause.tokens):
            return "output"
    if known.searches and not known.runs and figures_in(clause.tokens):
        return "output"
    if (
        "nothing" in clause.words
        and not clause.has("edit", "commit", "push", "run", "touch")
        and clause.has("present", "work", "leave", "else")
    ):
        return "output"
    if clause.has("code", "quote", "digits") and clause.has("be", "report"):
        if any(
            known.gave(context.text_of(token).strip('`"“” '))
            for token in clause.tokens
            if token.tags & {"code", "quote"} or "." in token.text
        ):
            return "output"
    if clause.has("only") and clause.has("problem") and clause.has("be"):
        return "output"
    return None
