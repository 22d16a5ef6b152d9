"""Phrases of German that mean a date."""

import re

from .calendar import Unit, day_at
from .named import at_distance, month_named, period, weekday_at
from .rule import Becomes, Language, Place, Resolve, Unclear, always, rule

_NUMBERS = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
_MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_UNITS: dict[str, Unit] = {
    "tag": "day",
    "wochenende": "weekend",
    "woche": "week",
    "monat": "month",
    "quartal": "quarter",
    "jahr": "year",
}
_WHICH = r"(?P<which>letzt|vergangen|vorig|dies|nächst|kommend)e[nmsr]?"
_MORNING = re.compile(r"\b(?:jeden|am|diesen|guten|heute|gestern|den|der|dem|ein)\s+\Z", re.IGNORECASE)


def _which(found: re.Match[str]) -> int:
    return {"dies": 0, "nächst": 1, "kommend": 1}.get(found["which"].lower(), -1)


def _day(distance: int) -> Resolve:
    return lambda found, place: day_at(place.today, distance)


def _tomorrow(found: re.Match[str], place: Place) -> Becomes:
    """The morning is written with a capital, or comes after one of these words."""
    return None if _MORNING.search(place.before) or found.group() != "morgen" else day_at(place.today, 1)


def _period(found: re.Match[str], place: Place) -> Becomes:
    unit = _UNITS[found["unit"].lower()]
    return period(place.today, unit, _which(found), week="Woche ab {}", weekend="Wochenende ab {}")


def _ago(found: re.Match[str], place: Place) -> Becomes:
    word = found["amount"].lower()
    amount = int(word) if word.isdecimal() else _NUMBERS.index(word) + 2 if word in _NUMBERS else 1
    unit = next(unit for name, unit in _UNITS.items() if found["unit"].lower().startswith(name))
    return at_distance(place.today, -amount, unit) or Unclear()


def _weekday(found: re.Match[str], place: Place) -> Becomes:
    return weekday_at(place.today, _WEEKDAYS.index(found["day"].lower()), _which(found))


def _month(found: re.Match[str], place: Place) -> Becomes:
    return month_named(place.today, 1 + _MONTHS.index(found["month"].lower()), _which(found))


GERMAN = Language(
    (
        rule("vorgestern", _day(-2)),
        rule("gestern", _day(-1)),
        rule("heute (?:morgen|früh|vormittag|mittag|nachmittag|abend|nacht)|heute", _day(0)),
        rule("morgen", _tomorrow),
        rule("übermorgen", _day(2)),
        rule("(?P<before>ab|bis|seit|von) jetzt", lambda found, place: f"{found['before']} {place.today.isoformat()}"),
        rule(
            "jetzt|derzeit|zurzeit|momentan|gegenwärtig|heutzutage|im moment|zur zeit",
            lambda found, place: f"Stand {place.today.isoformat()}",
        ),
        rule(rf"{_WHICH} (?P<unit>wochenende|woche|monat|quartal|jahr)", _period),
        rule(rf"{_WHICH} (?P<day>{'|'.join(_WEEKDAYS)})", _weekday),
        rule(rf"{_WHICH} (?P<month>{'|'.join(_MONTHS)})", _month),
        rule(
            rf"vor (?P<amount>\d{{1,4}}|eine[mr]|{'|'.join(_NUMBERS)}) "
            r"(?P<unit>tag(?:en)?|wochen?|monat(?:en)?|quartal(?:en)?|jahr(?:en)?)",
            _ago,
        ),
        rule(
            r"neulich|kürzlich|vor kurzem|demnächst|in kürze|in letzter zeit|bald(?! wie| möglich)"
            r"|vor (?:einiger|längerer|langer) zeit"
            r"|vor (?:ein paar|einigen|wenigen|mehreren) (?:tagen|wochen|monaten|jahren)",
            always(Unclear()),
        ),
    ),
    re.compile(
        r"\b(?:wir|nicht|und|ist|eine?|einen|für|wird|werden|wurden?|haben|sind|sich|auf|der|das"
        r"|(?:vor)?gestern|heute|übermorgen|(?:letzt|nächst)e[nmsr]?)\b",
        re.IGNORECASE,
    ),
)
