"""Dates of phrases that every language has: this, last and next week, weekdays, months, amounts of time."""

from collections.abc import Callable
from datetime import date, timedelta

from .calendar import (
    SATURDAY,
    Unit,
    day_at,
    monday_of,
    month_after,
    month_at,
    month_before,
    quarter_at,
    weekday_after,
    weekday_before,
    year_at,
)
from .rule import Becomes, Unclear

_LEAP_YEAR = 2000
"""In which every day of a year is one."""

_PERIODS: dict[Unit, Callable[[date, int], str]] = {
    "day": day_at,
    "month": month_at,
    "quarter": quarter_at,
    "year": year_at,
}


def period(today: date, unit: Unit, distance: int, *, week: str = "{}", weekend: str = "{}") -> Becomes:
    """The week, month, quarter or year that lies `distance` from this one; `week` is how a week is named by its Monday.

    The next weekend is unclear on a weekday: some mean the coming one, some the one after.
    """
    if unit not in ("week", "weekend"):
        return _PERIODS[unit](today, distance)
    try:
        monday = monday_of(today, distance)
        if unit == "week":
            return week.format(monday.isoformat())
        if distance == 1 and today.weekday() < SATURDAY:
            coming = monday - timedelta(days=2)
            return Unclear((coming.isoformat(), (coming + timedelta(days=7)).isoformat()))
        return weekend.format((monday + timedelta(days=SATURDAY)).isoformat())
    except OverflowError:
        return None


def weekday_at(today: date, weekday: int, distance: int) -> Becomes:
    """Last (-1), this (0) or next (1) Monday (0). The next one is unclear when it would still be in this week."""
    try:
        if distance < 0:
            return weekday_before(today, weekday).isoformat()
        coming = weekday_after(today, weekday, or_today=distance == 0)
        if distance == 0 or coming >= monday_of(today, 1):
            return coming.isoformat()
        return Unclear((coming.isoformat(), (coming + timedelta(days=7)).isoformat()))
    except OverflowError:
        return None


def weekday_in_week(today: date, weekday: int, weeks: int) -> Becomes:
    """Monday (0) of the week that lies `weeks` from this one."""
    try:
        return (monday_of(today, weeks) + timedelta(days=weekday)).isoformat()
    except OverflowError:
        return None


def month_named(today: date, month: int, distance: int, *, or_this: bool = False) -> str:
    """Last (-1), this (0) or next (1) March (3); `or_this`: this month may be meant as well."""
    if distance == 0:
        return f"{today.year:04d}-{month:02d}"
    find = month_before if distance < 0 else month_after
    return find(today, month, or_this=or_this)


def at_distance(today: date, amount: int, unit: Unit) -> Becomes:
    """The time that lies an amount of a unit from today, negative for the past: as exact as the unit is."""
    if abs(amount) > 10_000:
        return None
    if unit == "week":
        return day_at(today, 7 * amount)
    return _PERIODS[unit](today, amount) if unit in _PERIODS else None


def read_phrase(phrase: str, language: str, today: date, *, future: bool = False) -> date | None:
    """A phrase such as "3 March" as the last or the next such day, today included.

    Loads dateparser, which takes a quarter of a second.
    """
    import dateparser

    found = dateparser.parse(f"{phrase} {_LEAP_YEAR}", languages=[language], settings={"TIMEZONE": "UTC"})
    return _nearest(found.month, found.day, today, future=future) if found else None


def _nearest(month: int, day: int, today: date, *, future: bool) -> date | None:
    years = range(today.year, today.year + 9) if future else range(today.year, today.year - 9, -1)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:  # a 29th of February, or a year beyond the calendar
            continue
        if (found >= today) if future else (found <= today):
            return found
    return None
