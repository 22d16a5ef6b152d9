"""Parting: a claim of several files is several claims where the record treats the files differently."""

from collections.abc import Iterator

from reverie.conversation.claims import FoundClaim
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_AND = frozenset([",", "and", "und", "y", "et", "&"])


def parted(clause: Clause, claim: FoundClaim, context: Context) -> Iterator[FoundClaim]:
    """`removed from A, B and C`, when the edit of B failed, is three claims."""
    paths = clause.paths()
    if claim.kind not in ("edited", "created", "deleted", "read") or len(paths) < 2 or clause.has("quantity"):
        yield claim
        return
    state_of = context.known.was_read if claim.kind == "read" else context.known.state_of
    states = [state_of(context.text_of(path)) for path in paths]
    places = {id(token): i for i, token in enumerate(clause.tokens)}
    start = claim.start
    for one, other, state, next_state in zip(paths, paths[1:], states, states[1:], strict=False):
        between = clause.tokens[places[id(one)] + 1 : places[id(other)]]
        if state != next_state and _is_list(between):
            yield FoundClaim(start, one.end, claim.kind)
            start = other.start
    yield FoundClaim(start, max(claim.end, paths[-1].end), claim.kind)


def _is_list(between: list[Token]) -> bool:
    return all(token.text in _AND for token in between)
