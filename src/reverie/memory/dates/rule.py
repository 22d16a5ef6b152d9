"""A rule finds phrases of one form and says what becomes of them."""

import re
from collections.abc import Callable
from datetime import date

import msgspec


class Place(msgspec.Struct, frozen=True):
    """Where a phrase stands: the sentence around it, what of it comes before and after, and the day it is said on."""

    today: date
    sentence: str
    before: str
    after: str

    @property
    def begins_sentence(self) -> bool:
        return not self.before.strip(" \t\n>*#-\"'“(")


class Unclear(msgspec.Struct, frozen=True):
    """A phrase that means a date and does not say which; `means` are the dates it may mean, where they are known."""

    means: tuple[str, ...] = ()


Becomes = str | Unclear | None
"""What becomes of a phrase: a text with a date, or none because it is unclear, or nothing because it is no date."""

Resolve = Callable[[re.Match[str], Place], Becomes]


class Rule(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    resolve: Resolve


class Language(msgspec.Struct, frozen=True):
    """`signs` find that a text is in it: only then its rules are asked. None: they always are."""

    rules: tuple[Rule, ...]
    signs: re.Pattern[str] | None = None


def rule(pattern: str, resolve: Resolve, *, case: bool = False) -> Rule:
    """A rule for whole words; a blank stands for any white space. `case`: upper and lower case are told apart."""
    spaced = pattern.replace(" ", r"\s+")
    return Rule(re.compile(rf"(?<![\w'’])(?:{spaced})(?!\w)", re.NOFLAG if case else re.IGNORECASE), resolve)


def always(becomes: Becomes) -> Resolve:
    """For phrases of which the words alone tell what they mean."""
    return lambda found, place: becomes
