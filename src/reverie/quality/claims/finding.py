"""Finding: the text of an answer in, the places of its claims out."""

from collections.abc import Iterator, Sequence

from reverie.conversation.claims import FoundClaim
from reverie.conversation.deeds import AnyDeed
from reverie.quality.claims.cjk import HAN, cjk_claims
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.mood import is_question
from reverie.quality.claims.prose.blocks import blocks_of
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.clauses import clauses_of
from reverie.quality.claims.prose.masking import masked
from reverie.quality.claims.prose.sentences import sentences_of
from reverie.quality.claims.prose.tokens import Token, tokens_of
from reverie.quality.claims.record import Known
from reverie.quality.claims.roles import role_of
from reverie.quality.claims.stating import claims_in
from reverie.quality.runs import Lines


def find_claims(answer: str, deeds: Sequence[AnyDeed] = (), lines: Lines | None = None) -> list[FoundClaim]:
    """Exact character spans of what an answer claims, sorted. `lines` are those of the record that were read before.
    Raises nothing."""
    return sorted(set(_found(answer, Known(deeds, lines))))


def _found(answer: str, known: Known) -> Iterator[FoundClaim]:
    context = Context(answer, known)
    for block in blocks_of(answer):
        role = role_of(block)
        if role == "not claims" and block.shape != "heading":
            continue
        context.enter(block, role)
        text = masked(answer[block.start : block.end])
        for start, end in sentences_of(text):
            if HAN.search(text, start, end):
                yield from cjk_claims(text, start, end, block.start)
                continue
            tokens = tokens_of(answer, text, start, end, block.start)
            if block.shape == "heading" and not _says_something(tokens):
                continue
            clauses = clauses_of(tokens)
            if is_question(text[start:end]):
                clauses = _before_question(clauses)
            yield from claims_in(clauses, context)


def _says_something(tokens: list[Token]) -> bool:
    """A heading that is a sentence or a status (`All tests pass`, `Build: ok`), not only a title."""
    titles = {"what", "how", "why", "where", "when"}
    if len(tokens) < 2 or tokens[0].text in titles:
        return False
    return any(token.tags & {"be", "pass", "me", "have"} for token in tokens)


def _before_question(clauses: list[Clause]) -> list[Clause]:
    """What is said before the question, in the same sentence: `I left X alone; shall I change it?`."""
    cuts = [i for i, clause in enumerate(clauses) if clause.link in ("hard", "dash")]
    return clauses[: cuts[-1]] if cuts else []
