"""Phrases of French that mean a date."""

import re

from .calendar import Unit, day_at
from .named import at_distance, period, weekday_at
from .rule import Becomes, Language, Place, Resolve, Unclear, always, rule

_NUMBERS = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"]
_WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_UNITS: dict[str, Unit] = {
    "jour": "day",
    "semaine": "week",
    "week-end": "weekend",
    "mois": "month",
    "trimestre": "quarter",
    "année": "year",
    "an": "year",
}
_UNIT = r"(?P<unit>semaine|week-end|mois|trimestre|année|an)"
_SIDE = r"(?P<side>derni[eè]re?|pass[ée]e?|prochaine?)"
_NAMES = {"week": "la semaine du {}", "weekend": "le week-end du {}"}


def _day(distance: int) -> Resolve:
    return lambda found, place: day_at(place.today, distance)


def _distance(found: re.Match[str]) -> int:
    return 1 if found["side"].lower().startswith("prochain") else -1


def _period(found: re.Match[str], place: Place) -> Becomes:
    return period(place.today, _UNITS[found["unit"].lower()], _distance(found), **_NAMES)


def _this_period(found: re.Match[str], place: Place) -> Becomes:
    return period(place.today, _UNITS[found["unit"].lower()], 0, **_NAMES)


def _weekday(found: re.Match[str], place: Place) -> Becomes:
    return weekday_at(place.today, _WEEKDAYS.index(found["day"].lower()), _distance(found))


def _ago(found: re.Match[str], place: Place) -> Becomes:
    word = found["amount"].lower()
    amount = int(word) if word.isdecimal() else _NUMBERS.index(word) + 2 if word in _NUMBERS else 1
    unit = found["unit"].lower()
    return at_distance(place.today, -amount, _UNITS[unit if unit == "mois" else unit.removesuffix("s")]) or Unclear()


FRENCH = Language(
    (
        rule("avant-hier", _day(-2)),
        rule("hier(?: soir| matin)?", _day(-1)),
        rule("aujourd['’]hui|ce matin|cet après-midi|ce soir", _day(0)),
        rule("après-demain", _day(2)),
        rule("demain", _day(1)),
        rule(
            "(?P<before>depuis|jusqu'à|dès) maintenant",
            lambda found, place: f"{found['before']} {place.today.isoformat()}",
        ),
        rule(
            "maintenant|actuellement|en ce moment|à présent|de nos jours",
            lambda found, place: f"au {place.today.isoformat()}",
        ),
        rule(rf"(?:la |le |l['’])?{_UNIT} {_SIDE}", _period),
        rule(rf"cet?(?:te)? {_UNIT}(?:-ci)?", _this_period),
        rule(rf"(?P<day>{'|'.join(_WEEKDAYS)}) {_SIDE}", _weekday),
        rule(
            rf"il y a (?P<amount>\d{{1,4}}|une?|{'|'.join(_NUMBERS)}) (?P<unit>jours?|semaines?|mois|années?|ans?)",
            _ago,
        ),
        rule(
            "récemment|bientôt|dernièrement|l['’]autre jour|sous peu|il y a (?:peu|longtemps)"
            "|il y a (?:quelques|plusieurs) (?:jours|semaines|mois|années|ans)",
            always(Unclear()),
        ),
    ),
    re.compile(
        r"\b(?:nous|les|est|pas|une|avec|dans|été|avons|sont|aux|et|le|la|il y a|avant-hier|aujourd['’]hui"
        r"|récemment|bientôt|(?<!\bthe )(?<!\ba )demain)\b",
        re.IGNORECASE,
    ),
)
