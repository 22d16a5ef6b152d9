"""Words of English that tell dates, and those around them that tell a date from a habit."""

import re

from .calendar import Unit

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
AMOUNT = rf"(?P<amount>\d{{1,4}}|an?|{'|'.join(NUMBERS)})"
UNIT = r"(?P<unit>hour|day|week|fortnight|month|quarter|year)s?"
SPAN = r"(?P<unit>week|weekend|month|quarter|year)"
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY = rf"(?P<day>{'|'.join(WEEKDAYS)})"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
ANY_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
WHICH = {"last": -1, "this past": -1, "past": -1, "this": 0, "coming": 1, "this coming": 1, "upcoming": 1, "next": 1}

DETERMINER = re.compile(
    r"\b(?:the|an?|any|all|each|every|its|their|your|our|my|this|that|of|least|most|more|less|which|whose)\s+\Z", re.I
)
"""What stands before a word that is then no adverb of time: "the today view", "least recently used"."""

CONDITION = re.compile(r"\b(?:if|when|whenever|while|unless|until|once|every|each|always|never|how)\b", re.I)

HABIT = re.compile(
    r"\b(?:every|each|always|never|usually|regularly|only|no|not|don'?t|must|mustn'?t|should|shouldn'?t|can|cannot|(?-i:may)"
    r"|are|is|be|keeps?|retains?|deletes?|shows?|lists?|displays?|returns?|reports?|quer(?:y|ies)|filters?|windows?"
    r"|rolling|retention|per|older|default|expires?|rotates?|daily|weekly|monthly|nightly|whenever|if)\b",
    re.I,
)
"""Words of rules and of what is so again and again. A sentence with one of them names no single day."""

FREQUENT = re.compile(
    r"\b(?:every|each|always|never|usually|normally|regularly|daily|weekly|monthly|nightly|whenever)\b", re.I
)

PAST = re.compile(
    r"\b(?:was|were|had|did|began|broke|built|came|chose|cut|found|gave|got|happened|left|lost|made|met|ran|said|saw|sent"
    r"|took|told|went|wrote|[a-z]{2,}ed)\b",
    re.I,
)
FUTURE = re.compile(
    r"\b(?:will|won'?t|shall|going to|planned|plans?|scheduled|due|deadline|launch(?:es)?|ships?|migrates?|moves?"
    r"|starts?|begins?|ends?|leaves?|meeting|we'll|they'll|it'll)\b",
    re.I,
)


def amount_of(word: str) -> int:
    """The number that a word says; 1 for an article and for none."""
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower(), 1)


def unit_of(word: str, amount: int) -> tuple[Unit, int]:
    """A unit of the calendar and how many of it: hours are none of a day, a fortnight two weeks."""
    if word == "hour":
        return "day", amount // 24
    if word == "fortnight":
        return "week", 2 * amount
    for unit in ("day", "week", "month", "quarter"):
        if word == unit:
            return unit, amount
    return "year", amount
