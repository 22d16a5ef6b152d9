"""Collecting the keys of a file, with caps that hold for every kind."""

import json
from collections.abc import Iterable

from reverie.code.values import Setting

MOST_KEYS = 20_000
DEEPEST = 50
LONGEST_VALUE = 4000

TABLE = "{}"

Path = tuple[str, ...]


class Trouble(Exception):
    """Why a file cannot be read further, in one line."""


class Found:
    """The keys so far. `doubt` says why there may be more than are found."""

    def __init__(self) -> None:
        self.settings: list[Setting] = []
        self.doubt = ""

    def add(self, path: Iterable[str], value: str, line: int) -> None:
        """Raises `Trouble` past the most keys."""
        if len(self.settings) >= MOST_KEYS:
            raise Trouble(f"more than {MOST_KEYS:,} keys")
        self.settings.append(Setting(".".join(path), one_line(value), line))

    def revalue(self, place: int, value: str) -> None:
        """What a list holds is known when it ends."""
        self.settings[place] = Setting(self.settings[place].key, one_line(value), self.settings[place].line)


def one_line(value: str) -> str:
    """Blanks and line ends as one blank; what is longer than 4,000 characters ends with `…`."""
    flat = " ".join(value[: LONGEST_VALUE * 2].split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


def as_json(value: object) -> str:
    """A list as JSON writes it, in one line; text that is in it keeps its signs."""
    return json.dumps(value, ensure_ascii=False, default=str)


def check_depth(depth: int) -> None:
    """Raises `Trouble` for what is nested deeper than people write."""
    if depth > DEEPEST:
        raise Trouble(f"nested more than {DEEPEST} deep")
