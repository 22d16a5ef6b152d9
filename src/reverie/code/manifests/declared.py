"""Collecting what one manifest declares."""

import re
from collections.abc import Callable

from reverie.code.values import Dependency, Place

MOST_DEPENDENCIES = 20_000

_RUNS = re.compile(r"[-_.]+")
_BLANKS = re.compile(r"\s+")
_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*"
    r"(?:@\s*(?P<address>\S+)|\(?(?P<wanted>[^;#()@]*)\)?)?\s*(?:;.*)?(?:#.*)?$"
)


class Unreadable(Exception):
    """Why a manifest cannot be read, in one line."""


class Declared:
    """The dependencies of the manifest at `path` so far. `doubt` says why there may be more than are found."""

    def __init__(self, path: str, text: str, other: Callable[[str], str | None]) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.other = other
        """The text of a file that this one names, by its path relative to the root; None when there is none."""
        self.dependencies: list[Dependency] = []
        self.doubt = ""

    @property
    def folder(self) -> str:
        """Empty, or ending with `/`."""
        return self.path[: self.path.rfind("/") + 1]

    def add(self, name: str, wanted: object, line: int, group: str = "", *, is_locked: bool = False) -> None:
        """`name` is normalised already. What is no text says nothing of a version."""
        if len(self.dependencies) >= MOST_DEPENDENCIES:
            raise Unreadable(f"more than {MOST_DEPENDENCIES:,} dependencies")
        range_ = _BLANKS.sub("", wanted) if isinstance(wanted, str) else ""
        if name:
            self.dependencies.append(Dependency(name, range_, Place(self.path, line), group, is_locked))

    def add_requirement(self, text: object, line: int, group: str = "") -> None:
        """A requirement as PEP 508 writes it; one that is none brings doubt."""
        match = _REQUIREMENT.match(text) if isinstance(text, str) and len(text) < 2000 else None
        if match is None:
            self.doubt = f"'{str(text)[:60]}' is no requirement"
        else:
            self.add(python_name(match["name"]), (match["wanted"] or "").strip(), line, group)

    def line_of(self, needle: str, after: int = 0) -> int:
        """The first line at or behind line `after` that holds the text; `after` when none does."""
        for number in range(max(after, 1), len(self.lines) + 1):
            if needle in self.lines[number - 1]:
                return number
        return after


def python_name(name: str) -> str:
    """As PEP 503 compares names."""
    return _RUNS.sub("-", name).lower()


def texts(value: object) -> list[str]:
    """The texts of a list, whatever else is in it."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def table(value: object) -> dict[str, object]:
    """A table with its keys as texts; empty for anything else."""
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def below(value: object, *keys: str) -> object:
    """What lies at these keys of nested tables; None when nothing does."""
    for key in keys:
        value = table(value).get(key)
    return value
