"""Sharing: what a clause has in common with the changes of the record."""

from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.topics import Topic, Words, is_of, rooted, words_in

_NO_WORD = frozenset(["be", "have", "do", "prep", "it", "not", "quantity", "now", "link", "modal"])


def said_in(clause: Clause, context: Context) -> Words:
    """The words of a clause and of its brackets, sorted for a comparison with changes."""
    tokens = [*clause.tokens, *(token for inside in clause.brackets for token in inside)]
    texts = [context.text_of(token) for token in tokens if "code" in token.tags]
    paths = [text for text in texts if context.known.topics.of_path(text)]
    codes = [words_in(_stem_of(text)) for text in texts if text not in paths]
    figures = frozenset(_figure(token) for token in tokens if "digits" in token.tags)
    plain = frozenset(rooted(token.text) for token in tokens if is_word(token))
    return Words(tuple(paths), tuple(codes), figures, plain)


def names_change(clause: Clause, context: Context) -> bool:
    """Whether a path, a figure or code of a clause is of a change."""
    said = said_in(clause, context)
    topic, _ = context.known.topics.best(said)
    return topic is not None and is_exact(topic, said)


def is_exact(topic: Topic, said: Words) -> bool:
    """Whether a path, a figure or code is shared, and not only words."""
    return topic.weight(Words(said.paths, said.codes, said.figures)) > 0


def names(topic: Topic, said: Words) -> bool:
    return any(is_of(topic.path, path) for path in said.paths)


def is_word(token: Token) -> bool:
    return token.text.isalpha() and len(token.text) > 2 and token.tags.isdisjoint(_NO_WORD)


def _stem_of(text: str) -> str:
    """`moment` of `moment.js`, which may be a package."""
    name, dot, ending = text.rpartition(".")
    return name if dot and name.isalnum() and ending.isalpha() else text


def _figure(token: Token) -> str:
    return token.text.lstrip("~≈±").rstrip("abcdefghijklmnopqrstuvwxyzµ%")
