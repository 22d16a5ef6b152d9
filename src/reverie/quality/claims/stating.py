"""Stating: which clauses of a sentence claim, what, and from where to where; figures in them are claims of their own."""

from collections.abc import Iterator, Sequence

from reverie.conversation.claims import ClaimKind, FoundClaim
from reverie.quality.claims.figures import figures_in, is_bare_number
from reverie.quality.claims.kinds.acts import act_kind
from reverie.quality.claims.kinds.checks import SORTS, check_kind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.outputs import output_kind
from reverie.quality.claims.kinds.states import complete_kind, state_kind, unchanged_kind
from reverie.quality.claims.mood import is_imperative, is_unreal, supposes
from reverie.quality.claims.prose.clauses import Clause, clauses_of
from reverie.quality.claims.prose.tokens import Token

_DETECTORS = (unchanged_kind, complete_kind, check_kind, act_kind, state_kind, output_kind)
_LEADING = frozenset(
    "and but so then also yes no ok okay , : - ; • done ✅ ✔ ✓ ☑ . ! | afterwards finally y und et e additionally now "
    "which while whereas because since plus & that with thus therefore hence as agreed asked by after".split()
) | {"\ufe0f", "🗑", "📦", "🏗"}
_ASIDES = ("pushed", "committed", "installed", "tests_pass", "lint_ok", "build_ok")
_ASSURED = frozenset("verified confirmed checked made_sure sure ensured validated".split())
_TRAILING = frozenset(". ! , : ; | … - 。 ✅ 🚀 👌 👍 🎉".split())


def claims_in(clauses: Sequence[Clause], context: Context) -> Iterator[FoundClaim]:
    """Of one sentence."""
    stated: list[tuple[Clause, FoundClaim | None]] = []
    for clause in _real(clauses, context):
        if clause.is_unreal:
            yield from _bracketed(clause, "output" if clause.denies() else None, context)
            continue
        if _is_aside(clause, stated):
            continue
        kind = _kind(clause, context)
        claim = FoundClaim(clause.tokens[0].start, _end(clause, kind), kind) if kind else None
        if stated and _explains(stated[-1], clause):
            before = stated[-1][1]
            assert before is not None
            stated[-1] = (stated[-1][0], FoundClaim(before.start, clause.tokens[-1].end, before.kind))
            if clause.link == "because":
                continue
        if (
            claim
            and stated
            and clause.link == "which"
            and _ASSURED & set(stated[-1][0].words)
            and stated[-1][0].has("me")
        ):
            stated.pop()
        if claim and stated and _goes_on(stated[-1], clause, claim, context):
            before = stated[-1][1]
            assert before is not None
            stated[-1] = (clause, FoundClaim(before.start, claim.end, before.kind))
        else:
            stated.append((clause, claim))
        yield from _nested(clause, kind)
        yield from _bracketed(clause, kind, context)
        context.previous, context.kind = clause, kind
    yield from _all_stated(stated, context)


def _all_stated(stated: Sequence[tuple[Clause, FoundClaim | None]], context: Context) -> Iterator[FoundClaim]:
    for clause, claim in stated:
        if claim:
            yield from _split(clause, claim, context)


def _is_aside(clause: Clause, stated: Sequence[tuple[Clause, FoundClaim | None]]) -> bool:
    """`refused by black, which reformatted FILE`: what something else did."""
    if clause.link != "which" or not stated or clause.has("me") or clause.has("more", "num"):
        return False
    before = stated[-1][1]
    return before is not None and before.kind == "output"


def _explains(stated: tuple[Clause, FoundClaim | None], clause: Clause) -> bool:
    """`stays because ...`, `fixed by making ...`."""
    made = stated[1]
    if made is None:
        return False
    if clause.link == "because":
        return made.kind == "output"
    return clause.link == "by" and made.kind == "fixed" and stated[0].tokens[-1].end + 12 > clause.tokens[0].start


def _real(clauses: Sequence[Clause], context: Context) -> Iterator[Clause]:
    """The clauses that say that something is so, trimmed."""
    conditional = unreal = False
    context.is_reported = False
    for clause in clauses:
        _trim(clause)
        if not clause.tokens:
            continue
        _mention(clause, context)
        if supposes(clause):
            conditional = True
            continue
        if conditional and clause.link in ("comma", "and", "", "if", "but"):
            continue
        conditional = False
        if clause.verb_at() in (-1, 0) and context.previous is not None:
            clause.subject = context.previous.tags | context.previous.subject
        follows_unreal = (
            unreal and clause.link in ("which", "and") and (clause.link == "which" or _has_no_subject(clause))
        )
        unreal = (is_unreal(clause) and not _is_real(clause, context)) or follows_unreal
        if unreal:
            context.previous, context.kind = clause, None
            clause.is_unreal = True
        yield clause


def _mention(clause: Clause, context: Context) -> None:
    """Keep in mind what was spoken of."""
    context.mentioned = next((sort for sort in SORTS[:3] if clause.has(sort)), context.mentioned)
    if (clause.has("agent") and clause.has("report", "say", "pass")) or "according to" in clause.words:
        context.is_reported = True
    if "dry" in clause.words or "dry-run" in clause.words or "dry run" in clause.words:
        context.is_dry = True


def _has_no_subject(clause: Clause) -> bool:
    """It goes on with the verb of the clause before: `you can run X and see Y`."""
    return clause.verb_at() < 0 or (clause.verb_at() == 0 and not clause.tokens[0].tags & {"have", "ved", "be"})


def _is_real(clause: Clause, context: Context) -> bool:
    """What a dry run would do; and `- cache lookup in FILE`, a change that is listed, though it reads like an order."""
    if _would_dry(clause, context):
        return True
    is_listed = (
        context.block.shape in ("item", "row") and is_imperative(clause) and not clause.has("modal", "future", "advice")
    )
    return is_listed and any(context.known.state_of(context.text_of(path)) for path in clause.paths())


def _would_dry(clause: Clause, context: Context) -> bool:
    return context.is_dry and "would" in clause.words


def _kind(clause: Clause, context: Context) -> ClaimKind | None:
    if _is_all_figures(clause):
        return None
    if _would_dry(clause, context) or (context.is_reported and not clause.has("me")):
        return "output"
    for detect in _DETECTORS:
        kind = detect(clause, context)
        if kind:
            return kind
    if clause.words[-1] in ("too", "as well", "also") and clause.verb_at() < 0:
        return context.kind
    return None


def _is_all_figures(clause: Clause) -> bool:
    figures = figures_in(clause.tokens)
    covered = sum(figure.last - figure.first + 1 for figure in figures)
    return bool(figures) and covered >= len(clause.tokens) - 1 and not clause.has("test", "build", "lint", "code")


def _trim(clause: Clause) -> None:
    """Take the words away that only lead over."""
    tokens = clause.tokens
    while tokens and (tokens[0].text in _LEADING or _is_item_number(tokens)):
        if tokens[0].text == "no" and len(tokens) > 1:
            break
        if tokens[0].text in ("done", "now", "that") and len(tokens) > 1 and tokens[1].text not in (":", ".", ","):
            break
        clause.is_done = clause.is_done or tokens[0].text in ("✅", "✔", "✓", "☑")
        tokens.pop(0)
    while tokens and tokens[-1].text in _TRAILING:
        if tokens[-1].text == "✅" and len(tokens) < 8 and not any("pass" in token.tags for token in tokens[:-1]):
            break
        tokens.pop()
    clause.settle()


def _is_item_number(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 2 and tokens[0].text.isdigit() and tokens[1].text == "."


def _end(clause: Clause, kind: ClaimKind | None) -> int:
    """Brackets at the end belong to it, unless they hold a claim of their own."""
    end = clause.tokens[-1].end
    for inside in clause.brackets:
        if inside and inside[0].start > end and not (_is_figure(inside) and not _is_compared(clause, kind)):
            end = inside[-1].end + 1
    return end


def _is_compared(clause: Clause, kind: ClaimKind | None) -> bool:
    """`faster (1.2 s instead of 1.3 s)`, `1.2 s (before: 1.9 s)`."""
    compares = any(
        token.text in ("before", "was", "instead", "vs", "from") for inside in clause.brackets for token in inside
    )
    return kind == "output" and (clause.has("more") or compares)


def _goes_on(stated: tuple[Clause, FoundClaim | None], clause: Clause, claim: FoundClaim, context: Context) -> bool:
    """Whether a claim only says again, or says on, what the one before it says."""
    before, made = stated
    if made is None:
        return False
    if made.kind != claim.kind:
        return False
    if claim.kind == "output":
        return (
            clause.link == "colon"
            and before.denies()
            or clause.verb_at() <= 0
            and clause.link in ("and", "comma")
            or (context.is_reported and clause.link == "and")
        )
    if claim.kind == "complete":
        return clause.link == "comma"
    if claim.kind == "edited":
        return (
            clause.link == "comma"
            and ("be" in clause.tags) != ("be" in before.tags)
            and "me" in before.tags | clause.tags
        )
    return clause.link in ("bar", "colon") and claim.kind in ("tests_pass", "lint_ok", "build_ok")


def _is_figure(tokens: Sequence[Token]) -> bool:
    return is_bare_number(tokens) or bool(figures_in(tokens)) or (len(tokens) > 1 and "digits" in tokens[0].tags)


def _nested(clause: Clause, kind: ClaimKind | None) -> Iterator[FoundClaim]:
    """Figures within a claim of another kind."""
    figures = figures_in(clause.tokens)
    for figure in figures:
        is_own = kind is None and _is_all_figures(clause)
        is_nested = kind in ("tests_pass", "build_ok", "lint_ok", "ran", "read", "installed") and not (
            kind != "tests_pass" and figure.is_none
        )
        leads = (kind == "edited" and figure.first == 0) or (kind in ("deleted", "created") and not figure.is_none)
        covers = kind == "lint_ok" and figure.last - figure.first + 1 >= len(clause.tokens)
        if (is_own or is_nested or leads) and not covers:
            first, last = (0, -1) if is_own and len(figures) == 1 else (figure.first, figure.last)
            yield FoundClaim(clause.tokens[first].start, clause.tokens[last].end, "output")


def _bracketed(clause: Clause, kind: ClaimKind | None, context: Context) -> Iterator[FoundClaim]:
    if kind == "ran":
        yield from _made(clause, context)
    if kind is None or _is_compared(clause, kind):
        return
    for inside in clause.brackets:
        if not inside:
            continue
        is_figure = _is_figure(inside) and (
            kind in ("tests_pass", "build_ok", "lint_ok", "ran") or not is_bare_number(inside)
        )
        if is_figure or _is_given(inside, context):
            yield FoundClaim(inside[0].start, inside[-1].end, "output")
        elif len(inside) > 1:
            yield from _in_brackets(inside, kind, context)


def _in_brackets(inside: Sequence[Token], kind: ClaimKind, context: Context) -> Iterator[FoundClaim]:
    """`(pushed to origin)`, `(ceil in FILE)`."""
    for part in clauses_of(inside):
        _trim(part)
        part.link = "bracket"
        if not part.tokens or supposes(part) or is_unreal(part):
            continue
        says = check_kind(part, context) or act_kind(part, context)
        if says in _ASIDES or (says == "edited" and part.paths()):
            yield FoundClaim(part.tokens[0].start, part.tokens[-1].end, says)


def _made(clause: Clause, context: Context) -> Iterator[FoundClaim]:
    """`converted the clip to FILE`: the file is new."""
    for before, token in zip(clause.tokens, clause.tokens[1:], strict=False):
        if before.text in ("to", "into", "as") and "path" in token.tags and clause.has("edit"):
            yield FoundClaim(token.start, token.end, "created")


def _is_given(tokens: Sequence[Token], context: Context) -> bool:
    """A quotation or a range of commits that an output holds."""
    if len(tokens) != 1:
        return False
    text = context.text_of(tokens[0]).strip("\"'“”")
    return ("quote" in tokens[0].tags or ".." in text) and context.known.gave(text)


def _split(clause: Clause, claim: FoundClaim, context: Context) -> Iterator[FoundClaim]:
    """A claim of several files, parted where the record treats them differently."""
    paths = clause.paths()
    if claim.kind not in ("edited", "created", "deleted", "read") or len(paths) < 2 or clause.has("quantity"):
        yield claim
        return
    state = context.known.was_read if claim.kind == "read" else context.known.state_of
    states = [state(context.text_of(path)) for path in paths]
    start = claim.start
    for i, path in enumerate(paths):
        if i + 1 == len(paths):
            yield FoundClaim(start, max(claim.end, path.end), claim.kind)
        elif states[i] != states[i + 1] and _are_listed(clause, path, paths[i + 1]):
            yield FoundClaim(start, path.end, claim.kind)
            start = paths[i + 1].start


def _are_listed(clause: Clause, one: Token, other: Token) -> bool:
    """Whether two paths stand side by side in a list."""
    between = clause.tokens[clause.tokens.index(one) + 1 : clause.tokens.index(other)]
    return all(token.text in (",", "and", "und", "y", "et", "&") for token in between)
