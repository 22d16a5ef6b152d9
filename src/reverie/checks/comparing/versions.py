"""Version ranges of all ecosystems as a lowest version and an end, and whether a statement about one is true.

PEP 440 for Python, node-semver for npm, Cargo's carets (https://peps.python.org/pep-0440/#version-specifiers,
https://github.com/npm/node-semver#ranges, https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html).
"""

import re
from typing import Literal

import msgspec

Version = tuple[int, ...]
_VERSION = r"v?(?P<numbers>\d+(?:\.(?:\d+|[xX*]))*)(?P<rest>[-+.]?[a-zA-Z][\w.+-]*|[-+][\w.+-]+)?(?P<more>\+)?"
_CLAUSE = re.compile(rf"(?P<sign>===?|~=|~>|>=|=>|<=|!=|[<>^~=])?\s*{_VERSION}")
_BETWEEN = re.compile(rf"({_VERSION})\s+(?:-|–|to|through)\s+(?:{_VERSION.replace('?P<', '?P<to_')})")
_ANY = frozenset({"", "*", "x", "any", "latest", "stable", "current"})

Ecosystem = Literal["python", "npm", "cargo", "go", "other"]


class Range(msgspec.Struct, frozen=True):
    """From `low` on (with it, unless `is_open`) up to `high` (without it, unless `has_high`); empty: no such bound.

    `exact` is a version said without a sign, or with `==`; `is_bare`: without.
    """

    low: Version = ()
    high: Version = ()
    is_open: bool = False
    has_high: bool = False
    exact: Version = ()
    is_bare: bool = False


def parse_range(text: str, ecosystem: Ecosystem = "other") -> Range | None:
    """The range that a text says; None for alternatives (`||`), markers, addresses and all else that is none."""
    plain = text.strip().strip("\"'()").split(";")[0].strip()
    if plain.lower() in _ANY:
        return Range()
    if between := _BETWEEN.fullmatch(plain):
        return Range(_numbers(between["numbers"]), _next_after(_numbers(between["to_numbers"])))
    found = Range()
    for clause in re.split(r"\s*,\s*|\s+(?=[<>=~^!])|(?<=\d)(?=[<>=~^!])", re.sub(r"([<>=~^!])\s+", r"\1", plain)):
        one = _CLAUSE.fullmatch(clause.strip())
        if one is None:
            return None
        found = _narrowed(found, one, ecosystem)
    return found


def _narrowed(found: Range, clause: re.Match[str], ecosystem: Ecosystem) -> Range:
    version = _numbers(clause["numbers"])
    sign = clause["sign"] or (">=" if clause["more"] else _sign_of_bare(ecosystem))
    is_prefix = bool(re.search(r"[xX*]", clause["numbers"]))
    match sign:
        case "!=":
            return found
        case ">=" | "=>" | ">":
            return _replaced(found, low=version, is_open=sign == ">")
        case "<" | "<=":
            return _replaced(found, high=version, has_high=sign == "<=")
        case "^":
            return _replaced(found, low=version, high=_after_caret(version))
        case "~=" | "~>":
            return _replaced(found, low=version, high=_next_after(version[:-1] or version))
        case "~":
            return _replaced(found, low=version, high=_next_after(version[:2]))
    if is_prefix:
        return _replaced(found, low=version, high=_next_after(version))
    return _replaced(found, low=version, exact=version, is_bare=not clause["sign"])


def _sign_of_bare(ecosystem: Ecosystem) -> str:
    return {"cargo": "^", "go": ">="}.get(ecosystem, "==")


def _replaced(found: Range, **changes: object) -> Range:
    return msgspec.structs.replace(found, **changes)


def _numbers(text: str) -> Version:
    return tuple(int(part[:9]) for part in re.split(r"\.", text) if part.isdigit())


def _next_after(version: Version) -> Version:
    return (*version[:-1], version[-1] + 1) if version else ()


def _after_caret(version: Version) -> Version:
    """The first part that is not 0 may not change."""
    for at, number in enumerate(version):
        if number or at == len(version) - 1:
            return (*version[:at], number + 1)
    return ()


def padded(version: Version) -> Version:
    """Without the zeros at its end: 3.11 is 3.11.0."""
    while version and version[-1] == 0:
        version = version[:-1]
    return version


def is_within(version: Version, bounds: Range) -> bool:
    """Whether a range holds a version; what is said by its first parts (`4.2`) is held when it begins in it."""
    mine, low, high = padded(version), padded(bounds.low), padded(bounds.high)
    if bounds.exact:
        return version[: len(bounds.exact)] == bounds.exact or mine == padded(bounds.exact)
    if bounds.low and (mine < low or (bounds.is_open and mine == low)) and version != bounds.low[: len(version)]:
        return False
    return not bounds.high or mine < high or (bounds.has_high and mine == high)
