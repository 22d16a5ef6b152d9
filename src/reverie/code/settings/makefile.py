"""Targets and variables of a Makefile. What other files or functions of make add to it is not known: it is in doubt."""

import re

from .found import Found

_VARIABLE = re.compile(r"(?:(?:export|override|private)\s+)*([A-Za-z_][\w.-]*)\s*(?::{0,3}|[?+!])=\s*(.*)$")
_RULE = re.compile(r"([^\s#=:][^#=:]*?)\s*(&?::?)(?!=)(.*)$")
_REFERENCE = re.compile(r"\$[({]([\w.-]+)[)}]")
_INCLUDE = re.compile(r"[-s]?include\s+(.+)$")
_SPECIAL = re.compile(r"\.[A-Z_]+")
_PASSES_ON = ("%", ".DEFAULT")
_REMARK = re.compile(r"\$[({](?:error|warning|info)\b")
_MADE = re.compile(r"\$[({](?:eval|call|foreach)\b")
_MOST_EXPANSION = 2000


def read_makefile(text: str, found: Found) -> None:
    """Each target of a rule is a key, its value the first line of its recipe; a variable's value is as it is written.

    Pattern rules and special targets (`.PHONY`) are none.
    """
    variables: dict[str, str] = {}
    waiting: list[tuple[str, int]] = []
    is_defining = False
    for number, line in _joined(text):
        if is_defining or line.startswith("define "):
            is_defining = not line.startswith("endef")
        elif line.startswith("\t"):
            _settle(waiting, line, found)
        else:
            _outside(line.split(" #")[0].rstrip(), number, variables, waiting, found)
    _settle(waiting, "", found)


def _outside(line: str, number: int, variables: dict[str, str], waiting: list[tuple[str, int]], found: Found) -> None:
    """A line that is no recipe."""
    bare = line.strip()
    if not bare or bare.startswith("#") or _REMARK.match(bare):
        return
    if match := _INCLUDE.match(bare):
        found.doubt = f"it includes '{match[1].strip()}'"
    elif match := _VARIABLE.match(bare):
        _settle(waiting, "", found)
        variables[match[1]] = match[2]
        found.add((match[1],), match[2], number)
    elif _MADE.match(bare):
        found.doubt = f"line {number} makes rules"
    elif match := _RULE.match(bare):
        _settle(waiting, "", found)
        _rule(match, number, variables, waiting, found)


def _rule(
    match: re.Match[str], number: int, variables: dict[str, str], waiting: list[tuple[str, int]], found: Found
) -> None:
    rest = match[3].partition(";")
    if _VARIABLE.match(rest[0].strip()):  # a variable of one target
        return
    for target in _expanded(match[1], variables).split():
        if target in _PASSES_ON:
            found.doubt = f"line {number} takes any target"
        elif "$" in target:
            found.doubt = f"line {number} names targets by '{target}'"
        elif "%" not in target and not _SPECIAL.fullmatch(target):
            waiting.append((target, number))
    if rest[2].strip():
        _settle(waiting, rest[2], found)


def _settle(waiting: list[tuple[str, int]], recipe: str, found: Found) -> None:
    """Add the targets that wait for their first recipe line."""
    for target, number in waiting:
        found.add((target,), recipe.strip().lstrip("@-+").strip(), number)
    waiting.clear()


def _expanded(text: str, variables: dict[str, str]) -> str:
    """With the plain variables that are known, a few levels deep."""
    for _ in range(3):
        text = _REFERENCE.sub(lambda match: variables.get(match[1], match[0])[:_MOST_EXPANSION], text)[:_MOST_EXPANSION]
    return text


def _joined(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    pieces: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), 1):
        first = first if pieces else number
        pieces.append(line.removesuffix("\\") if not pieces else line.removesuffix("\\").strip())
        if not line.endswith("\\"):
            lines.append((first, " ".join(pieces)))
            pieces = []
    return [*lines, (first, " ".join(pieces))] if pieces else lines
