"""Recipes, aliases and variables of a justfile."""

import re

from .found import Found

_NAME = r"[A-Za-z_][\w-]*"
_VARIABLE = re.compile(rf"(?:export\s+)?({_NAME})\s*:=\s*(.*)$")
_ALIAS = re.compile(rf"alias\s+({_NAME})\s*:=\s*({_NAME})")
_RECIPE = re.compile(rf"@?({_NAME})\b((?:[^:\"']|\"[^\"]*\"|'[^']*')*):(?!=)")
_IMPORT = re.compile(r"(?:import|mod)\??\s+(.+)$")


def read_justfile(text: str, found: Found) -> None:
    """A recipe's value is the first line that it runs, an alias' that of its name."""
    waiting: tuple[str, int] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if line[0] in " \t":
            if waiting:
                found.add((waiting[0],), bare.lstrip("@-"), waiting[1])
                waiting = None
            continue
        if waiting:
            found.add((waiting[0],), "", waiting[1])
        waiting = _outside(bare, number, found)
    if waiting:
        found.add((waiting[0],), "", waiting[1])


def _outside(line: str, number: int, found: Found) -> tuple[str, int] | None:
    """A line that is in no recipe; the recipe that it begins, with its line."""
    if match := _ALIAS.match(line):
        found.add((match[1],), match[2], number)
    elif line.startswith(("set ", "[")):
        return None
    elif match := _IMPORT.match(line):
        found.doubt = f"it imports {match[1].strip()}"
    elif match := _VARIABLE.match(line):
        found.add((match[1],), match[2].strip("\"'"), number)
    elif match := _RECIPE.match(line):
        return (match[1], number)
    return None
