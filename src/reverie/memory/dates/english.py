"""Phrases of English that mean a date.

Habits ("every Friday", "Friday deploys are forbidden"), lengths of time ("within 3 days") and "last release" are left
alone. "now" and "currently" mean the day on which they are said; "recently" and "soon" mean none that could be named.
"""

import re

from .calendar import Unit, day_at
from .english_words import (
    AMOUNT,
    ANY_MONTH,
    CONDITION,
    DETERMINER,
    FREQUENT,
    FUTURE,
    HABIT,
    MONTH,
    MONTHS,
    PAST,
    SPAN,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    amount_of,
    unit_of,
)
from .named import at_distance, month_named, period, read_phrase, weekday_at, weekday_in_week
from .rule import Becomes, Language, Place, Resolve, Unclear, always, rule

_WHICH = rf"(?P<which>{'|'.join(sorted(WHICH, key=len, reverse=True))})"
_NAMES = {"week": "the week of {}", "weekend": "the weekend of {}"}


def _which(found: re.Match[str]) -> int:
    return WHICH[" ".join(found["which"].lower().split())]


def _unit(found: re.Match[str], amount: int = 1) -> tuple[Unit, int]:
    return unit_of(found["unit"].lower(), amount)


def _is_name(found: re.Match[str], place: Place) -> bool:
    """Whether a word is used as a noun or a name: "the today view", "the Today screen"."""
    if place.after.startswith(("'s", "’s")):
        return False
    is_capital = found.group()[0].isupper() and not place.begins_sentence
    return is_capital or DETERMINER.search(place.before) is not None


def _day(distance: int) -> Resolve:
    def resolve(found: re.Match[str], place: Place) -> Becomes:
        is_rule = place.after.startswith(("'s", "’s")) and CONDITION.search(place.sentence)
        return None if is_rule or _is_name(found, place) else day_at(place.today, distance)

    return resolve


def _now(found: re.Match[str], place: Place) -> Becomes:
    """Not "Now push it", "now that", "if it is currently open", "the currently open file"."""
    word = found.group().lower()
    if _is_name(found, place) or CONDITION.search(place.sentence):
        return None
    if word == "now" and (place.begins_sentence or re.match(r"\s+(?:that|and)\b|\s*,", place.after)):
        return None
    return f"{'As' if found.group()[0].isupper() else 'as'} of {place.today.isoformat()}"


def _until_now(found: re.Match[str], place: Place) -> Becomes:
    return f"{found['before']} {place.today.isoformat()}"


def _vague(found: re.Match[str], place: Place) -> Becomes:
    return None if DETERMINER.search(place.before) else Unclear()


def _ago(found: re.Match[str], place: Place) -> Becomes:
    unit, amount = _unit(found, amount_of(found["amount"]))
    return at_distance(place.today, -amount, unit) or Unclear()


def _from_now(found: re.Match[str], place: Place) -> Becomes:
    unit, amount = _unit(found, amount_of(found["amount"]))
    return at_distance(place.today, amount, unit) or Unclear()


def _in(found: re.Match[str], place: Place) -> Becomes:
    """To launch in 3 weeks is a date; that tokens expire in 3 weeks is a length of time."""
    if HABIT.search(place.sentence) or not FUTURE.search(place.sentence):
        return None
    return _from_now(found, place)


def _span(found: re.Match[str], place: Place) -> Becomes:
    """Such as "in the last 3 months" of a report that somebody gave once, not of one that is made again and again."""
    if HABIT.search(place.sentence) or (found["unit"].lower() == "day" and not found["amount"]):
        return None
    side = "before" if _which(found) < 0 else "after"
    length = re.sub(r"^(?:the|this)\s+|\b(?:last|past|next|coming)\s+", "", found.group(), flags=re.IGNORECASE)
    return f"the {' '.join(length.split())} {side} {place.today.isoformat()}"


def _period(found: re.Match[str], place: Place) -> Becomes:
    if re.search(r"\b(?:the|each|every|any|a)\s+\Z", place.before, re.IGNORECASE):
        return None
    unit = found["unit"].lower()
    is_week = unit in ("week", "weekend")
    return period(place.today, unit if is_week else unit_of(unit, 1)[0], _which(found), **_NAMES)  # type: ignore[arg-type]


def _weekday(found: re.Match[str], place: Place) -> Becomes:
    return weekday_at(place.today, WEEKDAYS.index(found["day"].lower()), _which(found))


def _weekday_of_week(found: re.Match[str], place: Place) -> Becomes:
    return weekday_in_week(place.today, WEEKDAYS.index(found["day"].lower()), _which(found))


def _side(found: re.Match[str], place: Place) -> int:
    """Whether a day without its week, or a month without its year, is past (-1) or ahead (1); 0 when that is not told,
    or when no single one is meant."""
    word = " ".join((found["before"] or "").lower().split())
    is_habit = FREQUENT.search(place.sentence)
    if word in ("since", "as of"):
        return 0 if is_habit else -1
    if word in ("by", "until", "till", "due", "due on"):
        return 0 if is_habit else 1
    if is_habit or HABIT.search(place.sentence):
        return 0
    return -1 if PAST.search(place.sentence) else 1 if FUTURE.search(place.sentence) else 0


_BEFORE = r"(?P<before>(?i:since|as of|by|until|till|due on|due|before|on|in))"


def _bare_weekday(found: re.Match[str], place: Place) -> Becomes:
    """Such as "since Monday", "on Monday we decided"; not "before Friday deploys", "no deploys on Friday"."""
    side = _side(found, place)
    if not side or re.match(r"\s+[a-z]+s\b", place.after):
        return None
    day = weekday_at(place.today, WEEKDAYS.index(found["day"].lower()), -1 if side < 0 else 0)
    return f"{found['before']} {day}" if isinstance(day, str) else day


def _month(found: re.Match[str], place: Place) -> Becomes:
    return month_named(place.today, 1 + MONTHS.index(found["month"]), _which(found))


def _bare_month(found: re.Match[str], place: Place) -> Becomes:
    side = _side(found, place)
    if not side:
        return None
    return f"{found['before']} {month_named(place.today, 1 + MONTHS.index(found['month']), side, or_this=True)}"


def _day_of_month(found: re.Match[str], place: Place) -> Becomes:
    side = _side(found, place)
    day = read_phrase(found["date"], "en", place.today, future=side > 0) if side else None
    return f"{found['before']} {day.isoformat()}" if day else None


_NO_YEAR = r"(?!,?\s*\d|-\d)"

ENGLISH = Language(
    (
        rule(r"(?:the )?day before yesterday", lambda found, place: day_at(place.today, -2)),
        rule(r"(?:the )?day after tomorrow", lambda found, place: day_at(place.today, 2)),
        rule("yesterday", _day(-1)),
        rule("today|tonight", _day(0)),
        rule("tomorrow", _day(1)),
        rule("this (?:morning|afternoon|evening)", lambda found, place: day_at(place.today, 0)),
        rule("last night", lambda found, place: day_at(place.today, -1)),
        rule(r"(?P<before>until|till|by|before|since|up to|up until|from) now", _until_now),
        rule(
            r"(?:right|just|as of|for) now|now|currently|presently|nowadays|these days"
            r"|at (?:the moment|present|the present time)|for the (?:moment|time being)",
            _now,
        ),
        rule(rf"{AMOUNT} {UNIT} ago(?: today)?", _ago),
        rule(rf"{AMOUNT} {UNIT} (?:from (?:now|today)|hence)", _from_now),
        rule(rf"in {AMOUNT} (?P<unit>day|week|month|year)s?", _in),
        rule(rf"(?:the|this) (?P<which>last|past|next|coming) (?:{AMOUNT} )?{UNIT}(?! of)", _span),
        rule(rf"(?P<which>last|past|next) {AMOUNT} {UNIT}(?! of)", _span),
        rule(rf"{_WHICH} {SPAN}(?! of)", _period),
        rule(rf"{WEEKDAY} (?:of )?(?P<which>last|this|next) week", _weekday_of_week),
        rule(rf"(?P<which>last|this|next) week(?:'s|’s)? (?:on )?{WEEKDAY}", _weekday_of_week),
        rule(rf"{_WHICH} {WEEKDAY}", _weekday),
        rule(rf"{_BEFORE} {WEEKDAY}", _bare_weekday),
        rule(rf"{_WHICH} {MONTH}", _month, case=True),
        rule(rf"{_BEFORE} {MONTH}{_NO_YEAR}", _bare_month, case=True),
        rule(rf"{_BEFORE} (?P<date>{ANY_MONTH} \d{{1,2}}(?:st|nd|rd|th)?){_NO_YEAR}", _day_of_month, case=True),
        rule(rf"{_BEFORE} (?P<date>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{ANY_MONTH}){_NO_YEAR}", _day_of_month, case=True),
        rule(
            r"recently|lately|the other (?:day|night|week|month)|in the (?:near|not too distant) future|before long"
            r"|in the recent past|any day now|some\s*time (?:soon|ago)|(?:not )?(?:long|ages) ago"
            r"|(?:a )?(?:short |little |long )?(?:while|time) (?:ago|back)"
            r"|(?:an? )?(?:few|couple(?: of)?|handful of|several|some|many|half an?) "
            r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?) ago",
            _vague,
        ),
        rule(
            r"soon(?! as)",
            lambda found, place: None if re.search(r"\b(?:as|too|how)\s+\Z", place.before) else Unclear(),
        ),
        rule("shortly(?! (?:after|before|thereafter))", always(Unclear())),
        rule(
            r"(?:in|over|during|within) (?:the (?:last|past|next|coming) )?(?:an? )?(?:few|couple of|several) "
            r"(?:days|weeks|months|years)",
            lambda found, place: None if HABIT.search(place.sentence) else Unclear(),
        ),
    )
)
