"""Said figures: the numbers of a quote that measure or count something, as the answer means them."""

import re

import msgspec

from .numbers import Figure, figures_of

LITERAL = re.compile(
    r"(?<![\w.])(?:0x[0-9a-fA-F]+|v?\d+(?:\.\d+){2,}[\w.-]*|\d{1,2}:\d{2}(?::\d{2})?|\d{4}-\d{2}-\d{2})(?!\w)"
)
"""Addresses, versions, times of day and dates: they are not compared as numbers."""
_CODE = re.compile(r"`[^`]*`")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|[.)]\s|-(?:bit|way|digit|letter|column|space|step|stage|phase|point)\b", re.I)
_OF_MANY = re.compile(r"\b(?:the|last|this|that|new|old|first|each|every|which|by|off by)\s*$", re.I)
_NAMED = re.compile(
    r"(?:\b(?:lines?|zeilen?|líneas?|lignes?|ll?|l\.|line no\.?|lines? \d+(?:\s*(?:-|–|to|and|,|through)\s*)|column|"
    r"col|row|port|step|phase|stage|node|python|java|ruby|php|go|version|v|level|chapter|section|part|item|task|issue|ticket|"
    r"pr|mr|pull request|bug|rfc|iso|utf|sha|es|ipv|http/|tls|case|test case|exit code|in one|all in|number|no\.|nr\.|"
    r"page|slide|figure|table|day|week|month|year|january|february|march|april|may|june|july|august|september|"
    r"october|november|december)[\s-]*|[#№§@]|\.\w+:)$",
    re.I,
)
"""What stands before a number that is a name: `line 12`, `Python 3.12`, `issue 7`."""
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s*$", re.I)
_BOUND = re.compile(
    r"\b(?:under|below|less than|fewer than|at most|up to|no more than|within|not quite|almost|nearly|just short of|"
    r"over|above|more than|at least|no less than|just over|well over|upwards of|beyond|north of|"
    r"unter|über|menos de|más de|moins de|plus de)\s+(?:about |around |~)?$",
    re.I,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|nearly|almost|or so|etwa|rund|unos|environ|"
    r"cerca de)|~|≈)\s*$",
    re.I,
)
_MEASURES = {"rounded": "count"}
_UPPER = re.compile(
    r"under|below|less|fewer|most|up to|no more|within|quite|almost|nearly|short|unter|menos|moins", re.I
)


class Said(msgspec.Struct, frozen=True):
    """`bound`: `under 40 ms` (-1), `over 3 MB` (1), else 0; `is_about`: `roughly 900`."""

    figure: Figure
    bound: int = 0
    is_about: bool = False

    def matches(self, other: Figure) -> bool:
        """Whether `other` may be told like this."""
        figure = self.figure
        if figure.matches(other):
            return True
        if _MEASURES.get(figure.measure, figure.measure) != other.measure or not figure.value:
            return False
        share = other.value / figure.value
        if self.bound:
            return 0.5 <= share <= 1 if self.bound < 0 else 1 <= share <= 2
        if self.is_about and figure.value >= 10:
            return 0.93 <= share <= 1.07
        return figure.measure == "rounded" and abs(figure.value - other.value) <= 2 * figure.grain


def said_figures(quote: str) -> list[Said]:
    """In order, without those that name something: `line 12`, `#7`, `the one`."""
    bare = LITERAL.sub(_blank, _CODE.sub(_blank, quote))
    found = figures_of(bare)
    kept = [_thousands(figure, bare) for figure in found if not is_name(bare, figure)]
    kept = [_of_the_next(figure, kept[place + 1 :], bare) for place, figure in enumerate(kept)]
    return [Said(figure, _bound(bare, figure), _ABOUT.search(bare[: figure.start]) is not None) for figure in kept]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def is_name(quote: str, figure: Figure) -> bool:
    """`one` as a pronoun, `both`, numbers of lines, versions, ports and the like."""
    word = quote[figure.start : figure.end].lower()
    behind = quote[figure.end : figure.end + 12]
    before = quote[: figure.start]
    if word in {"single", "both", "pair"}:
        return True
    if word == "one":
        return not re.match(r"\s\w", behind) or _OF_MANY.search(before) is not None
    if figure.measure == "count" and _ORDINAL.match(behind) and not word.isalpha():
        return True
    if figure.measure != "count" or (_MONTH.search(before) and figure.value > 31):
        return False
    return _NAMED.search(before) is not None


def _thousands(figure: Figure, quote: str) -> Figure:
    """`47.9k rows`."""
    mark = re.match(r"\s?([kK]|[mM]illion|M)\b(?!/|[bB])", quote[figure.end :])
    if mark is None or figure.measure != "count":
        return figure
    scale = 1_000 if mark[1] in "kK" else 1_000_000
    digits = quote[figure.start : figure.end].partition(".")[2]
    grain = 0.5 * 10 ** -len(digits) * scale
    return msgspec.structs.replace(
        figure, value=figure.value * scale, grain=grain, measure="rounded", end=figure.end + len(mark[0])
    )


def _of_the_next(figure: Figure, later: list[Figure], quote: str) -> Figure:
    """`31 of the 48 seconds`: both are times."""
    if figure.measure != "count" or not later or later[0].measure not in {"time", "size"}:
        return figure
    if not re.fullmatch(r"\s*(?:of|out of|/|-|–|to)\s*(?:the |these |its )?", quote[figure.end : later[0].start]):
        return figure
    told = figures_of(quote[later[0].start : later[0].end])[0]
    plain = figures_of(re.sub(r"[^\d.,]+.*$", "", quote[later[0].start : later[0].end]), words=False)
    scale = told.value / plain[0].value if plain and plain[0].value else 1
    return msgspec.structs.replace(
        figure, value=figure.value * scale, grain=max(figure.grain, 0.5) * scale, measure=told.measure
    )


def _bound(quote: str, figure: Figure) -> int:
    found = _BOUND.search(quote[max(0, figure.start - 30) : figure.start])
    if found is None:
        return 0
    return -1 if _UPPER.match(found[0]) else 1
