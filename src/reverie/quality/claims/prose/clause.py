"""A clause: what one predicate says, with what stands in brackets apart."""

from reverie.quality.claims.prose.predicates import is_verb
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.lexicon import NONE, Tags

_WITHOUT = frozenset(["without", "ohne", "sin", "sans"])
_NOTHING = frozenset(["nothing", "none", "nichts", "nada", "rien"])
_DESCRIBING = frozenset(["failing", "failed", "broken", "red"])


class Clause:
    """Tokens without brackets; `brackets` holds those within. `link` says how it follows what stands before it.

    `subject` are the tags of what was spoken of, when it has no subject of its own. `is_done` is behind a tick mark,
    `is_labelled` begins with its verb and a colon (`Fixed: ...`), `is_unreal` is said, but not as a fact.
    """

    __slots__ = ("brackets", "is_done", "is_labelled", "is_unreal", "link", "said", "subject", "tags", "tokens")

    def __init__(self, tokens: list[Token], link: str) -> None:
        self.tokens, self.link = tokens, link
        self.brackets: list[list[Token]] = []
        self.subject: Tags = NONE
        self.tags: Tags = NONE
        self.said: frozenset[str] = frozenset()
        self.is_done = self.is_labelled = self.is_unreal = False

    def settle(self) -> None:
        """Count its tags and words, after its tokens changed."""
        self.tags = NONE.union(*(token.tags for token in self.tokens))
        self.said = frozenset(token.text for token in self.tokens)

    def has(self, *tags: str) -> bool:
        """Whether any token has any of the tags."""
        return not self.tags.isdisjoint(tags)

    def says(self, *words: str) -> bool:
        """Whether any token is any of the words."""
        return not self.said.isdisjoint(words)

    def at(self, *tags: str) -> int:
        """Where the first token with one of the tags is; -1 when there is none."""
        return next((i for i, token in enumerate(self.tokens) if not token.tags.isdisjoint(tags)), -1)

    def verb_at(self) -> int:
        """Where its first predicate is; -1 when there is none."""
        return next((i for i in range(len(self.tokens)) if is_verb(self.tokens, i)), -1)

    def verbs(self) -> list[Token]:
        """Its predicates; a participle that only describes the subject of a later one is none."""
        places = [i for i in range(len(self.tokens)) if is_verb(self.tokens, i)]
        speaks_first = self.is_labelled or self.has("me")
        if len(places) > 1 and places[0] == 0 and not speaks_first and self.tokens[places[1]].tags & {"be", "present"}:
            places = places[1:]
        return [self.tokens[i] for i in places]

    def paths(self) -> list[Token]:
        return [token for token in self.tokens if "path" in token.tags]

    def all_paths(self) -> list[Token]:
        """Its paths, or else those in its brackets."""
        return self.paths() or [token for inside in self.brackets for token in inside if "path" in token.tags]

    def denies(self) -> bool:
        """Whether it takes something back: `not`, `never`; but not by a figure (`no errors`) or `without errors`."""
        tokens = self.tokens
        for i, token in enumerate(tokens):
            if "not" not in token.tags or token.text in ("without", "no longer"):
                continue
            if token.text in ("none", "nothing") and i and self.has("report", "have"):
                continue
            if not ("zero" in token.tags and any(one.tags & {"problem", "counted"} for one in tokens[i + 1 : i + 4])):
                return True
        return False

    def fails(self) -> bool:
        """Whether something is said to fail; `the failing test` alone is none."""
        tokens = self.tokens
        for i, token in enumerate(tokens):
            after = tokens[i + 1].tags if i + 1 < len(tokens) else NONE
            if "fail" in token.tags and not (token.text in _DESCRIBING and after & {"test", "problem"}):
                return True
        return False

    def finds_none(self) -> bool:
        """`no findings`, `0 errors`, `without warnings`, `finds nothing`."""
        if self.has("report", "have") and any(token.text in _NOTHING for token in self.tokens[1:]):
            return True
        return any(
            ("zero" in token.tags or token.text in _WITHOUT or token.text == "any")
            and any(one.tags & {"problem", "fail"} for one in self.tokens[i + 1 : i + 4])
            for i, token in enumerate(self.tokens)
        )

    def runs_without_problem(self) -> bool:
        """`runs without errors`."""
        return not self.said.isdisjoint(_WITHOUT) and self.finds_none()

    @property
    def words(self) -> list[str]:
        return [token.text for token in self.tokens]
