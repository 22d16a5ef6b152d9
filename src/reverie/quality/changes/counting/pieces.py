"""The kinds of lines in a piece of a file, which may begin in the middle of a comment."""

import re

from .kinds import LineKind, kinds_by_spans
from .lexing import comments_of, lexed
from .syntaxes import SYNTAXES

_STARRED = re.compile(r"\s*(?:[*]+(?:\s|/|$)|$)")
_TRIPLE = re.compile(r"\"\"\"|'''")
_BEFORE_OPENING = re.compile(r"(?:^|[=(\[{,:]|\breturn|\w\()\s*[rRuUbBfF]{0,2}$")
_LIKE_CODE = re.compile(
    r"\s*(?:(?:def|class|return|if|for|while|with|try|raise|import|from|async|assert|yield|pass|self)\b|@|[\w.]+\s*[=(\[])"
)


def piece_kinds(syntax: str, text: str) -> list[LineKind]:
    """The kind of each line; where the beginning cannot be seen, by what the lines look like."""
    spans = comments_of(text, syntax, is_piece=True) if syntax else []
    opening = _opening_before(syntax, text)
    if opening:
        # As if it were opened at the end of the line before.
        shifted = comments_of(opening + text, syntax, is_piece=True)
        spans = [(max(0, start - len(opening)), max(0, end - len(opening))) for start, end in shifted]
    return kinds_by_spans(text, spans)


def _opening_before(syntax: str, text: str) -> str:
    if syntax == "python":
        return _docstring_before(text)
    blocks = SYNTAXES[syntax].blocks if syntax else ()
    rest = _without_tokens(syntax, text) if blocks else ""
    for opens, closes in blocks:
        if closes in rest and opens not in rest:
            return opens
    is_starred = ("/*", "*/") in blocks and text.strip() and all(map(_STARRED.match, text.split("\n")))
    return "/*" if is_starred else ""


def _without_tokens(syntax: str, text: str) -> str:
    """What is neither a comment nor a string."""
    parts, at = [], 0
    for _, start, end in lexed(text, syntax):
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def _docstring_before(text: str) -> str:
    """The quotes of a docstring that the piece begins in; empty when it begins in code."""
    found = list(_TRIPLE.finditer(text))
    if len(found) % 2 == 0:
        return ""
    first = found[0]
    start = text.rfind("\n", 0, first.start()) + 1
    before, after = text[start : first.start()], text[first.end() :].split("\n", 1)[0]
    if before.strip():
        return "" if _BEFORE_OPENING.search(before) else first[0]
    if after.strip():
        return ""
    above = text[:start].rstrip()
    if above:
        return "" if above.endswith((":", ")")) and _LIKE_CODE.match(above.rpartition("\n")[2]) else first[0]
    below = text[first.end() :].lstrip("\r\n").split("\n", 1)[0]
    return first[0] if _LIKE_CODE.match(below) else ""
