"""Sentences as runs of words: what is left of them without punctuation, articles and courtesy."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from .turning_words import IGNORED, OPENERS, REASONS, TURNING

_END = re.compile(r"[.!?]+(?=[\s\"'”’)*_]|\Z)|\n(?=\s*\n)|\n(?=[ \t]*(?:[-*+•]|\d+[.)])[ \t])")
_BULLET = re.compile(r"\A\s*(?:[-*+•]|\d+[.)])\s+")
_TOKEN = re.compile(r"[-_./~$@#&]*[^\W_](?:[\w.+#/@:'$%=&?~-]*[\w+#/])?|[<>=≤≥≠+|&%^~$€£¥]+|[,;:()–—\n]")
_BOUNDARIES = frozenset(",;:()–—\n")
_SIGNS = frozenset({"So", "Sk"})
_CONTRACTIONS = (("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("n't", " not"), ("'s ", " "))
_REQUEST = re.compile(r"\W*(?:please )?(?:can|could|would|will) you\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"\W*(?:no\s*(?:[,.!;—-]|\Z|wait\b|sorry\b|not\b)|nope|not really|just kidding|kidding|joking"
    r"|wait\b|scratch that|never ?mind|i mean\b|actually\b"
    r"|nein\b|doch nicht|non\b|mentira)",
    re.IGNORECASE,
)


class Sentence(msgspec.Struct, frozen=True):
    """A sentence at `start` to `end` of a text. `heading` are words before it that may turn its meaning.

    It is `doubted` when it is a question, stands in quotation marks, or is taken back by the next one.
    """

    start: int
    end: int
    text: str
    heading: frozenset[str] = frozenset()
    doubted: bool = False


class Words(msgspec.Struct, frozen=True):
    """The words of a sentence that tell; `begins` and `ends` say of each whether a clause begins or ends with it."""

    words: tuple[str, ...]
    begins: tuple[bool, ...]
    ends: tuple[bool, ...]
    signs: frozenset[str] = frozenset()
    """Pictures, such as a cross that negates what stands after it."""

    def holds(self, other: "Words") -> bool:
        """Whether another's words stand in it as whole clauses, and no word that turns the meaning stands outside."""
        run, length = other.words, len(other.words)
        if not length or not other.signs <= self.signs:
            return False
        for at in range(len(self.words) - length + 1):
            rest = (*self.words[:at], *self.words[at + length :])
            is_whole = self.begins[at] and self.ends[at + length - 1]
            if is_whole and not TURNING.intersection(rest) and _are_same(self.words[at : at + length], run):
                return True
        return False


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text. What a line that ends with a colon says, holds for all after it."""
    spans = list(_spans(text))
    heading: frozenset[str] = frozenset()
    for index, (start, end) in enumerate(spans):
        sentence = text[start:end]
        following = text[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
        is_question = sentence.rstrip("\"'”’)*_ \n").endswith("?") and not _REQUEST.match(sentence)
        is_doubted = is_question or _is_quoted(text, start) or bool(_CORRECTION.match(following))
        yield Sentence(start, end, sentence, heading, is_doubted)
        if sentence.rstrip().endswith(":"):
            heading |= TURNING.intersection(words_of(sentence).words)


def words_of(sentence: str) -> Words:
    """The words of a sentence, in lower case and one spelling."""
    plain = unicodedata.normalize("NFC", sentence).casefold().replace("’", "'").replace("`", " ")
    plain = _REQUEST.sub("", _BULLET.sub("", plain), count=1) if _REQUEST.match(plain) else _BULLET.sub("", plain)
    for short, long in _CONTRACTIONS:
        plain = plain.replace(short, long)
    words: list[str] = []
    begins: list[bool] = []
    ends: list[bool] = []
    is_begin = True
    for token in _TOKEN.findall(plain):
        if token in _BOUNDARIES or token in REASONS:
            ends[-1:] = [True] if ends else []
            is_begin = True
        if token in _BOUNDARIES or token in IGNORED:
            continue
        words.append(token)
        begins.append(is_begin)
        ends.append(False)
        is_begin = token in OPENERS and is_begin
    ends[-1:] = [True] if ends else []
    signs = frozenset(one for one in plain if unicodedata.category(one) in _SIGNS)
    return Words(tuple(words), tuple(begins), tuple(ends), signs)


def _is_quoted(text: str, start: int) -> bool:
    """Whether a quotation is open where a sentence starts, or begins there."""
    before = text[:start]
    is_open = before.count('"') % 2 == 1 or before.count("“") + before.count("„") > before.count("”")
    return is_open or text[start:].lstrip(" \t\n-*>").startswith(('"', "“", "„", "«"))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        if text[start : end.end()].strip():
            yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def _are_same(said: tuple[str, ...], stated: tuple[str, ...]) -> bool:
    """Whether two runs differ in nothing but the s of a plural or a third person."""
    return all(
        one == other or one.rstrip("s") == other.rstrip("s") != "" for one, other in zip(said, stated, strict=True)
    )
