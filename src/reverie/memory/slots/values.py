"""What kind of text a value is, and whether one may take the place of another."""

import re

from .wording import Word, plain_of
from .words import ADJECTIVES, LIMITS, ONE_OF_A_KIND, PLATFORMS, STATES, TYPES

Words = tuple[Word, ...]

_QUANTITY = re.compile(r"[~≈<>=^v]{0,2}[$€£]?\d[\d_]*(?:[.,:/-]\d+){0,2}(?:%|[a-z]{1,3})?")
_NAMELIKE = re.compile(r"[A-Z0-9`./_#@:\\-]")
_PARTICIPLE = re.compile(r"\w{3,}(?:ed|ing|able|ible|less)")
_SETTING = re.compile(r"`?(?P<name>[\w.-]+)\s*[=:]\s*(?P<value>.+?)`?")


def is_quantity(value: Words) -> bool:
    """A number, a time, a date or a version, perhaps with its unit."""
    return bool(value) and _QUANTITY.fullmatch(value[0].plain) is not None


def is_name(value: Words) -> bool:
    """Something that is called so: it has a capital, a digit or a sign that plain words lack."""
    return any(_NAMELIKE.search(word.written) for word in value)


def is_state(value: Words) -> bool:
    return len(value) == 1 and value[0].plain in STATES


def tells_more(value: Words) -> bool:
    """It does not name what a thing is, but says something of it: "a member", "fast", "written in Rust"."""
    first = value[0]
    is_plain = not _NAMELIKE.search(first.written)
    return first.plain == "a" or (
        is_plain and (first.plain in ADJECTIVES | LIMITS or _PARTICIPLE.fullmatch(first.plain) is not None)
    )


def is_platform(value: Words) -> bool:
    return value[0].plain in PLATFORMS


def setting_of(value: Words) -> tuple[str, str] | None:
    """Name and value of "timeout=30"."""
    found = _SETTING.fullmatch(value[0].written) if len(value) == 1 else None
    return (found["name"], found["value"]) if found else None


def version_of(value: Words) -> str | None:
    """The name in front of a number: "python" of "Python 3.11"; None when it is nothing of the kind."""
    if len(value) < 2 or not is_quantity(value[-1:]):
        return None
    return plain_of(value[:-1])


def apart(old: Words, new: Words) -> tuple[Words, Words]:
    """The two without the words that both end with."""
    shared = 0
    while shared < min(len(old), len(new)) and old[-1 - shared].plain == new[-1 - shared].plain:
        shared += 1
    return old[: len(old) - shared], new[: len(new) - shared]


def are_alike(old: Words, new: Words) -> bool:
    """Whether the two may be values of one slot: of a kind, and none of them for a part of the cases only."""
    old_part, new_part = apart(old, new)
    if not old_part or not new_part:
        return False
    is_limited = any(word.plain in LIMITS and word.written.islower() for word in (*old_part[1:], *new_part[1:]))
    return not is_limited and is_quantity(old_part) == is_quantity(new_part) and type_of(old) == type_of(new)


def type_of(value: Words) -> str:
    """The noun that says what the rest is: "port" of "port 8080", "city" of "the city of Paris"."""
    first = value[0].plain
    is_type = len(value) > 1 and (first in TYPES or (first in ONE_OF_A_KIND and is_quantity(value[1:])))
    return first if is_type and value[0].written.islower() else ""
