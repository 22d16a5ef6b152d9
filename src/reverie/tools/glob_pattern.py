"""Glob patterns as people write them for code: `*.py`, `src/**/test_*.py`, `*.{ts,tsx}`."""

import re
from collections.abc import Callable

from .failures import CallFailed

_LONGEST = 200
_MOST_STARS = 8


def glob_filter(pattern: str) -> Callable[[str], bool]:
    """Whether a path (with `/`, relative to where the search starts) matches.

    Without a slash the pattern is matched against the file's name alone. `*` and `?` do not cross a slash, `**` does,
    `{a,b}` offers alternatives. Raises `CallFailed` for a pattern that would take too long to match.
    """
    if len(pattern) > _LONGEST or len(re.findall(r"\*+", pattern)) > _MOST_STARS:
        raise CallFailed(f"The glob '{pattern[:_LONGEST]}' is too long or has too many stars; give a simpler one.")
    pattern = pattern.removeprefix("./").removeprefix("/")
    matches = re.compile(_translated(pattern), re.DOTALL).fullmatch
    if "/" in pattern:
        return lambda path: matches(path) is not None
    return lambda path: matches(path.rpartition("/")[2]) is not None


def _translated(pattern: str) -> str:
    regex, place, depth = "", 0, 0
    while place < len(pattern):
        character = pattern[place]
        piece, length = _wildcard(pattern, place)
        if character == "{" and pattern.find("}", place) > 0:
            piece, depth = "(?:", depth + 1
        elif character == "}" and depth:
            piece, depth = ")", depth - 1
        elif character == "," and depth:
            piece = "|"
        regex += piece
        place += length
    return regex + ")" * depth


def _wildcard(pattern: str, place: int) -> tuple[str, int]:
    """The regex for what stands at this place, and how many characters of the pattern it covers."""
    if pattern.startswith("**/", place):
        return "(?:[^/]+/)*", 3
    if pattern.startswith("**", place):
        return ".*", 2
    if pattern[place] == "*":
        return "[^/]*", 1
    if pattern[place] == "?":
        return "[^/]", 1
    if pattern[place] == "[" and (closing := pattern.find("]", place + 2)) > 0:
        inside = pattern[place + 1 : closing].replace("\\", "\\\\").replace("[", "\\[")
        negated = inside.startswith(("!", "^"))
        return f"[{'^/' if negated else ''}{inside[negated:]}]", closing + 1 - place
    return re.escape(pattern[place]), 1
