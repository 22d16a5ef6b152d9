"""Days, weeks, months, quarters and years, counted from a day."""

from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "quarter", "year"]

MONDAY, SATURDAY = 0, 5


def day_at(today: date, distance: int) -> str:
    """The day `distance` days from today; an empty text where the calendar ends."""
    try:
        return (today + timedelta(days=distance)).isoformat()
    except OverflowError:
        return ""


def monday_of(today: date, weeks: int) -> date:
    """The Monday of the week that lies `weeks` from this one. Raises OverflowError where the calendar ends."""
    return today + timedelta(days=7 * weeks - today.weekday())


def month_at(today: date, distance: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + distance, 12)
    return f"{year:04d}-{month + 1:02d}"


def quarter_at(today: date, distance: int) -> str:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + distance, 4)
    return f"{year:04d}-Q{quarter + 1}"


def year_at(today: date, distance: int) -> str:
    return f"{today.year + distance:04d}"


def weekday_before(today: date, weekday: int) -> date:
    """The last such day before today; Monday is 0."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def weekday_after(today: date, weekday: int, *, or_today: bool = False) -> date:
    """The first such day after today."""
    distance = (weekday - today.weekday()) % 7
    return today + timedelta(days=distance or (0 if or_today else 7))


def month_before(today: date, month: int, *, or_this: bool = False) -> str:
    """The last such month (1 to 12) before this one."""
    is_past = month < today.month or (or_this and month == today.month)
    return f"{today.year - (not is_past):04d}-{month:02d}"


def month_after(today: date, month: int, *, or_this: bool = False) -> str:
    """The first such month after this one."""
    is_ahead = month > today.month or (or_this and month == today.month)
    return f"{today.year + (not is_ahead):04d}-{month:02d}"
