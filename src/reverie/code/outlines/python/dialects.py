"""Syntax of other Python versions rewritten into ours. Lines stay where they are."""

import re
from collections.abc import Iterator

_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^\\]|\\[\s\S])*?(?:"""|\Z)|\'\'\'(?:[^\\]|\\[\s\S])*?(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\n]|\\[\s\S])*"?|\'(?:[^\'\\\n]|\\[\s\S])*\'?|#[^\n]*'
)
_TYPE_PARAMETERS = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+(\[[^\n]*?\])(?=[ \t]*[(:])", re.MULTILINE)
_TYPE_ALIAS = re.compile(r"^([ \t]*)type[ \t]+(\w+)(?:\[[^\n=]*\])?[ \t]*=(?!=)", re.MULTILINE)
_EXCEPT = re.compile(r"^[ \t]*except[ \t]+(\w[\w.]*(?:[ \t]*,[ \t]*\w[\w.]*)+)[ \t]*:", re.MULTILINE)

_PRINT = re.compile(r"(?:^|[:;])[ \t]*((?:print|exec)\b(?![ \t]*[(=.,:\[])[^\n;]*)", re.MULTILINE)
_RAISE = re.compile(r"\braise[ \t]+\w[\w.]*[ \t]*(,[^\n;]*)")
_OCTAL = re.compile(r"(?<![\w.])0(?=[0-7]+\b)")
_LONG = re.compile(r"(?<![\w.])\d+([lL])\b")
_UNEQUAL = re.compile(r"<>")

Change = tuple[int, int, str]


def masked(text: str) -> str:
    """A text of the same length and lines in which strings are underscores and comments are blanks."""
    return _STRING_OR_COMMENT.sub(_blanked, text)


def strings_and_comments(text: str) -> Iterator[tuple[int, int]]:
    """Where they are, the end exclusive."""
    return (match.span() for match in _STRING_OR_COMMENT.finditer(text))


def without_newer_syntax(text: str, mask: str) -> str:
    """Type parameters, `type` statements and `except A, B:` (Python 3.12 to 3.14) as 3.11 writes them."""
    changes: list[Change] = [(*match.span(1), "") for match in _TYPE_PARAMETERS.finditer(mask)]
    changes += [(*match.span(), f"{match[1]}{match[2]}: TypeAlias =") for match in _TYPE_ALIAS.finditer(mask)]
    changes += [(*match.span(1), f"({match[1]})") for match in _EXCEPT.finditer(mask)]
    return _changed(text, changes)


def without_python_2(text: str, mask: str) -> str:
    """`print x`, `exec x`, `raise E, x`, `except E, e`, `0777`, `1L` and `<>` as something that can be parsed."""
    changes: list[Change] = [(*match.span(1), "pass") for match in _PRINT.finditer(mask)]
    changes += [(*match.span(1), "") for pattern in (_RAISE, _LONG) for match in pattern.finditer(mask)]
    changes += [(*match.span(1), f"({match[1]})") for match in _EXCEPT.finditer(mask)]
    changes += [(*match.span(), "0o") for match in _OCTAL.finditer(mask)]
    changes += [(*match.span(), "!=") for match in _UNEQUAL.finditer(mask)]
    return _changed(text, changes)


def _blanked(piece: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " " if piece[0][0] == "#" else "_", piece[0])


def _changed(text: str, changes: list[Change]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(changes):
        if start >= at:
            parts += text[at:start], new
            at = end
    return "".join(parts) + text[at:]
