"""Clauses: a sentence cut where something else is said, each with its brackets apart."""

from collections.abc import Sequence

from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.lexicon import Tags

_HARD = frozenset(";；。—–")
_LINKS = {
    **dict.fromkeys(("and", "y", "e", "und", "et", "&", "plus", "afterwards"), "and"),
    **dict.fromkeys(
        ("but", "so", "while", "whereas", "although", "though", "then", "however", "pero", "aber", "mais"), "but"
    ),
    **dict.fromkeys(("because", "since", "weil", "da", "porque"), "because"),
    **dict.fromkeys(("which", "that", "who", "where"), "which"),
    **dict.fromkeys(("if", "when", "once", "unless", "until", "whenever", "whether", "before", "wenn", "sobald"), "if"),
}
_VERBS = frozenset(
    "edit add remove create delete gone commit push install save read run fix built be have do modal future fail pass "
    "work leave present report touch vs ved".split()
)
_SURE = frozenset("be have do modal future".split())
_NOUNS = frozenset(
    "test build lint counted problem tag pr doctext behaviour commitword db document installword".split()
)
_BEFORE_NOUN = frozenset("det num quantity zero else only new".split())
_LONGEST = 80
_PLAIN_FORMS = frozenset("vs ved base present".split())
_NO_SUBJECT = frozenset("det num quantity zero prep be have modal only new else".split())
_SUBJECTS = frozenset("it they this he she".split())
_ACTS = frozenset("edit add remove create delete commit push install save read run fix".split())


class Clause:
    """Tokens without brackets; `brackets` holds those within. `link` says how it follows what stands before it."""

    __slots__ = ("brackets", "is_done", "is_labelled", "is_unreal", "link", "subject", "tags", "tokens")

    def __init__(self, tokens: list[Token], link: str) -> None:
        self.tokens, self.link = tokens, link
        self.brackets: list[list[Token]] = []
        self.subject: Tags = frozenset()
        self.tags: Tags = frozenset()
        self.is_done = self.is_labelled = self.is_unreal = False

    def settle(self) -> None:
        """Count its tags."""
        self.tags = frozenset[str]().union(*(token.tags for token in self.tokens)) if self.tokens else frozenset()

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
            and not (self.is_labelled or self.has("me"))
            and self.tokens[places[1]].tags & {"be", "present"}
        ):
            places = places[1:]
        return [self.tokens[i] for i in places]

    def paths(self) -> list[Token]:
        return [token for token in self.tokens if "path" in token.tags]

    def denies(self) -> bool:
        """Whether it takes something back: `not`, `never`, but not a figure such as `no errors`, nor `without errors`."""
        tokens = self.tokens
        for i, token in enumerate(tokens):
            if "not" not in token.tags or token.text in ("without", "no longer"):
                continue
            if token.text in ("none", "nothing") and i and self.has("report", "have"):
                continue
            is_figure = "zero" in token.tags and any(one.tags & {"problem", "counted"} for one in tokens[i + 1 : i + 4])
            if not is_figure:
                return True
        return False

    def fails(self) -> bool:
        """Whether something is said to fail; `the failing test` alone is none."""
        tokens = self.tokens
        for i, token in enumerate(tokens):
            after = tokens[i + 1].tags if i + 1 < len(tokens) else frozenset[str]()
            if "fail" in token.tags and not (
                token.text in ("failing", "failed", "broken", "red") and after & {"test", "problem"}
            ):
                return True
        return False

    def finds_none(self) -> bool:
        """`no findings`, `0 errors`, `without warnings`, `finds nothing`."""
        if self.has("report", "have") and {"nothing", "none", "nichts", "nada", "rien"} & set(self.words[1:]):
            return True
        for i, token in enumerate(self.tokens):
            if ("zero" in token.tags or token.text in ("without", "ohne", "sin", "sans", "any")) and any(
                one.tags & {"problem", "fail"} for one in self.tokens[i + 1 : i + 4]
            ):
                return True
        return False

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.tokens]


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """In order."""
    merged: list[Clause] = []
    for piece in _pieces(tokens):
        if merged and _belongs(merged[-1], piece):
            merged[-1].is_labelled |= piece.link == "colon" and _is_label(merged[-1])
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
            if text in (")", "]", "）"):
                inside = None
            else:
                inside.append(token)
        elif text in ("(", "[", "（"):
            inside = []
            pieces[-1].brackets.append(inside)
        elif link := _cut(tokens, i):
            pieces.append(Clause([], link))
            if link not in ("hard", "dash", "colon", "comma", "bar"):
                pieces[-1].tokens.append(token)
        else:
            if len(pieces[-1].tokens) > _LONGEST:
                pieces.append(Clause([], "comma"))
            pieces[-1].tokens.append(token)
    return pieces


def _cut(tokens: Sequence[Token], i: int) -> str:
    text = tokens[i].text
    if text in _HARD or (text == "-" and 0 < i < len(tokens) - 1):
        return "dash" if text in "—–-" else "hard"
    if text in (":", "：", "→", "=>"):
        return "colon"
    if text in (",", "|", "，", "、"):
        return "bar" if text == "|" else "comma"
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or after is None:
        return "" if after is None else _LINKS.get(text, "")
    if text in ("with", "mit", "con", "avec"):
        return "with" if before.text == "," or ("num" in after.tags and i + 2 < len(tokens)) else ""
    if text in ("by", "after"):
        return "by" if "gerund" in after.tags else ""
    if text in ("including", "inkl", "incluyendo"):
        return "anew"
    if text in _SUBJECTS and before.text not in (",", ":", ";", "—") and _is_new_subject(tokens, i):
        return "anew"
    if text == "once" and (after.text in (",", ".", ";", ")") or "and" == after.text):
        return ""
    if text == "that" and before.text in ("until", "before", "after", "with", "of", "so", "once"):
        return ""
    return _LINKS.get(text, "")


def _is_new_subject(tokens: Sequence[Token], i: int) -> bool:
    """`... against testdb it stopped`: a pronoun that begins a clause without a comma before."""
    before = tokens[i - 1]
    if before.text in _LINKS or before.tags & {"prep", "not", "say", "modal"} or is_verb(tokens, i - 1):
        return False
    return i + 1 < len(tokens) and is_verb(tokens, i + 1)


def _belongs(before: Clause, piece: Clause) -> bool:
    """Whether a piece goes on with what stands before it."""
    link = piece.link
    if not piece.tokens:
        return True
    if len(before.tokens) > _LONGEST:
        return False
    if link == "dash" and before.tokens and all("code" in token.tags for token in before.tokens):
        return True
    if link in ("hard", "dash", "by"):
        return False
    says = _says(piece.tokens)
    if link == "if":
        return not says and len(before.tokens) > 0 and piece.tokens[0].text in ("before", "until")
    said = _says(before.tokens)
    if link in ("colon", "bar"):
        return not said or (link == "colon" and _is_label(before))
    if link in ("because", "but", "which"):
        return not says
    if link == "with":
        return not says and not _names_path(piece)
    if link == "and" and _is_present_act(before, piece):
        return False
    if piece.tokens[0].text == "including":
        return not any(token.tags & {"test", "lint"} for token in piece.tokens)
    if link == "comma" and says and _is_count(before.tokens):
        return False
    if link == "and" and says and said and _is_second_verb(before, piece):
        return True
    return not (bool(before.tokens) and says and said)


def _is_second_verb(before: Clause, piece: Clause) -> bool:
    """`The handler catches X and returns Y now`: two present verbs of one subject."""
    second = piece.tokens[1].tags if len(piece.tokens) > 2 else frozenset[str]()
    if "present" not in second or not second.isdisjoint(("be", "pass", "work", "have")):
        return False
    before.settle()
    return before.has("present") and not before.has("me", "be", "have", *_ACTS)


def _is_label(clause: Clause) -> bool:
    """`Fixed:`, `Deleted:`; what follows says what."""
    return len(clause.tokens) == 1 and not clause.tokens[0].tags.isdisjoint(_ACTS)


def _is_present_act(before: Clause, piece: Clause) -> bool:
    """`I added X and clamp Y`."""
    if len(piece.tokens) < 3 or "base" not in piece.tokens[1].tags or piece.tokens[1].tags & _NOUNS:
        return False
    return any("me" in token.tags for token in before.tokens)


def _names_path(clause: Clause) -> bool:
    return any("path" in token.tags for inside in (clause.tokens, *clause.brackets) for token in inside)


def _is_count(tokens: Sequence[Token]) -> bool:
    """`309 tests`, `One TS2322 error in FILE`: a figure, with no predicate."""
    if not tokens or not ("num" in tokens[0].tags or tokens[0].text == "one"):
        return False
    return any(token.tags & {"counted", "problem"} for token in tokens[1:4])


def _says(tokens: Sequence[Token]) -> bool:
    """Whether there is a predicate among the tokens, or a bare status (`no findings`)."""
    if len(tokens) == 2 and "quantity" in tokens[0].tags and "done" in tokens[1].tags:
        return True
    return any(is_verb(tokens, i) for i in range(len(tokens))) or _is_none_of(tokens)


def _is_none_of(tokens: Sequence[Token]) -> bool:
    for i, token in enumerate(tokens[:-1]):
        if "zero" in token.tags and not token.text.isdigit():
            return any(not one.tags.isdisjoint(("problem", "counted", "odd")) for one in tokens[i + 1 : i + 4])
    return bool(tokens) and tokens[0].text == "nothing" and any("odd" in token.tags for token in tokens)


def _is_plain_verb(tokens: Sequence[Token], i: int) -> bool:
    """A verb of which nothing more is known than its form: it needs a subject before, or an object behind."""
    tags = tokens[i].tags
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if "ved" in tags and "vs" not in tags:
        if before is None:
            return after is not None and (
                not after.tags or bool(after.tags & {"det", "code", "prep", "num", "quantity"})
            )
        if (
            before.tags & {"det", "num", "quantity", "only", "new", "zero"}
            and after is not None
            and "prep" not in after.tags
        ):
            return False
        return not (before.tags & {"prep"}) and tokens[i].text not in ("based", "related", "used")
    if before is None or not before.tags.isdisjoint(_NO_SUBJECT) or before.text in ("and", "or", ",", "to"):
        return (
            before is not None
            and before.text in ("and", "which", "that")
            and after is not None
            and bool(after.tags & {"det", "code", "num"})
        )
    return after is not None or before.text in ("it", "which", "now", "still")


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token can be a predicate where it stands."""
    tags = tokens[i].tags
    if "maybe" in tags:
        return (
            i == 0
            or tokens[i - 1].text in ("and", "then", "also", "just")
            or not tokens[i - 1].tags.isdisjoint(("me", "be", "have"))
            or (i > 1 and "me" in tokens[i - 2].tags)
        )
    if tags.isdisjoint(_VERBS) or "code" in tags:
        return False
    if not tags.isdisjoint(_SURE):
        return True
    if (
        tokens[i].text.endswith("ing")
        and "pass" not in tags
        and not any("be" in one.tags for one in tokens[max(0, i - 3) : i])
    ):
        return False
    before = tokens[i - 1].tags if i else frozenset[str]()
    after = tokens[i + 1].tags if i + 1 < len(tokens) else None
    if "vs" in tags and i and "path" in tokens[i - 1].tags:
        return True
    if not tags.isdisjoint(_NOUNS):
        if not tags.isdisjoint(("pass", "fail", "built")) and i and "num" not in before:
            return not before & {"det", "prep", "zero"}
        return bool(i) and not before & _BEFORE_NOUN and "prep" not in before and after is not None
    if tags <= _PLAIN_FORMS:
        return _is_plain_verb(tokens, i)
    if i and tokens[i - 1].text in _SUBJECTS | {"that", "these", "those"} and "vs" in tags:
        return True
    is_described = not before.isdisjoint(_BEFORE_NOUN) and "quantity" not in before
    if is_described and after is not None and not (after & {"prep", "quote"}) and tokens[i + 1].text.isalpha():
        return "pass" in tags and "counted" in tags
    return not (is_described and "present" in tags)
