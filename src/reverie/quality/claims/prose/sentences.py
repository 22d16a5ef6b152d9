"""Sentences: where a masked block is cut."""

import re
from collections.abc import Iterator

_CLOSING = "\"')\\]”’»*_"
_END = re.compile(rf"(?:(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?=\s|$)|[。！？；]|(?<=\S)\n(?=\s*[-•]))")
_STATUS = re.compile("(?<=[\u2600-\u27bf\U0001f300-\U0001faff])[\ufe0f\u200d]?\\s+(?=[A-Z])")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|no|nr|fig|ca|z\.B|d\.h|a\.m|p\.m|bzw|Dr|Mr|St|min|max|incl)|(?:^|[^\w\s:,(.-])\s*\d{1,3})\.$",
    re.I,
)


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Their places, without the white space around; the mark that ends one belongs to it."""
    start = 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and _goes_on(text, found):
            continue
        yield from _split_at_status(text, start, found.end())
        start = found.end()
    yield from _split_at_status(text, start, len(text))


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """A dot after a short form or the number of an item, with more to come in lower case."""
    if not _SHORT.search(text[max(0, found.start() - 12) : found.start() + 1]):
        return False
    after = text[found.end() : found.end() + 3].lstrip()
    is_number = text[max(0, found.start() - 1)].isdigit()
    return bool(after) and (is_number or not after[0].isupper())


def _split_at_status(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _STATUS.finditer(text, start, end):
        yield from _trimmed(text, at, found.start())
        at = found.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
