"""Predicates: which token of a run can be its verb, and which only describes a noun or is one."""

from collections.abc import Sequence

from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.words.lexicon import NONE, Tags

ACTS = frozenset(
    ["edit", "add", "remove", "create", "delete", "commit", "push", "install", "save", "read", "run", "fix"]
)
NOUNS = frozenset(
    [
        "test",
        "build",
        "lint",
        "counted",
        "problem",
        "tag",
        "pr",
        "doctext",
        "behaviour",
        "commitword",
        "db",
        "document",
        "installword",
    ]
)
PRONOUNS = frozenset(["it", "they", "this", "he", "she"])

_SURE = frozenset(["be", "have", "do", "modal", "future"])
_VERBS = (
    ACTS
    | _SURE
    | frozenset(["gone", "built", "fail", "pass", "work", "leave", "present", "report", "touch", "vs", "ved"])
)
_BEFORE_NOUN = frozenset(["det", "num", "quantity", "zero", "else", "only", "new"])
_PLAIN_FORMS = frozenset(["vs", "ved", "base", "present"])
_NO_SUBJECT = frozenset(["det", "num", "quantity", "zero", "prep", "be", "have", "modal", "only", "new", "else"])
_OBJECT = frozenset(["det", "code", "prep", "num", "quantity"])
_DEMONSTRATIVES = PRONOUNS | {"that", "these", "those"}
_ADJECTIVES = frozenset(["based", "related", "used"])


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token can be a predicate where it stands."""
    tags = tokens[i].tags
    if "maybe" in tags:
        return _is_unknown_past(tokens, i)
    if tags.isdisjoint(_VERBS) or "code" in tags:
        return False
    if not tags.isdisjoint(_SURE):
        return True
    if _is_bare_gerund(tokens, i):
        return False
    if "vs" in tags and i and "path" in tokens[i - 1].tags:
        return True
    if not tags.isdisjoint(NOUNS):
        return _is_verb_not_noun(tokens, i)
    if tags <= _PLAIN_FORMS:
        return _is_past(tokens, i) if "ved" in tags and "vs" not in tags else _is_present(tokens, i)
    return _is_no_participle(tokens, i)


def _before(tokens: Sequence[Token], i: int) -> Tags:
    return tokens[i - 1].tags if i else NONE


def _after(tokens: Sequence[Token], i: int) -> Tags | None:
    return tokens[i + 1].tags if i + 1 < len(tokens) else None


def _is_unknown_past(tokens: Sequence[Token], i: int) -> bool:
    """A form in `-ed` that the lexicon does not have: at the start, after a speaker or an auxiliary."""
    if i == 0 or tokens[i - 1].text in ("and", "then", "also", "just"):
        return True
    return bool(_before(tokens, i) & {"me", "be", "have"}) or (i > 1 and "me" in tokens[i - 2].tags)


def _is_bare_gerund(tokens: Sequence[Token], i: int) -> bool:
    """`running` without `is`."""
    if not tokens[i].text.endswith("ing") or "pass" in tokens[i].tags:
        return False
    return not any("be" in one.tags for one in tokens[max(0, i - 3) : i])


def _is_verb_not_noun(tokens: Sequence[Token], i: int) -> bool:
    """Of words that are both (`tests`, `builds`, `passes`)."""
    before = _before(tokens, i)
    if tokens[i].tags & {"pass", "fail", "built"} and i and "num" not in before:
        return not before & {"det", "prep", "zero"}
    return bool(i) and not before & _BEFORE_NOUN and "prep" not in before and _after(tokens, i) is not None


def _is_past(tokens: Sequence[Token], i: int) -> bool:
    """Of a past form of which nothing more is known."""
    before, after = _before(tokens, i), _after(tokens, i)
    if i == 0:
        return after is not None and (not after or bool(after & _OBJECT))
    if before & (_BEFORE_NOUN - {"else"}) and after is not None and "prep" not in after:
        return False
    return "prep" not in before and tokens[i].text not in _ADJECTIVES


def _is_present(tokens: Sequence[Token], i: int) -> bool:
    """Of a present form: it needs a subject before it, or an object behind."""
    if i == 0:
        return False
    before, after = tokens[i - 1], _after(tokens, i)
    if before.tags & _NO_SUBJECT or before.text in ("and", "or", ",", "to"):
        return before.text in ("and", "which", "that") and bool((after or NONE) & {"det", "code", "num"})
    return after is not None or before.text in ("it", "which", "now", "still", "no longer", "never")


def _is_no_participle(tokens: Sequence[Token], i: int) -> bool:
    """`the added guard`, `three failed jobs`: the word describes what follows."""
    tags, before, after = tokens[i].tags, _before(tokens, i), _after(tokens, i)
    if i and "vs" in tags and tokens[i - 1].text in _DEMONSTRATIVES:
        return True
    if before.isdisjoint(_BEFORE_NOUN) or "quantity" in before:
        return True
    if after is not None and not after & {"prep", "quote"} and tokens[i + 1].text.isalpha():
        return {"pass", "counted"} <= tags
    return "present" not in tags
