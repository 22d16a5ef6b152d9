"""A topic's description when nobody gave one: the words that tell most of what its facts say."""

from collections import Counter

from reverie.memory.topic import Topic

from .pointer import MOST_CHARACTERS
from .words import words_of


def describe(topic: Topic) -> str:
    """The most frequent words of its facts, those of titles counting more; at most `MOST_CHARACTERS` characters."""
    weights: Counter[str] = Counter()
    for fact in topic.facts:
        weights.update(dict.fromkeys(words_of(fact.statement), 1))
        weights.update(dict.fromkeys(words_of(fact.title), 1))
    for word in words_of(topic.title):
        weights.pop(word, None)
    text = ""
    for word, _ in weights.most_common():
        if len(text) + len(word) + 2 <= MOST_CHARACTERS:
            text += f", {word}" if text else word
    return text
