"""go.mod."""

import re

from .declared import Declared

_REQUIRE = re.compile(r"(?:require\s+)?([^\s()]+)\s+(v\d\S*)(\s*//\s*indirect)?")
_LANGUAGE = re.compile(r"(go|toolchain)\s+(\S+)")


def read_go_mod(text: str, declared: Declared) -> None:
    """A module's version is the least that it takes; those needed only by others are in the group `indirect`."""
    block = ""
    for number, line in enumerate(declared.lines, 1):
        bare = line.strip()
        if bare.endswith("("):
            block = bare.rstrip("( ")
        elif bare.startswith(")"):
            block = ""
        elif (language := _LANGUAGE.match(bare)) and not block:
            declared.add(language[1], language[2], number)
        elif (block == "require" or bare.startswith("require ")) and (match := _REQUIRE.match(bare)):
            declared.add(match[1], match[2], number, "indirect" if match[3] else "")
