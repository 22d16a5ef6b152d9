"""Tokens: words, numbers, code, paths and marks of a sentence, with their tags."""

import re
from collections.abc import Sequence

from reverie.quality.claims.prose.code import code_tags
from reverie.quality.claims.prose.masking import CODE, PATH, QUOTE
from reverie.quality.claims.words.lexicon import Tags, phrases, tags_of

_TOKEN = re.compile(
    rf"{CODE}+|{PATH}+|{QUOTE}+"
    r"|[~≈±]?\d[\d_]*(?:[.,:]\d+)*(?:[a-zµ%]{1,3}(?![\w]))?"
    r"|v?\d+(?:\.\w+)+"
    r"|[^\W\d_][\w]*(?:['’-]\w+)*|\S"
)
_NUMBER: Tags = frozenset({"num", "digits"})

_MAYBE: Tags = frozenset({"maybe"})


class Token:
    """Characters `start` to `end` of the answer, in lower case, and what they can be."""

    __slots__ = ("end", "start", "tags", "text")

    def __init__(self, start: int, end: int, text: str, tags: Tags) -> None:
        self.start, self.end, self.text, self.tags = start, end, text, tags


def tokens_of(answer: str, text: str, start: int, end: int, offset: int) -> list[Token]:
    """Of the masked `text` from `start` to `end`; `offset` is where `text` begins in the answer."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        at, word = offset + match.start(), match[0]
        found.append(
            Token(at, at + len(word), word.lower().replace("’", "'"), _tags(word, answer[at : at + len(word)]))
        )
    return _joined(found)


def _tags(word: str, original: str) -> Tags:
    first = word[0]
    if first in (CODE, PATH):
        return code_tags(original, is_path=first == PATH)
    if first == QUOTE:
        return frozenset({"quote"})
    if first.isdigit() or (first in "~≈±" and len(word) > 1):
        last = re.sub(r"[^a-zµ%]", "", word)
        if word == "0":
            return _NUMBER | {"zero"}
        return _NUMBER | {"measure"} if last else _NUMBER
    tags = tags_of(word.lower().replace("’", "'"))
    if not tags and word[-2:] in ("'s", "’s"):
        tags = tags_of(word[:-2].lower())
    if not tags and len(word) > 4 and word.endswith(("ed", "ied")):
        return _MAYBE
    if "numberword" in tags:
        return tags | {"num"}
    return tags


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """With the phrases of the lexicon as one token each."""
    known = phrases()
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        for rest in known.get(token.text, ()):
            following = tokens[at + 1 : at + 1 + len(rest)]
            if len(following) == len(rest) and all(one.text == word for one, word in zip(following, rest, strict=True)):
                text = " ".join((token.text, *rest))
                token = Token(token.start, following[-1].end, text, tags_of(text))
                at += len(rest)
                break
        joined.append(token)
        at += 1
    return joined
