"""A topic's description when nobody gave one: the words that tell most of what its facts say.

Whether a description is code's stands in the topic's front matter, with a hash by which a person's change of it shows,
and with the number of facts that it was made from: it is made anew when there are more than twice as many, so that
most writes leave the index as it is.
"""

import hashlib
import math
import re

import msgspec

from reverie.memory.topic import Topic

from .pages import FactsWith
from .pointer import Pointer
from .telling import telling_words
from .words import words_of

DESCRIBED = "described"
"""The front-matter key: `by code from 8 facts 3f2a9c1b`, or `given 3f2a9c1b`."""

_BY_CODE = re.compile(r"by code from (\d+) facts? ([0-9a-f]{8})")
_GIVEN = re.compile(r"given ([0-9a-f]{8})")


class Described(msgspec.Struct, frozen=True):
    """What is noted of a description: `facts` it was made from by code, None for one that somebody gave."""

    facts: int | None = None
    mark: str = ""

    def is_of(self, description: str) -> bool:
        return self.mark == mark_of(description)

    def __str__(self) -> str:
        if self.facts is None:
            return f"given {self.mark}"
        return f"by code from {self.facts} fact{'s' * (self.facts != 1)} {self.mark}"


def noted(topic: Topic) -> Described | None:
    """What the topic's front matter notes; None when nothing, or what a person made of it."""
    text = topic.head.get(DESCRIBED)
    if found := _BY_CODE.fullmatch(text):
        return Described(int(found[1]), found[2])
    if found := _GIVEN.fullmatch(text):
        return Described(None, found[1])
    return None


def mark_of(description: str) -> str:
    return hashlib.sha256(description.encode()).hexdigest()[:8]


def is_due(topic: Topic, before: Topic | None = None) -> bool:
    """Whether code has to describe the topic, for the first time or anew.

    `before` is the topic as it was: what a fact said that is gone, or says something else, must not stay in the index.
    """
    note = noted(topic)
    if note is None or not topic.description:
        return not topic.description
    if note.facts is None or not note.is_of(topic.description):
        return False
    if before is not None and not _statements(before) <= _statements(topic):
        return True
    return len(topic.facts) > 2 * note.facts or 2 * len(topic.facts) < note.facts


def _statements(topic: Topic) -> set[str]:
    return {fact.statement for fact in topic.facts}


def with_description(topic: Topic, pointer: Pointer, facts_with: FactsWith) -> Topic:
    """The topic described by code; `pointer` leads to it, `facts_with` says how common words are."""
    text = describe(topic, pointer, facts_with)
    note = Described(len(topic.facts), mark_of(text))
    return topic.with_head(description=text, **{DESCRIBED: str(note)})


def with_given(topic: Topic, description: str) -> Topic:
    """The topic with a description that somebody gave, which code leaves alone."""
    return topic.with_head(description=description, **{DESCRIBED: str(Described(None, mark_of(description)))})


def describe(topic: Topic, pointer: Pointer, facts_with: FactsWith) -> str:
    """The topic's telling words, rather those that few facts have, as many as its pointer has room for.

    Words and no sentences: a pointer says where something stands, and is not checked before it is read.
    """
    texts = [words_of(fact.statement) for fact in topic.facts]
    common = facts_with({word for words in texts for word in words})
    many = 1 + max(common.values(), default=0)
    chosen = telling_words(
        texts,
        pointer.room + 1,
        said=set(words_of(pointer.title)),
        weight=lambda word: math.log(1 + many / (1 + common.get(word, 0))),
    )
    return " ".join(chosen)
