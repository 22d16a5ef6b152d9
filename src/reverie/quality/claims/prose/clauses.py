"""Clauses: a sentence cut where something else is said, each with its brackets apart."""

from collections.abc import Sequence

from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.lexicon import Tags

_HARD = frozenset(";；。—–")
_LINKS = {
    **dict.fromkeys(("and", "y", "e", "und", "et", "&", "as_well_as", "plus", "afterwards", "，", "、"), "and"),
    **dict.fromkeys(
        ("but", "so", "while", "whereas", "although", "though", "then", "however", "pero", "aber", "mais"), "but"
    ),
    **dict.fromkeys(("because", "since", "as", "weil", "da", "porque"), "because"),
    **dict.fromkeys(("which", "that", "who", "where"), "which"),
    **dict.fromkeys(("if", "when", "once", "unless", "until", "whenever", "whether", "before", "wenn", "sobald"), "if"),
}
_VERBS = frozenset(
    "edit add remove create delete gone commit push install save read run fix built be have do modal future fail pass "
    "work leave present report touch".split()
)
_SURE = frozenset("be have do modal future".split())
_NOUNS = frozenset("test build lint counted problem tag pr doctext behaviour commit db document".split())
_BEFORE_NOUN = frozenset("det num quantity zero else only new".split())


class Clause:
    """Tokens without brackets; `brackets` holds those within. `link` says how it follows what stands before it."""

    __slots__ = ("brackets", "conditional", "link", "subject", "tags", "tokens")

    def __init__(self, tokens: list[Token], link: str) -> None:
        self.tokens, self.link = tokens, link
        self.brackets: list[list[Token]] = []
        self.subject: Tags = frozenset()
        self.conditional = False
        self.tags: Tags = frozenset()

    def settle(self) -> None:
        """Count its tags."""
        self.tags = frozenset().union(*(token.tags for token in self.tokens)) if self.tokens else frozenset()

    def has(self, *tags: str) -> bool:
        return not self.tags.isdisjoint(tags)

    def at(self, *tags: str) -> int:
        """Where the first token with one of the tags is; -1 when there is none."""
        for i, token in enumerate(self.tokens):
            if not token.tags.isdisjoint(tags):
                return i
        return -1

    def verb_at(self) -> int:
        """Where its first predicate is; -1 when there is none."""
        return next((i for i in range(len(self.tokens)) if is_verb(self.tokens, i)), -1)

    def verbs(self) -> list[Token]:
        """Its predicates; a participle that only describes the subject of a later one is none."""
        places = [i for i in range(len(self.tokens)) if is_verb(self.tokens, i)]
        if (
            len(places) > 1
            and places[0] == 0
            and not self.has("me")
            and self.tokens[places[1]].tags & {"be", "present"}
        ):
            places = places[1:]
        return [self.tokens[i] for i in places]

    def paths(self) -> list[Token]:
        return [token for token in self.tokens if "path" in token.tags]

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.tokens]


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """In order."""
    merged: list[Clause] = []
    for piece in _pieces(tokens):
        if merged and _belongs(merged[-1], piece):
            merged[-1].tokens += piece.tokens
            merged[-1].brackets += piece.brackets
        else:
            merged.append(piece)
    for clause in merged:
        clause.settle()
    return [clause for clause in merged if clause.tokens]


def _pieces(tokens: Sequence[Token]) -> list[Clause]:
    """Cut at all that may part clauses; a cutting word stays with what follows, a mark with nothing."""
    pieces = [Clause([], "")]
    inside: list[Token] | None = None
    for i, token in enumerate(tokens):
        text = token.text
        if inside is not None:
            if text in ")]）":
                inside = None
            else:
                inside.append(token)
        elif text in "([（" and text:
            inside = []
            pieces[-1].brackets.append(inside)
        elif link := _cut(tokens, i):
            pieces.append(Clause([], link))
            if link not in ("hard", "colon", "comma", "bar"):
                pieces[-1].tokens.append(token)
        else:
            pieces[-1].tokens.append(token)
    return pieces


def _cut(tokens: Sequence[Token], i: int) -> str:
    text = tokens[i].text
    if text in _HARD or (text == "-" and 0 < i < len(tokens) - 1):
        return "hard"
    if text in (":", "：", "→", "=>"):
        return "colon"
    if text in (",", "|", "，", "、"):
        return "bar" if text == "|" else "comma"
    if text == "with" and i and tokens[i - 1].text == ",":
        return "with"
    if text in ("by", "after") and i + 1 < len(tokens) and "gerund" in tokens[i + 1].tags:
        return "by"
    return _LINKS.get(text, "")


def _belongs(before: Clause, piece: Clause) -> bool:
    """Whether a piece goes on with what stands before it."""
    link = piece.link
    if not piece.tokens:
        return True
    says, said = _says(piece.tokens), _says(before.tokens)
    if link == "hard" or link in ("if", "by"):
        return False
    if link in ("colon", "bar"):
        return not said
    if link in ("because", "but", "which"):
        return not says
    if link == "with":
        return not says
    starts_anew = bool(before.tokens) and before.tokens[-1].text not in ("and", "but") and says and said
    return not starts_anew


def _says(tokens: Sequence[Token]) -> bool:
    """Whether there is a predicate among the tokens, or a bare status (`no findings`)."""
    return any(is_verb(tokens, i) for i in range(len(tokens))) or _is_none_of(tokens)


def _is_none_of(tokens: Sequence[Token]) -> bool:
    for i, token in enumerate(tokens[:-1]):
        if "zero" in token.tags and not token.text.isdigit():
            return any(not one.tags.isdisjoint(("problem", "counted")) for one in tokens[i + 1 : i + 4])
    return False


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token can be a predicate where it stands."""
    tags = tokens[i].tags
    if tags.isdisjoint(_VERBS) or "code" in tags:
        return False
    if not tags.isdisjoint(_SURE):
        return True
    before = tokens[i - 1].tags if i else frozenset[str]()
    after = tokens[i + 1].tags if i + 1 < len(tokens) else None
    if not tags.isdisjoint(_NOUNS):
        return bool(i) and not before & _BEFORE_NOUN and ("prep" not in before) and after is not None
    is_described = not before.isdisjoint(_BEFORE_NOUN) and "quantity" not in before
    if is_described and after is not None and not (after & {"prep", "quote"}) and tokens[i + 1].text.isalpha():
        return "pass" in tags and "counted" in tags
    return not (is_described and "present" in tags)
