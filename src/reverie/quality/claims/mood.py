"""Mood: whether a clause says that something is so, or only asks, plans, advises, supposes, denies or quotes."""

from collections.abc import Sequence

from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.predicates import is_verb
from reverie.quality.claims.prose.tokens import Token

_NOUN_LIKE = frozenset(["test", "build", "lint", "commit", "tag"])
_DONE = frozenset(["edit", "add", "remove", "create", "delete", "install", "fix", "commit", "push"])
_PAST_TOO = frozenset(["set", "put", "read", "cut", "split", "let", "run"])


def is_question(text: str) -> bool:
    return text.rstrip("\"'»”)*_ ").endswith(("?", "？"))


def is_unreal(clause: Clause) -> bool:
    """A plan, a wish, advice, a guess, a custom, or a time before this turn."""
    if (
        clause.words[-1] in ("before", "earlier")
        and not clause.says("as", "like", "than")
        and not clause.has("digits", "more")
    ):
        return True
    if (
        {"old", "previous", "former", "original"} & set(clause.words[:3])
        and {"code", "version", "implementation", "logic", "behaviour", "behavior"} & set(clause.words[:5])
        and not clause.has("be", "me")
    ):
        return True
    if _tells_of_old(clause):
        return True
    if clause.has("past") and clause.has("digits") and clause.has("be", "more", "report"):
        return clause.has("modal", "future", "hedge", "advice")
    if clause.has("modal", "future", "hedge", "generic", "past", "advice"):
        return not _is_real_all_the_same(clause)
    if clause.has("say") and clause.has("document", "doctext", "you") and not clause.has("me"):
        return True
    if clause.link == "and" and "me" in clause.subject:
        return False
    return clause.link != "which" and is_imperative(clause)


def _tells_of_old(clause: Clause) -> bool:
    """`the old cache counted rows twice`."""
    if {"old", "previous", "former"}.isdisjoint(clause.words[:3]) or clause.has("be", "me", "have", "now", "digits"):
        return False
    at = clause.verb_at()
    return at > 1 and "ved" in clause.tokens[at].tags and clause.tokens[at].tags.isdisjoint(_DONE | {"gone"})


def _is_real_all_the_same(clause: Clause) -> bool:
    """`users can now filter`: a state that was reached."""
    if clause.has("future", "hedge", "generic", "past", "advice"):
        return False
    if clause.has("me") and "to make sure" in " ".join(clause.words) and not clause.has("modal"):
        return True
    if clause.has("as_meant") and not clause.has("modal"):
        return True
    if clause.has("anymore") and clause.words[clause.at("modal")] in ("can't", "cannot", "can"):
        return True
    i = clause.at("modal")
    following = clause.words[i + 1 : i + 2]
    return (
        clause.words[i] in ("can", "puede", "kann", "peut")
        and ("now" in following or clause.has("again"))
        and not clause.has("you")
    )


def is_imperative(clause: Clause) -> bool:
    tokens = clause.tokens
    at = 0
    while at < len(tokens) and tokens[at].text in (
        "and",
        "or",
        "then",
        "please",
        "just",
        "also",
        "now",
        "first",
        "next",
        ",",
    ):
        at += 1
    if at >= len(tokens) or "base" not in tokens[at].tags or clause.has("me"):
        return False
    first = tokens[at]
    if any("hash" in token.tags for token in tokens[at + 1 : at + 3]) and first.text in ("commit", "merge"):
        return False
    if first.text in _PAST_TOO:
        return False
    if len(tokens) == at + 1:
        return first.tags.isdisjoint(_NOUN_LIKE) and "pass" not in first.tags
    after = tokens[at + 1]
    if after.text in ("of", "in", "for", "on", "from") and first.text not in ("look", "go", "run", "wait"):
        return False
    if not first.tags.isdisjoint(_NOUN_LIKE):
        return (
            not any(is_verb(tokens, i) or "pass" in tokens[i].tags for i in range(at + 1, len(tokens)))
            and "num" not in after.tags
        )
    if _is_participle_at_end(tokens, at + 2):
        return False
    return not is_verb(tokens, at + 1) or "det" in after.tags


def supposes(clause: Clause) -> bool:
    """A condition: `if`, `once`, `when` it is not told as something that happened."""
    if clause.tokens and "if" in clause.tokens[0].tags:
        is_past = clause.has("me") and clause.has("run", "read", "edit", "add", "fix") and not clause.has("modal")
        return not (clause.tokens[0].text in ("when", "once", "whenever", "cuando", "quand", "before") and is_past)
    if clause.words[1:2] == ["instead"]:
        return True  # `With --hard instead, the changes are gone`
    return clause.tokens[:1] != [] and clause.tokens[0].text in ("otherwise", "in case")


def _is_participle_at_end(tokens: Sequence[Token], start: int) -> bool:
    """`Retry logic added to FILE`: the verb stands behind its thing."""
    for i in range(start, len(tokens)):
        after = tokens[i + 1].tags if i + 1 < len(tokens) else frozenset({"prep"})
        if tokens[i].tags & _DONE and "prep" in after and "det" not in tokens[i - 1].tags and is_verb(tokens, i):
            return True
    return False
