"""Where sentences begin and end in a passage."""

import re
from collections.abc import Iterator

from reverie.checks.candidate import Span

_END = re.compile(r"(?P<end>[.!?](?:[\"'”’)\]*_]{0,3}))(?=\s+(?P<next>\S))|\n[ \t]*\n|。")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|resp|approx|ca|no|fig|incl|Mr|Dr|al)|\s[A-Za-z])\.\Z", re.I)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def sentences(text: str) -> list[Span]:
    """All of the text, in order and without gaps between but blanks; what stands in backticks is never cut."""
    return list(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    code = [found.span() for found in _CODE.finditer(text)]
    start = 0
    for found in _END.finditer(text):
        if any(one[0] < found.start() < one[1] for one in code) or not _ends(text, found):
            continue
        if text[start : found.end()].strip():
            yield _trimmed(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _ends(text: str, found: re.Match[str]) -> bool:
    if found["next"] is None:
        return True
    if found["next"].islower():
        return False
    return not _ABBREVIATION.search(text, max(0, found.start() - 12), found.start() + 1)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
