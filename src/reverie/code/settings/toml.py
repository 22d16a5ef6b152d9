"""TOML by `tomllib`, which keeps no lines: those are found by a scan of our own for keys."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence

from .found import TABLE, Found, Path, Trouble, as_json, check_depth
from .toml_lines import lines_of_keys

_DEEPEST_TEXT = 200
"""Brackets in a line: `tomllib` reads nested lists by calling itself."""


def read_toml(text: str, found: Found) -> None:
    if any(line.count("[") + line.count("{") > _DEEPEST_TEXT for line in text.split("\n")):
        raise Trouble("nested too deep")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:  # ValueError: a number of 5,000 digits
        raise Trouble(str(error) or "nested too deep") from error
    lines = lines_of_keys(text)
    for path, value in _flat((), table, 0):
        found.add(path, value, _line(path, lines))


def _flat(path: Path, value: object, depth: int) -> Iterator[tuple[Path, str]]:
    """Keys with values below a table or list, the table itself first."""
    check_depth(depth)
    if isinstance(value, Mapping):
        if path:
            yield path, TABLE
        for key, below in value.items():
            yield from _flat((*path, key), below, depth + 1)
    elif isinstance(value, list):
        yield path, as_json(value)
        if any(isinstance(item, (dict, list)) for item in value):
            for place, item in enumerate(value):
                yield from _flat((*path, str(place)), item, depth + 1)
    else:
        yield path, _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return as_json(value)


def _line(path: Sequence[str], lines: Mapping[Path, int]) -> int:
    """A key's line, or that of the nearest table that holds it (of keys inside of `{ }`)."""
    for end in range(len(path), 0, -1):
        if line := lines.get(tuple(path[:end])):
            return line
    return 0
