"""Phrases that mean a date and do not say it, found in a text."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from .masks import masked
from .rule import Language, Place, Unclear

_SENTENCE_END = re.compile(r"[.!?;:](?=\s)|\n(?=\s*(?:\n|[-*>#]|\d+[.)]))")


class Phrase(msgspec.Struct, frozen=True):
    """A phrase at `start` of a text. `becomes` is a text with the date; None when that is unclear, and then `means` are
    the dates it may mean, where they are known."""

    start: int
    text: str
    becomes: str | None = None
    means: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def make_absolute(text: str, today: date) -> str:
    """The text with each phrase that means a date, seen from `today`, replaced by that date; unclear ones stay."""
    pieces, done = [], 0
    for phrase in relative_phrases(text, today):
        if phrase.becomes is not None:
            pieces += [text[done : phrase.start], phrase.becomes]
            done = phrase.end
    return "".join([*pieces, text[done:]])


def relative_phrases(text: str, today: date) -> list[Phrase]:
    """The phrases that mean a date, in their order; of two that overlap the one that begins first, then the longer."""
    plain = masked(text)
    found = [phrase for language in _languages() for phrase in _found(language, plain, today)]
    chosen: list[Phrase] = []
    for phrase in sorted(found, key=lambda one: (one.start, -len(one.text))):
        if not chosen or phrase.start >= chosen[-1].end:
            chosen.append(phrase)
    return chosen


@cache
def _languages() -> tuple[Language, ...]:
    """Loaded for the first text, not with the memory: to compile their patterns takes longer than to read it."""
    from .english import ENGLISH
    from .french import FRENCH
    from .german import GERMAN
    from .spanish import SPANISH

    return ENGLISH, GERMAN, FRENCH, SPANISH


def _found(language: Language, plain: str, today: date) -> Iterator[Phrase]:
    if language.signs is not None and not language.signs.search(plain):
        return
    for rule in language.rules:
        for found in rule.pattern.finditer(plain):
            becomes = rule.resolve(found, _place(plain, found, today))
            if isinstance(becomes, Unclear):
                yield Phrase(found.start(), found.group(), None, becomes.means)
            elif becomes:
                yield Phrase(found.start(), found.group(), becomes)


def _place(plain: str, found: re.Match[str], today: date) -> Place:
    ends = [0, *(end.end() for end in _SENTENCE_END.finditer(plain)), len(plain)]
    start = max(end for end in ends if end <= found.start())
    end = min((end for end in ends if end >= found.end()), default=len(plain))
    return Place(today, plain[start:end], plain[start : found.start()], plain[found.end() : end])
