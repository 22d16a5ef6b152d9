"""Parting: a claim of several files is several claims where the record treats the files differently."""

from collections.abc import Iterator
from itertools import pairwise

from reverie.conversation.claims import ClaimKind, FoundClaim
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_CHECKS_BY_SORT: dict[str, ClaimKind] = {"lint": "lint_ok", "test": "tests_pass", "build": "build_ok"}
_CHECKS = frozenset(_CHECKS_BY_SORT.values())
_MANY = 3
_NOT_NAMED = frozenset(["project", "app", "application", "package", "workspace", "crate", "site", "hook", "hooks"])
_AND = frozenset([",", "and", "und", "y", "et", "&"])


def parted(clause: Clause, claim: FoundClaim, context: Context) -> Iterator[FoundClaim]:
    """`removed from A, B and C`, when the edit of B failed, is three claims."""
    if claim.kind in _CHECKS:
        yield from _by_sort(clause, claim)
        return
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


def _by_sort(clause: Clause, claim: FoundClaim) -> Iterator[FoundClaim]:
    """`build, lint and the unit tests pass`: a claim for each of many checks listed as one subject."""
    sorted_tokens = [(token, sort) for token in clause.tokens[: max(clause.verb_at(), 0)] if (sort := _sort(token))]
    if len({sort for _, sort in sorted_tokens}) < _MANY:
        yield claim
        return
    start = claim.start
    for (one, sort), (other, next_sort) in pairwise(sorted_tokens):
        between = clause.tokens[clause.tokens.index(one) + 1 : clause.tokens.index(other)]
        if sort == next_sort or not between or between[0].text not in _AND:
            continue
        yield FoundClaim(start, one.end, _CHECKS_BY_SORT[sort])
        start = next(token.start for token in [*between[1:], other] if token.text not in _AND)
    last = _CHECKS_BY_SORT[sorted_tokens[-1][1]] if start != claim.start else claim.kind
    yield FoundClaim(start, claim.end, last)


def _sort(token: Token) -> str:
    if token.text in _NOT_NAMED:
        return ""
    return next((sort for sort in _CHECKS_BY_SORT if sort in token.tags), "")


def _is_list(between: list[Token]) -> bool:
    return all(token.text in _AND for token in between)
