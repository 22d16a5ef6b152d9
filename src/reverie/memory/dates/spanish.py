"""Phrases of Spanish that mean a date."""

import re

from .calendar import Unit, day_at
from .named import at_distance, period, weekday_at
from .rule import Becomes, Language, Place, Resolve, Unclear, always, rule

_NUMBERS = ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"]
_WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
_UNITS: dict[str, Unit] = {
    "día": "day",
    "semana": "week",
    "fin de semana": "weekend",
    "mes": "month",
    "trimestre": "quarter",
    "año": "year",
}
_UNIT = r"(?P<unit>fin de semana|semana|mes|trimestre|año)"
_NAMES = {"week": "la semana del {}", "weekend": "el fin de semana del {}"}
_MORNING = re.compile(r"\b(?:la|cada|una|por la|de la)\s+\Z", re.IGNORECASE)


def _day(distance: int) -> Resolve:
    return lambda found, place: day_at(place.today, distance)


def _tomorrow(found: re.Match[str], place: Place) -> Becomes:
    """Not the morning: "por la mañana"."""
    return None if _MORNING.search(place.before) else day_at(place.today, 1)


def _period(distance: int) -> Resolve:
    def resolve(found: re.Match[str], place: Place) -> Becomes:
        return period(place.today, _UNITS[" ".join(found["unit"].lower().split())], distance, **_NAMES)

    return resolve


def _weekday(distance: int) -> Resolve:
    def resolve(found: re.Match[str], place: Place) -> Becomes:
        return weekday_at(place.today, _WEEKDAYS.index(found["day"].lower()), distance)

    return resolve


def _ago(found: re.Match[str], place: Place) -> Becomes:
    word = found["amount"].lower()
    amount = int(word) if word.isdecimal() else _NUMBERS.index(word) + 2 if word in _NUMBERS else 1
    unit = found["unit"].lower().removesuffix("s")
    return at_distance(place.today, -amount, "month" if unit.startswith("me") else _UNITS[unit]) or Unclear()


_ANY_DAY = rf"(?P<day>{'|'.join(_WEEKDAYS)})"

SPANISH = Language(
    (
        rule("anteayer|antes de ayer", _day(-2)),
        rule("ayer|anoche", _day(-1)),
        rule("hoy|est[ae] (?:mañana|tarde|noche)", _day(0)),
        rule("pasado mañana", _day(2)),
        rule("mañana", _tomorrow),
        rule("(?P<before>hasta|desde) ahora", lambda found, place: f"{found['before']} {place.today.isoformat()}"),
        rule("ahora|actualmente|en este momento|hoy en día", lambda found, place: f"a {place.today.isoformat()}"),
        rule(rf"(?:la |el )?{_UNIT} pasad[oa]", _period(-1)),
        rule(rf"(?:la |el )?próxim[oa] {_UNIT}", _period(1)),
        rule(rf"(?:la |el )?{_UNIT} que viene", _period(1)),
        rule(rf"est[ea] {_UNIT}", _period(0)),
        rule(rf"(?:el )?{_ANY_DAY} pasado", _weekday(-1)),
        rule(rf"(?:el )?próximo {_ANY_DAY}", _weekday(1)),
        rule(
            rf"hace (?P<amount>\d{{1,4}}|una?|{'|'.join(_NUMBERS)}) (?P<unit>días?|semanas?|mes(?:es)?|años?)",
            _ago,
        ),
        rule(
            "recientemente|últimamente|el otro día|hace (?:poco|mucho)(?: tiempo)?|dentro de poco"
            "|hace (?:unos|unas|varios|varias|algunos|algunas) (?:días|semanas|meses|años)",
            always(Unclear()),
        ),
        rule(
            "pronto(?! como)",
            lambda found, place: None if re.search(r"\btan\s+\Z", place.before, re.IGNORECASE) else Unclear(),
        ),
    ),
    re.compile(
        r"\b(?:el|los|las|una|para|que|hoy|ayer|anteayer|mañana|anoche|pasad[oa]|próxim[oa]|hace|está|hemos|desde)\b",
        re.IGNORECASE,
    ),
)
