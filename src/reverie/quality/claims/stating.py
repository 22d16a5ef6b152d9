"""Stating: which clauses of a sentence claim, what, and from where to where."""

from collections.abc import Iterator, Sequence

import msgspec

from reverie.conversation.claims import ClaimKind, FoundClaim
from reverie.quality.claims.figures import figures_in
from reverie.quality.claims.kinds.acts import act_kind
from reverie.quality.claims.kinds.checks import check_kind
from reverie.quality.claims.kinds.complete import complete_kind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.outcomes import is_made_so, outcome_kind, settled
from reverie.quality.claims.kinds.outputs import output_kind
from reverie.quality.claims.kinds.programs import program_kind
from reverie.quality.claims.kinds.standing import counts_passed, standing_kind
from reverie.quality.claims.kinds.states import state_kind
from reverie.quality.claims.kinds.unchanged import unchanged_kind
from reverie.quality.claims.kinds.whereabouts import whereabouts_kind
from reverie.quality.claims.nesting import bracketed, compares, holds_figure, is_all_figures, nested_in
from reverie.quality.claims.parting import parted
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.clauses import is_pair
from reverie.quality.claims.telling import told, would_dry

_FAMILIES = (
    standing_kind,
    whereabouts_kind,
    program_kind,
    unchanged_kind,
    complete_kind,
    check_kind,
    act_kind,
    outcome_kind,
    state_kind,
    output_kind,
)
_ASSURED = ("verified", "confirmed", "checked", "made sure", "sure", "ensured", "validated")
_NEAR = 12
_SHORT_NOTE = 4


class _Stated(msgspec.Struct):
    """A clause, and what it claims."""

    clause: Clause
    claim: FoundClaim | None


def claims_in(clauses: Sequence[Clause], context: Context) -> Iterator[FoundClaim]:
    """Of one sentence."""
    stated: list[_Stated] = []
    for clause in told(clauses, context):
        if clause.link == "colon" and context.kind == "saved" and stated:
            _keep_what(stated[-1], clause)
            break
        if clause.link == "which" and context.kind == "saved" and stated and stated[-1].claim:
            _extend(stated[-1], clause)
            continue
        if clause.is_unreal:
            if stated and clause.link == "because" and _explains(clause, stated[-1]):
                _extend(stated[-1], clause)
                continue
            yield from bracketed(clause, "output" if clause.denies() else None, context)
            continue
        last = stated[-1] if stated and stated[-1].claim else None
        if last and _is_aside(clause, last):
            continue
        kind = _kind(clause, context)
        yield from nested_in(clause, kind, context)
        context.previous, context.kind = clause, kind
        _add(stated, clause, kind, context)
    for one in stated:
        if one.claim:
            yield from parted(one.clause, one.claim, context)


def _kind(clause: Clause, context: Context) -> ClaimKind | None:
    if is_all_figures(clause) and not standing_kind(clause, context):
        return "tests_pass" if counts_passed(clause, context) else None
    if would_dry(clause, context) or (context.is_reported and not clause.has("me")):
        return "output"
    for kind_in in _FAMILIES:
        kind = kind_in(clause, context)
        if kind == "build_ok" and context.known.type_checks_only:
            kind = "lint_ok"
        if kind in ("ran", "fixed") and not clause.has("me") and context.known.only_looks:
            return "output"
        if kind == "ran" and is_made_so(clause, context):
            return "edited"
        if kind:
            return settled(kind, clause, context)
    if context.kind == "output" and is_pair(clause.tokens):
        return "output"
    is_echo = clause.words[-1] in ("too", "as well", "also", "likewise", "ditto") and clause.verb_at() < 0
    return context.kind if is_echo else None


def _add(stated: list[_Stated], clause: Clause, kind: ClaimKind | None, context: Context) -> None:
    """Put a clause to those before: as a claim of its own, or as more of the last one."""
    claim = FoundClaim(clause.tokens[0].start, _end(clause, kind), kind) if kind else None
    last = stated[-1] if stated else None
    if last is None or last.claim is None:
        stated.append(_Stated(clause, claim))
        return
    if _explains(clause, last):
        _extend(last, clause)
        if clause.link in ("because", "colon"):
            return
    if claim and clause.link == "which" and last.clause.has("me") and last.clause.says(*_ASSURED):
        stated.pop()
    elif claim and _says_on(clause, claim, last, context):
        last.clause, last.claim = clause, FoundClaim(last.claim.start, claim.end, claim.kind)
        return
    stated.append(_Stated(clause, claim))


def _extend(stated: _Stated, clause: Clause) -> None:
    """The reason belongs to what it is the reason of."""
    if stated.claim:
        stated.claim = FoundClaim(stated.claim.start, clause.tokens[-1].end, stated.claim.kind)


def _keep_what(stated: _Stated, clause: Clause) -> None:
    """`saved to memory: DOCS IN BRITISH SPELLING`: what was saved belongs to it, when it is short."""
    if stated.claim is None:
        return
    length = stated.claim.end - stated.claim.start
    if clause.tokens[-1].end - stated.claim.start <= _SHORT_NOTE * length:
        _extend(stated, clause)


def _is_aside(clause: Clause, last: _Stated) -> bool:
    """`refused by black, which reformatted FILE`: what something else did."""
    if clause.link == "colon" and clause.verb_at() < 0 and not clause.has("digits"):
        return last.claim is not None and last.claim.kind == "output" and last.clause.has("num", "fail")
    if clause.link != "which" or clause.has("me", "more", "num"):
        return False
    return last.claim is not None and last.claim.kind == "output"


def _explains(clause: Clause, last: _Stated) -> bool:
    """`stays because ...`, `fixed by making ...`."""
    if last.claim is None:
        return False
    if clause.link == "because":
        return last.claim.kind == "output"
    if clause.link == "colon":
        return last.claim.kind == "output" and last.clause.fails() and not figures_in(clause.tokens)
    is_near = last.clause.tokens[-1].end + _NEAR > clause.tokens[0].start
    return clause.link == "by" and last.claim.kind == "fixed" and is_near


def _says_on(clause: Clause, claim: FoundClaim, last: _Stated, context: Context) -> bool:
    """Whether a claim only says again, or says on, what the one before it says."""
    if last.claim is None or last.claim.kind != claim.kind:
        return False
    match claim.kind:
        case "output":
            if clause.link == "colon":
                return last.clause.denies()
            is_on = clause.verb_at() <= 0 and clause.link in ("and", "comma") and not is_pair(clause.tokens)
            return is_on or (context.is_reported and clause.link == "and")
        case "complete":
            return clause.link == "comma"
        case "edited":
            one_acts = clause.has("be") != last.clause.has("be") and "me" in clause.tags | last.clause.tags
            return clause.link == "comma" and one_acts
        case "tests_pass" | "lint_ok" | "build_ok":
            return clause.link in ("bar", "colon")
    return False


def _end(clause: Clause, kind: ClaimKind | None) -> int:
    """Brackets at the end belong to it, unless they hold a claim of their own."""
    end = clause.tokens[-1].end
    for inside in clause.brackets:
        if inside and inside[0].start > end and (compares(clause, kind) or not holds_figure(inside)):
            end = inside[-1].end + 1
    return end
