"""Finding: the text of an answer in, the places of its claims out."""

from collections.abc import Iterator, Sequence

from reverie.conversation.claims import ClaimKind, FoundClaim
from reverie.conversation.deeds import AnyDeed
from reverie.quality.claims.figures import figures_in, is_bare_number
from reverie.quality.claims.kinds.acts import act_kind
from reverie.quality.claims.kinds.checks import check_kind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.outputs import output_kind
from reverie.quality.claims.kinds.states import complete_kind, state_kind, unchanged_kind
from reverie.quality.claims.mood import is_question, is_unreal, supposes
from reverie.quality.claims.prose.blocks import blocks_of
from reverie.quality.claims.prose.clauses import Clause, clauses_of
from reverie.quality.claims.prose.masking import masked
from reverie.quality.claims.prose.sentences import sentences_of
from reverie.quality.claims.prose.tokens import Token, tokens_of
from reverie.quality.claims.record import Known
from reverie.quality.claims.roles import role_of

_DETECTORS = (unchanged_kind, complete_kind, check_kind, act_kind, state_kind, output_kind)
_LEADING = frozenset(
    "and but so then also yes no ok okay , : - ; • done ✅ ✔ ✓ ☑ . ! | afterwards finally y und et e additionally now "
    "which while whereas because since as plus & that with thus therefore hence".split()
) | {"\ufe0f", "🗑", "📦", "🏗"}


def find_claims(answer: str, deeds: Sequence[AnyDeed] = ()) -> list[FoundClaim]:
    """Exact character spans of what an answer claims, sorted. Raises nothing."""
    known = Known(deeds)
    found: set[FoundClaim] = set()
    for block in blocks_of(answer):
        if block.shape == "heading":
            continue
        role = role_of(block)
        if role == "not claims":
            continue
        context = Context(answer, known, block, role)
        text = masked(answer[block.start : block.end])
        for start, end in sentences_of(text):
            if not is_question(text[start:end]):
                found.update(_claims(tokens_of(answer, text, start, end, block.start), context))
    return sorted(found)


def _claims(tokens: Sequence[Token], context: Context) -> Iterator[FoundClaim]:
    """Of one sentence."""
    is_conditional = False
    context.is_reported = False
    for clause in clauses_of(tokens):
        _trim(clause)
        if not clause.tokens:
            continue
        if supposes(clause):
            is_conditional = clause.link != "if" or clause is None or True
            continue
        if is_conditional and clause.link in ("comma", "and", "", "if"):
            continue
        is_conditional = False
        if clause.verb_at() in (-1, 0) and context.previous is not None:
            clause.subject = context.previous.tags | context.previous.subject
        if is_unreal(clause):
            context.previous, context.kind = clause, None
            yield from _bracketed(clause, None, context)
            continue
        kind = _kind(clause, context)
        if kind:
            yield FoundClaim(clause.tokens[0].start, _end(clause, context, kind), kind)
        yield from _nested(clause, kind, context)
        yield from _bracketed(clause, kind, context)
        context.previous, context.kind = clause, kind


def _kind(clause: Clause, context: Context) -> ClaimKind | None:
    for detect in _DETECTORS:
        kind = detect(clause, context)
        if kind:
            return kind
    return None


def _trim(clause: Clause) -> None:
    """Take the words away that only lead over."""
    tokens = clause.tokens
    while tokens and tokens[0].text in _LEADING:
        if tokens[0].text == "no" and len(tokens) > 1:
            break
        if tokens[0].text in ("done", "now", "that") and len(tokens) > 1 and tokens[1].text not in (":", ".", ","):
            break
        tokens.pop(0)
    while tokens and tokens[-1].text in (".", "!", ",", ":", ";", "|", "…", "-", "。"):
        tokens.pop()
    clause.settle()


def _end(clause: Clause, context: Context, kind: ClaimKind) -> int:
    """Brackets at the end belong to it, unless they hold a claim of their own."""
    end = clause.tokens[-1].end
    for inside in clause.brackets:
        if inside and inside[0].start > end and (kind == "output" or not _is_figure(inside)):
            end = inside[-1].end + 1
    return end


def _is_figure(tokens: Sequence[Token]) -> bool:
    return is_bare_number(tokens) or bool(figures_in(tokens))


def _nested(clause: Clause, kind: ClaimKind | None, context: Context) -> Iterator[FoundClaim]:
    """Figures within a claim of another kind."""
    if kind in ("tests_pass", "build_ok", "lint_ok", "ran", "read"):
        for figure in figures_in(clause.tokens):
            yield FoundClaim(clause.tokens[figure.first].start, clause.tokens[figure.last].end, "output")
    elif kind in ("edited", "deleted"):
        for figure in figures_in(clause.tokens):
            if figure.first == 0:
                yield FoundClaim(clause.tokens[0].start, clause.tokens[figure.last].end, "output")


def _bracketed(clause: Clause, kind: ClaimKind | None, context: Context) -> Iterator[FoundClaim]:
    if kind == "output":
        return
    for inside in clause.brackets:
        if inside and (_is_figure(inside) or _is_given(inside, context)) and (kind or clause.has("not")):
            yield FoundClaim(inside[0].start, inside[-1].end, "output")


def _is_given(tokens: Sequence[Token], context: Context) -> bool:
    """A quotation or a commit range that an output holds."""
    return (
        len(tokens) == 1
        and bool(tokens[0].tags & {"quote"})
        and context.known.gave(context.text_of(tokens[0]).strip("\"'“”"))
    )
