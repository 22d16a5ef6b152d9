"""Passages: a quote with the sentence that it stands in and what stands around it."""

import re

import msgspec

_WINDOW = 600
"""Characters looked at on each side: a claim's subject stands near, and an answer may be one line of a megabyte."""
_HEADING_WINDOW = 1_500
_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!vs)(?<!etc)[.!?](?=\s)|[。！？]|\n")
_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^(?:#{1,6} .+|\*\*.+\*\*:?|.{1,200}:)\s*$")


class Passage(msgspec.Struct, frozen=True):
    """`sentence` holds the quote; `lead` is the part of it before the quote and `rest` the part behind it.

    `before` is what stands before the sentence, nearest last; `after` what follows it; `heading` what opens its list.
    """

    quote: str
    sentence: str
    lead: str
    rest: str
    before: str
    after: str
    heading: str


def passage_of(answer: str, start: int, end: int) -> Passage:
    """Where characters `start` to `end` of `answer` stand."""
    low, high = max(0, start - _WINDOW), min(len(answer), end + _WINDOW)
    masked = _CODE.sub(lambda code: "`" * len(code[0]), answer[low:high]) + "\n"
    begin = max((low + found.end() for found in _END.finditer(masked, 0, start - low)), default=low)
    close = _END.search(masked, end - low)
    stop = min(high, low + close.start()) if close else high
    return Passage(
        quote=answer[start:end],
        sentence=answer[begin:stop],
        lead=answer[begin:start],
        rest=answer[end:stop],
        before=answer[low:begin],
        after=answer[stop:high],
        heading=_heading(answer[max(0, begin - _HEADING_WINDOW) : begin]),
    )


def _heading(before: str) -> str:
    for line in reversed(before.splitlines()):
        if _HEADING.match(line.strip()):
            return line.strip()
    return ""
