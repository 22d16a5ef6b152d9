"""The day that a question asks about: "in 2009, where did X work?", "what was X before 2026-11-20?"."""

import re
from datetime import date, timedelta
from typing import Literal

import msgspec

_YEAR = """
january february march april may june july august september october november december
"""
_MONTHS = _YEAR.split()
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_WHEN = r"(?P<when>before|until|till|prior to|up to|after|since|in|on|at|as of|by|during|back in|around)"
_DAY = re.compile(
    rf"\b{_WHEN}\s+(?:the\s+)?(?:(?P<word>{_MONTH})\.?\s+(?:(?P<dom>\d\d?),?\s+)?)?"
    r"(?P<year>(?:1[89]|20)\d\d)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?![\w-])",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:used to|previously|formerly|originally|in the past|(?:previous|former|old|earlier|last) (?:value|one)|"
    r"before (?:that|then|the change|it changed|now))\b|\bwhat (?:was|were)\b.*\bbefore\W*\Z",
    re.IGNORECASE,
)
_BEFORE = frozenset(("before", "until", "till", "prior to", "up to"))


class Asked(msgspec.Struct, frozen=True):
    """`day` is one on which what is asked for held; None when a question asks for what held before, whenever it was.

    `first` and `last` are the days that the question names, `rest` is the question without them: what to search for.
    """

    how: Literal["before", "on"]
    day: date | None = None
    first: date | None = None
    last: date | None = None
    rest: str = ""


def asked_day(question: str) -> Asked | None:
    """None when it asks for what holds now."""
    found = _DAY.search(question)
    if found is None:
        return Asked("before", rest=question) if _PAST.search(question) else None
    span = _span(found)
    if span is None:
        return None
    first, last = span
    rest = f"{question[: found.start()]} {question[found.end() :]}".strip(" ,")
    if found["when"].casefold() in _BEFORE:
        return Asked("before", first - timedelta(days=1), first, last, rest)
    return Asked("on", last, first, last, rest)


def _span(found: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day of the year, month or day."""
    year = int(found["year"])
    month = int(found["month"]) if found["month"] else _month(found["word"])
    day = found["day"] or found["dom"]
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if day:
            return date(year, month, int(day)), date(year, month, int(day))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    except ValueError:
        return None


def _month(word: str | None) -> int:
    return [month[:3] for month in _MONTHS].index(word[:3].casefold()) + 1 if word else 0
