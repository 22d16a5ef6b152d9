"""Nesting: claims within a claim, which are figures, what brackets hold, and a new file that a command made."""

from collections.abc import Iterator, Sequence

from reverie.conversation.claims import ClaimKind, FoundClaim
from reverie.quality.claims.figures import Figure, figures_in, is_bare_number
from reverie.quality.claims.kinds.acts import act_kind
from reverie.quality.claims.kinds.checks import check_kind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.mood import is_unreal, supposes
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.clauses import clauses_of
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.telling import trim

_COUNTING = ("tests_pass", "build_ok", "lint_ok", "ran")
_IN_BRACKETS = ("pushed", "committed", "installed", "tests_pass", "lint_ok", "build_ok")
_GIVING = ("ran", "fixed", "build_ok", "tests_pass", "pushed")
_COMPARING = frozenset(["before", "was", "instead", "vs"])


def nested_in(clause: Clause, kind: ClaimKind | None, context: Context) -> Iterator[FoundClaim]:
    """All of a clause that claims `kind`."""
    yield from _figures(clause, kind)
    if kind == "ran":
        yield from _made(clause)
    yield from bracketed(clause, kind, context)


def is_all_figures(clause: Clause) -> bool:
    """Whether there is no more in it than figures: `81 passed`, `Total: 83 %`."""
    figures = figures_in(clause.tokens)
    covered = sum(figure.last - figure.first + 1 for figure in figures)
    return bool(figures) and covered >= len(clause.tokens) - 1 and not clause.has("test", "build", "lint", "code")


def holds_figure(tokens: Sequence[Token]) -> bool:
    """Whether brackets hold a figure."""
    return is_bare_number(tokens) or bool(figures_in(tokens)) or (len(tokens) > 1 and "digits" in tokens[0].tags)


def compares(clause: Clause, kind: ClaimKind | None) -> bool:
    """`faster (1.2 s instead of 1.3 s)`, `1.2 s (before: 1.9 s)`: the brackets belong to it."""
    in_brackets = any(token.text in _COMPARING for inside in clause.brackets for token in inside)
    return kind == "output" and (clause.has("more") or clause.says("full") or in_brackets)


def _figures(clause: Clause, kind: ClaimKind | None) -> Iterator[FoundClaim]:
    figures = figures_in(clause.tokens)
    is_own = kind is None and is_all_figures(clause)
    for figure in figures:
        if is_own or _is_claim_of_its_own(figure, clause, kind):
            first, last = (0, -1) if is_own and len(figures) == 1 else (figure.first, figure.last)
            yield FoundClaim(clause.tokens[first].start, clause.tokens[last].end, "output")


def _is_claim_of_its_own(figure: Figure, clause: Clause, kind: ClaimKind | None) -> bool:
    match kind:
        case "tests_pass":
            return not (figure.is_none and clause.has("fail") and figure.last + 1 >= len(clause.tokens) - 1)
        case "lint_ok":
            return not figure.is_none and not (clause.finds_none() and "zero" in clause.tokens[figure.first].tags)
        case "deleted" | "created":
            return not figure.is_none and figure.first > 0
        case "build_ok" | "ran" | "read" | "installed":
            return not figure.is_none
        case "edited":
            return figure.first == 0
    return False


def bracketed(clause: Clause, kind: ClaimKind | None, context: Context) -> Iterator[FoundClaim]:
    """What brackets hold beside a claim of `kind`."""
    if kind is None or compares(clause, kind):
        return
    for inside in clause.brackets:
        is_figure = holds_figure(inside) and (kind in _COUNTING or not is_bare_number(inside))
        if inside and (is_figure or (kind in _GIVING and _is_given(inside, context))):
            yield FoundClaim(inside[0].start, inside[-1].end, "output")
        elif len(inside) > 1:
            yield from _stated_in(inside, context)


def _stated_in(inside: Sequence[Token], context: Context) -> Iterator[FoundClaim]:
    """`(pushed to origin)`, `(ceil in FILE)`."""
    for part in clauses_of(inside):
        trim(part)
        part.link = "bracket"
        if not part.tokens or supposes(part) or is_unreal(part):
            continue
        kind = check_kind(part, context) or act_kind(part, context)
        if kind in _IN_BRACKETS or (kind == "edited" and part.paths()):
            yield FoundClaim(part.tokens[0].start, part.tokens[-1].end, kind)


def _made(clause: Clause) -> Iterator[FoundClaim]:
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
