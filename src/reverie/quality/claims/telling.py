"""Telling: the clauses of a sentence that say that something is so, and those that only seem to."""

from collections.abc import Iterator, Sequence

from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.sorts import SORTS
from reverie.quality.claims.mood import is_imperative, is_unreal, supposes
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token

_LEADING = frozenset(
    [
        "and",
        "but",
        "so",
        "then",
        "also",
        "yes",
        "no",
        "ok",
        "okay",
        ",",
        ":",
        "-",
        ";",
        "•",
        "done",
        "✅",
        "✔",
        "✓",
        "☑",
        ".",
        "!",
        "|",
        "afterwards",
        "finally",
        "y",
        "und",
        "et",
        "e",
        "additionally",
        "now",
        "which",
        "while",
        "whereas",
        "because",
        "since",
        "plus",
        "&",
        "that",
        "with",
        "thus",
        "therefore",
        "hence",
        "as",
        "agreed",
        "asked",
        "by",
        "after",
        "🗑",
        "📦",
        "🏗",
    ]
) | {"\ufe0f"}
_TICKS = frozenset(["✅", "✔", "✓", "☑"])
_TRAILING = frozenset([".", "!", ",", ":", ";", "|", "…", "-", "。", "✅", "🚀", "👌", "👍", "🎉"])
_STATUS_LINE = 8
_DRY = ("dry", "dry-run", "dry run")


def told(clauses: Sequence[Clause], context: Context) -> Iterator[Clause]:
    """Trimmed, and marked when they are unreal; conditions and what hangs on them are left out."""
    conditional = unreal = False
    context.is_reported = False
    for clause in clauses:
        trim(clause)
        if not clause.tokens:
            continue
        if clause.link == "colon" and context.kind == "saved":
            yield clause
            return
        _mention(clause, context)
        if supposes(clause):
            conditional = True
            continue
        if conditional and clause.link in ("comma", "and", "", "if", "but"):
            continue
        conditional = False
        if clause.verb_at() <= 0 and context.previous is not None:
            clause.subject = context.previous.tags | context.previous.subject
        unreal = (unreal and _goes_on(clause)) or (is_unreal(clause) and not _is_real(clause, context))
        if unreal:
            context.previous, context.kind = clause, None
            clause.is_unreal = True
        yield clause


def trim(clause: Clause) -> None:
    """Take the words away that only lead over."""
    tokens = clause.tokens
    while tokens and (tokens[0].text in _LEADING or _is_item_number(tokens)) and not _opens(tokens):
        clause.is_done = clause.is_done or tokens[0].text in _TICKS
        tokens.pop(0)
    while tokens and tokens[-1].text in _TRAILING and not _is_status(tokens):
        tokens.pop()
    clause.settle()


def _opens(tokens: Sequence[Token]) -> bool:
    """Words that lead over only before a mark: `No, ...`, `Done: ...`."""
    if len(tokens) < 2:
        return False
    if tokens[0].text == "no":
        return True
    return tokens[0].text in ("done", "now", "that") and tokens[1].text not in (":", ".", ",")


def _is_status(tokens: Sequence[Token]) -> bool:
    """`Build: ✅`."""
    if tokens[-1].text != "✅" or len(tokens) >= _STATUS_LINE:
        return False
    return not any("pass" in token.tags for token in tokens[:-1])


def _is_item_number(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 2 and tokens[0].text.isdigit() and tokens[1].text == "."


def _mention(clause: Clause, context: Context) -> None:
    """Keep in mind what was spoken of."""
    context.mentioned = next((sort for sort in SORTS[:3] if clause.has(sort)), context.mentioned)
    if (clause.has("agent") and clause.has("report", "say", "pass")) or clause.says("according to"):
        context.is_reported = True
    context.is_dry = context.is_dry or clause.says(*_DRY)


def _goes_on(clause: Clause) -> bool:
    """It goes on with what is unreal: `make sure that X`, `you can run X and see Y`."""
    if clause.link == "which":
        return True
    at = clause.verb_at()
    return clause.link == "and" and (at < 0 or (at == 0 and not clause.tokens[0].tags & {"have", "ved", "be"}))


def _is_real(clause: Clause, context: Context) -> bool:
    """What a dry run would do; and `- cache lookup in FILE`, a change that is listed, though it reads like an order."""
    if would_dry(clause, context) or _says_now(clause, context):
        return True
    if context.block.shape not in ("item", "row") or clause.has("modal", "future", "advice"):
        return False
    return is_imperative(clause) and context.changes_any(clause.paths())


def _says_now(clause: Clause, context: Context) -> bool:
    """`the README says so too`, when it was changed."""
    if not clause.has("say") or clause.has("modal", "future", "hedge", "advice", "past") or clause.denies():
        return False
    names = [token.text for token in clause.tokens if "document" in token.tags]
    return any(context.known.changes_named(name) for name in names) or context.changes_any(clause.paths())


def would_dry(clause: Clause, context: Context) -> bool:
    """`it would insert 90 rows`, after a dry run."""
    return context.is_dry and clause.says("would")
