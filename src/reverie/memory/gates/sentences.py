"""Sentences of a text."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?]+(?=[\s\"'”’)*_]|\Z)|\n(?=\s*\n)|\n(?=[ \t]*(?:[-*+•]|\d+[.)])[ \t])")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, none empty. A blank line and an item of a list end one too."""
    start = 0
    for end in _END.finditer(text):
        if text[start : end.end()].strip():
            yield text[start : end.end()]
        start = end.end()
    if text[start:].strip():
        yield text[start:]
