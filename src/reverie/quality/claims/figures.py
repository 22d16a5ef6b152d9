"""Figures: counts, measures and their like in a run of tokens, as claims of their own."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from reverie.quality.claims.prose.tokens import Token

_UNITS = frozenset(
    [
        "%",
        "ms",
        "s",
        "sec",
        "secs",
        "m",
        "h",
        "kb",
        "mb",
        "gb",
        "kib",
        "mib",
        "bytes",
        "seconds",
        "minutes",
        "percent",
        "k",
        "x",
        "×",
    ]
)
_ABOUT = frozenset(
    [
        *("about", "around", "roughly", "nearly", "almost", "approximately", "some", "circa", "ca", "over", "under"),
        *("only", "just", "exactly", "more than", "less than", "up to", "at least", "at most", "well", "barely"),
    ]
)
_STANDING = frozenset(["ok", "okay", "good", "green", "healthy", "ready", "times"])
_DETERMINERS = frozenset(["the", "its", "their", "our", "your", "these", "those", "a", "an"])
_STOPS = frozenset(",;:.|")


class Figure(msgspec.Struct, frozen=True):
    """Tokens `first` to `last`, both of it. `is_none`: said as `no errors`, `none skipped`."""

    first: int
    last: int
    is_none: bool = False


def figures_in(tokens: Sequence[Token]) -> list[Figure]:
    """Neighbours that are only listed (`8 examples, 0 failures`) are one figure."""
    joined: list[Figure] = []
    for figure in _single(tokens):
        if joined and _adjoins(tokens, joined[-1], figure):
            joined[-1] = Figure(joined[-1].first, figure.last)
        else:
            joined.append(figure)
    return joined


def _adjoins(tokens: Sequence[Token], one: Figure, other: Figure) -> bool:
    if one.is_none or other.is_none:
        return False
    between = [token.text for token in tokens[one.last + 1 : other.first]]
    if between == ["in"] and "measure" in tokens[other.first].tags:
        return True
    return all(text in (",", "and", "/", "(", ")", "y", "und", "et") for text in between) and len(between) < 3


def _single(tokens: Sequence[Token]) -> Iterator[Figure]:
    at = 0
    while at < len(tokens):
        figure = _figure_at(tokens, at)
        if figure:
            yield _with_approximation(tokens, figure)
            at = figure.last + 1
        else:
            at += 1


def _figure_at(tokens: Sequence[Token], at: int) -> Figure | None:
    token = tokens[at]
    if "zero" in token.tags and not token.text.isdigit():
        return _counted(tokens, at, is_none=True)
    if token.text == "one":
        figure = _counted(tokens, at, is_none=False)
        return figure if figure and figure.last - at < 3 and not tokens[figure.last].text.startswith("line") else None
    if token.text == "factor" and at + 2 < len(tokens) and "num" in tokens[at + 2].tags:
        return Figure(at, at + 2)
    if token.text == "all" and _is_bare_count(tokens, at + 1):
        return Figure(at, at + 1)
    if "num" in token.tags and not (at and tokens[at - 1].text in ("these", "those")):
        if "measure" in token.tags or (at + 1 < len(tokens) and tokens[at + 1].text in _UNITS):
            return Figure(at, at if "measure" in token.tags else at + 1)
        return _of_many(tokens, at) or _counted(tokens, at, is_none=False)
    return None


def _with_approximation(tokens: Sequence[Token], figure: Figure) -> Figure:
    """`about 4 GB`, `roughly a factor of three`."""
    first = figure.first
    while first and (tokens[first - 1].text in _ABOUT or (first > 1 and tokens[first - 1].text == "a")):
        if tokens[first - 1].text == "a" and tokens[first - 2].text not in _ABOUT:
            break
        first -= 1
    return Figure(first, figure.last, figure.is_none)


def _of_many(tokens: Sequence[Token], at: int) -> Figure | None:
    """`143 of 143`, `3/4`, `5 out of 5`."""
    following = [token.text for token in tokens[at + 1 : at + 3]]
    if following == ["out", "of"] and at + 3 < len(tokens) and "num" in tokens[at + 3].tags:
        return Figure(at, at + 3)
    if (
        at + 2 < len(tokens)
        and tokens[at + 1].text in ("of", "of the", "/", "von", "de", "out of")
        and "num" in tokens[at + 2].tags
    ) or _is_one_for_one(tokens, at):
        counted = _counted(tokens, at + 2, is_none=False)
        return Figure(at, counted.last if counted else at + 2)
    return None


def _is_bare_count(tokens: Sequence[Token], at: int) -> bool:
    """`all 88`, with no noun behind."""
    if at >= len(tokens) or "digits" not in tokens[at].tags:
        return False
    return at + 1 == len(tokens) or bool(tokens[at + 1].tags & {"pass", "be", "fail"})


def _is_one_for_one(tokens: Sequence[Token], at: int) -> bool:
    """`five for five`."""
    if at + 2 >= len(tokens):
        return False
    return tokens[at + 1].text == "for" and tokens[at].text == tokens[at + 2].text


def _counted(tokens: Sequence[Token], at: int, *, is_none: bool) -> Figure | None:
    """A number with what it counts, at most three words on."""
    last = None
    for i in range(at + 1, min(at + 5, len(tokens))):
        tags = tokens[i].tags
        if (
            tokens[i].text in _STOPS
            or "prep" in tags
            or "num" in tags
            or "be" in tags
            or tokens[i].text in _DETERMINERS
        ):
            break
        if "counted" in tags or "problem" in tags or (i == at + 1 and tokens[i].text in _STANDING):
            last = i
        elif last is not None:
            break
    if last is None and "digits" in tokens[at].tags:
        last = _plural_behind(tokens, at)
    if last is not None and last + 1 < len(tokens) and tokens[last + 1].text in ("changed", "inserted", "skipped"):
        last += 1
    return Figure(at, last, is_none) if last is not None else None


def _plural_behind(tokens: Sequence[Token], at: int) -> int | None:
    """`14 widgets`, `3 stale keys`: a plural of which nothing is known."""
    for i in (at + 1, at + 2):
        if i >= len(tokens) or not tokens[i].text.isalpha() or tokens[i].tags & _NO_NOUN or "det" in tokens[i].tags:
            return None
        if tokens[i].text.endswith("s") and not tokens[i].text.endswith("ss"):
            return i
    return None


_NO_NOUN = frozenset(["be", "have", "prep", "pass", "fail", "modal", "it", "me", "link", "report"])
_BARE = re.compile(r"\d[\d,.]*")


def is_bare_number(tokens: Sequence[Token]) -> bool:
    """Brackets that hold a number alone: `(18)`."""
    return len(tokens) == 1 and _BARE.fullmatch(tokens[0].text) is not None
