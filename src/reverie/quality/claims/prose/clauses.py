"""Clauses: a sentence cut at all that may part statements, and joined again where a piece states nothing by itself."""

from collections.abc import Sequence

from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.predicates import ACTS, NOUNS, PRONOUNS, is_verb
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.lexicon import NONE

_LONGEST, _FEW = 80, 6
_MARKS = dict.fromkeys(";；。", "hard") | dict.fromkeys("—–", "dash") | dict.fromkeys((":", "：", "→", "=>"), "colon")
_MARKS |= dict.fromkeys("·•", "hard")
_MARKS |= dict.fromkeys(",，、", "comma") | {"|": "bar"}
_SILENT = frozenset(["hard", "dash", "colon", "comma", "bar"])
_LINK_WORDS = {
    "and": "and y e und et & plus afterwards",
    "but": "but so while whereas although though then however pero aber mais",
    "because": "because since weil da porque",
    "which": "which that who where",
    "if": "if when once unless until whenever whether before wenn sobald",
    "anew": "including inkl incluyendo",
}
_LINKS = {word: link for link, words in _LINK_WORDS.items() for word in words.split()}
_STATE_ENDS = frozenset(["now", "again", "any longer", "any more", "anymore"])
_ALIKE = frozenset(["likewise", "ditto"])
_STATUS_WORDS = frozenset(["status", "verdict", "result", "message"])
_OPENING, _CLOSING = frozenset("([（"), frozenset(")]）")


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """In order, none empty."""
    joined: list[Clause] = []
    for piece in _pieces(tokens):
        if joined and _belongs(joined[-1], piece):
            before = joined[-1]
            before.is_labelled |= piece.link == "colon" and _is_label(before)
            before.tokens += piece.tokens
            before.brackets += piece.brackets
        else:
            joined.append(piece)
    for clause in joined:
        clause.settle()
    return [clause for clause in joined if clause.tokens]


def _pieces(tokens: Sequence[Token]) -> list[Clause]:
    """Cut at all that may part clauses; a cutting word stays with what follows, a mark with nothing."""
    pieces = [Clause([], "")]
    inside: list[Token] | None = None
    for i, token in enumerate(tokens):
        if inside is not None:
            if token.text in _CLOSING:
                inside = None
            else:
                inside.append(token)
        elif token.text in _OPENING:
            inside = []
            pieces[-1].brackets.append(inside)
        else:
            link = _cut(tokens, i) or ("comma" if len(pieces[-1].tokens) > _LONGEST else "")
            if link:
                pieces.append(Clause([], link))
            if token.text not in _MARKS or link not in _SILENT:
                pieces[-1].tokens.append(token)
    return pieces


def _cut(tokens: Sequence[Token], i: int) -> str:
    """How what begins here is linked to what stands before; empty when nothing begins."""
    text = tokens[i].text
    if mark := _MARKS.get(text):
        return mark
    if i + 1 == len(tokens):
        return ""
    if text == "-":
        return "dash" if i else ""
    if i == 0:
        return _LINKS.get(text, "")
    return _cut_between(tokens, i)


def _cut_between(tokens: Sequence[Token], i: int) -> str:
    text, before, after = tokens[i].text, tokens[i - 1], tokens[i + 1]
    if text in ("with", "mit", "con", "avec"):
        return "with" if before.text == "," or ("num" in after.tags and i + 2 < len(tokens)) else ""
    if text in ("by", "after"):
        return "by" if "gerund" in after.tags else ""
    if text in PRONOUNS and before.text not in _MARKS and _is_new_subject(tokens, i):
        return "anew"
    if text == "that" and before.text in ("and", "but"):
        return ""
    if text == "once" and after.text in (",", ".", ";", ")", "and"):
        return ""
    if text == "that" and before.text in ("until", "before", "after", "with", "of", "so", "once"):
        return ""
    return _LINKS.get(text, "")


def _is_new_subject(tokens: Sequence[Token], i: int) -> bool:
    """`... against testdb it stopped`: a pronoun that begins a clause without a comma before."""
    before = tokens[i - 1]
    if before.text in _LINKS or before.tags & {"prep", "not", "say", "modal"} or is_verb(tokens, i - 1):
        return False
    return is_verb(tokens, i + 1)


def _belongs(before: Clause, piece: Clause) -> bool:
    """Whether a piece goes on with what stands before it."""
    if not piece.tokens:
        return True
    if len(before.tokens) > _LONGEST:
        return False
    says = _says(piece.tokens)
    match piece.link:
        case "dash":
            return bool(before.tokens) and all("code" in token.tags for token in before.tokens)
        case "hard" | "by":
            return False
        case "if":
            return not says and bool(before.tokens) and piece.tokens[0].text in ("before", "until")
        case "colon":
            return not (_says(before.tokens) or _ends_state(before.tokens)) or _is_label(before)
        case "bar":
            return not _says(before.tokens)
        case "because" | "but" | "which":
            return not says
        case "with":
            return not says and not _names_path(piece)
    return _is_listed(before, piece, says=says)


def _is_listed(before: Clause, piece: Clause, *, says: bool) -> bool:
    """Of a piece behind a comma or `and`."""
    if _goes_to_remote(before, piece):
        return False
    if piece.tokens[0].text == "including":
        return not any(token.tags & {"test", "lint"} for token in piece.tokens)
    if piece.link == "and" and _is_present_act(before, piece):
        return False
    if piece.link == "comma" and is_pair(piece.tokens) and any("digits" in token.tags for token in before.tokens):
        return False
    if not says:
        return True
    if piece.link == "comma" and _is_count(before.tokens):
        return False
    if not before.tokens or not _says(before.tokens):
        return True
    return piece.link == "and" and _is_second_verb(before, piece)


def _goes_to_remote(before: Clause, piece: Clause) -> bool:
    """`committed as 1a2b3c4 and up on origin`."""
    if len(piece.tokens) > _FEW or not any("remote" in token.tags for token in piece.tokens):
        return False
    return any("commit" in token.tags for token in before.tokens)


def _is_second_verb(before: Clause, piece: Clause) -> bool:
    """`The reader catches X and returns Y now`: two present verbs of one subject."""
    second = piece.tokens[1].tags if len(piece.tokens) > 2 else NONE
    if second.isdisjoint(("present", "vs")) or second & {"be", "pass", "work", "have"}:
        return False
    before.settle()
    return before.has("present", "vs", "there") and not before.has("me", "be", "have", "built", *ACTS)


def is_pair(tokens: Sequence[Token]) -> bool:
    """`alpha takes 20 bytes, beta 30`: a name and its figure."""
    words = [token for token in tokens if token.text not in (".", "!")]
    return len(words) == 2 and not words[0].tags and "digits" in words[1].tags


def _is_label(clause: Clause) -> bool:
    """`Fixed:`, `Deleted:`; what follows says what."""
    if clause.tokens[-1].text in _STATUS_WORDS and len(clause.tokens) > len(_STATUS_WORDS):
        return True
    return len(clause.tokens) == 1 and not clause.tokens[0].tags.isdisjoint(ACTS)


def _is_present_act(before: Clause, piece: Clause) -> bool:
    """`I added X and clamp Y`."""
    if len(piece.tokens) < 3 or "base" not in piece.tokens[1].tags or piece.tokens[1].tags & NOUNS:
        return False
    return any("me" in token.tags for token in before.tokens)


def _ends_state(tokens: Sequence[Token]) -> bool:
    """`umlauts survive now: ...`, whatever the verb."""
    return len(tokens) > 2 and tokens[-1].text in _STATE_ENDS


def _names_path(clause: Clause) -> bool:
    return any("path" in token.tags for inside in (clause.tokens, *clause.brackets) for token in inside)


def _is_count(tokens: Sequence[Token]) -> bool:
    """`309 tests`, `One error in FILE`: a figure, with no predicate."""
    if not tokens or not ("num" in tokens[0].tags or tokens[0].text == "one"):
        return False
    return any(token.tags & {"counted", "problem"} for token in tokens[1:4])


def _says(tokens: Sequence[Token]) -> bool:
    """Whether there is a predicate among the tokens, or a bare status (`no findings`, `all done`)."""
    if len(tokens) > 1 and any(token.text in _ALIKE for token in tokens[-2:]):
        return True
    if len(tokens) == 2 and "quantity" in tokens[0].tags and "done" in tokens[1].tags:
        return True
    return any(is_verb(tokens, i) for i in range(len(tokens))) or _is_none_of(tokens)


def _is_none_of(tokens: Sequence[Token]) -> bool:
    for i, token in enumerate(tokens[:-1]):
        if "zero" in token.tags and not token.text.isdigit():
            return any(one.tags & {"problem", "counted", "odd"} for one in tokens[i + 1 : i + 4])
    return bool(tokens) and tokens[0].text == "nothing" and any("odd" in token.tags for token in tokens)
