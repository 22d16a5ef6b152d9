"""The lines at which a valid TOML text sets its keys."""

import re

from .found import Path

_PART = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_ASSIGNED = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
_HEADER = re.compile(rf"[ \t]*\[(\[?)[ \t]*({_KEY})[ \t]*\]")
_PARTS = re.compile(_PART)
_TOKEN = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[{\]}]|\n", re.DOTALL
)


def lines_of_keys(text: str) -> dict[Path, int]:
    """From a key's parts to its line; the elements of `[[lists]]` have their number as a part."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, start in _statements(text):
        if header := _HEADER.match(text, start):
            table = _with_numbers(_parts(header[2]), counts, is_list=bool(header[1]))
            _note(table, number, lines)
        elif assigned := _ASSIGNED.match(text, start):
            _note((*table, *_parts(assigned[1])), number, lines)
    return lines


def _note(path: Path, number: int, lines: dict[Path, int]) -> None:
    """A key's line, and those of the tables above that are written nowhere before (`[tool.ruff]` makes `tool`)."""
    for end in range(1, len(path) + 1):
        lines.setdefault(path[:end], number)


def _statements(text: str) -> list[tuple[int, int]]:
    """The line numbers and offsets of the lines that no value of an earlier one reaches into."""
    found = [(1, 0)]
    number, depth = 1, 0
    for token in _TOKEN.finditer(text):
        piece = token[0]
        number += piece.count("\n")
        if piece in "[{":
            depth += 1
        elif piece in "]}":
            depth -= 1
        elif piece == "\n" and depth <= 0:
            found.append((number, token.end()))
    return found


def _parts(key: str) -> Path:
    return tuple(_bare(part) for part in _PARTS.findall(key))


def _bare(part: str) -> str:
    if part.startswith('"'):
        return re.sub(r"\\(.)", r"\1", part[1:-1])
    return part.strip("'")


def _with_numbers(parts: Path, counts: dict[Path, int], *, is_list: bool) -> Path:
    """The path of a table, with the number of the element in every list of tables that it lies in."""
    table: Path = ()
    for place, part in enumerate(parts):
        table = (*table, part)
        if is_list and place == len(parts) - 1:
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table = (*table, str(counts[table]))
    return table
