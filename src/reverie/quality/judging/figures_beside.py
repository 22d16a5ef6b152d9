"""Figures beside labels: another value that an output gives for what the quote names."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from .figures_known import MOST_READ
from .figures_said import Said
from .numbers import Figure, figures_of
from .record import Evidence, Record
from .statement import Statement
from .words import akin, shared, vocabulary, words_of

_BREAK = re.compile(r"[,;()|]|\s(?:and|und|while|whereas|but|then|plus|with|y|et|—|–)\s|\. ")
_SEGMENT = re.compile(r"[\n,;|()]|\t|\s{3,}")
_DIGIT = re.compile(r"\d")
_MOST_SEGMENTS = 600
_GENERIC = vocabulary(
    """
    takes took take taking needs needed need about around roughly shows showed show says said gives gave reports
    reported stands stand comes came total overall result results output now currently average per down
    s ms ns us sec secs second seconds min mins minute minutes hour hours kb mb gb kib mib gib bytes byte percent
    """
)


_BEFORE = re.compile(
    r"\b(?:from|instead of|was|were|before|previously|formerly|originally|against|versus|vs\.?|than|von|statt|"
    r"de|desde)\s*(?:about |around |~)?$",
    re.IGNORECASE,
)
_BEFOREHAND = re.compile(
    r"[^,;.]{0,12}\b(?:before|previously|earlier|originally|at first|at the start)\b", re.IGNORECASE
)


class Labelled(NamedTuple):
    """A figure of an output with the words that stand for it."""

    figure: Figure
    label: frozenset[str]


_READ: WeakKeyDictionary[Evidence, list[Labelled]] = WeakKeyDictionary()
"""The labelled figures of outputs, read once for all claims of a turn."""


class Contrary(NamedTuple):
    """What the output has instead; `held`: how many words it shares with the quote."""

    text: str
    held: int


def clause_words(said: Said, quote: str) -> frozenset[str]:
    """The words of the clause that `said` stands in, as far as the figures next to it."""
    start = max((found.end() for found in _BREAK.finditer(quote[: said.figure.start])), default=0)
    close = _BREAK.search(quote, said.figure.end)
    stop = close.start() if close else len(quote)
    others = figures_of(quote)
    start = max([start, *(other.end for other in others if other.end <= said.figure.start)])
    stop = min([stop, *(other.start for other in others if other.start >= said.figure.end)])
    clause = f"{quote[start : said.figure.start]} {quote[said.figure.end : stop]}"
    return frozenset(word for word in words_of(clause) if not word.isdigit()) - _GENERIC


def is_of_before(said: Said, quote: str) -> bool:
    """Whether it is what was before: `down from 41 ms`."""
    figure = said.figure
    return _BEFORE.search(quote[: figure.start]) is not None or _BEFOREHAND.match(quote[figure.end :]) is not None


def contrary(
    said: Said, noun: frozenset[str], statement: Statement, record: Record, *, strict: bool
) -> Contrary | None:
    """The value that the last output about it has, where the said value stands for something else or nowhere.

    `strict`: only where the same output has the said value for something else.
    """
    if is_of_before(said, statement.quote):
        return None
    near = clause_words(said, statement.quote)
    if not near:
        return None
    for piece in reversed(record.evidence):
        same = [one for one in _labelled(piece) if one.figure.measure == _measure(said)]
        others = [(len(shared(near, one.label)), one) for one in same if not said.matches(one.figure)]
        held = max((len(shared(near, one.label)) for one in same if said.matches(one.figure)), default=-1)
        most = max((count for count, _ in others), default=0)
        if held >= max(1, most) or (strict and held < 0 < most):
            return None
        if most == 0:
            continue
        best = [one for count, one in others if count == most]
        if strict and most < 2 and not _is_swapped(best, statement.quote):
            return None
        return _told(best, held, most, noun, piece)
    return None


def _is_swapped(best: list[Labelled], quote: str) -> bool:
    """Whether the quote has the other value as well, and so for something else."""
    told = figures_of(quote)
    return any(figure.value == one.figure.value for one in best for figure in told)


def _told(best: list[Labelled], held: int, most: int, noun: frozenset[str], piece: Evidence) -> Contrary | None:
    values = {one.figure.value for one in best}
    is_named = any(len(one.label) <= 3 or (noun and _follows(one, noun, piece)) for one in best)
    if len(values) != 1 or not is_named or (held >= 0 and most < 2 and any(len(one.label) > 2 for one in best)):
        return None
    figure = best[-1].figure
    text = piece.text[figure.start : figure.end + 24].split("\n")[0]
    return Contrary(" ".join(text.split()[:3]).rstrip(".,;:|()"), most)


def _follows(one: Labelled, noun: frozenset[str], piece: Evidence) -> bool:
    behind = words_of(piece.text[one.figure.end : one.figure.end + 24])
    return any(akin(word, other) for word in noun for other in behind)


def _measure(said: Said) -> str:
    return "count" if said.figure.measure == "rounded" else said.figure.measure


def _labelled(piece: Evidence) -> list[Labelled]:
    if piece not in _READ:
        _READ[piece] = list(_read(piece))
    return _READ[piece]


def _read(piece: Evidence) -> Iterator[Labelled]:
    text, at = piece.text[:MOST_READ], 0
    for number, found in enumerate(_SEGMENT.finditer(text + "\n")):
        if number > _MOST_SEGMENTS:
            return
        segment = text[at : found.start()]
        if _DIGIT.search(segment):
            yield from _of_segment(segment, at)
        at = found.end()


def _of_segment(segment: str, at: int) -> Iterator[Labelled]:
    """One figure: all words are its label; several: those before each, or, if it begins with one, those behind."""
    figures = figures_of(segment, words=False)
    if not figures or len(figures) > 12:
        return
    if len(figures) == 1:
        yield Labelled(_moved(figures[0], at), words_of(segment))
        return
    begins = not words_of(segment[: figures[0].start])
    ends = [0, *(figure.end for figure in figures)]
    starts = [*(figure.start for figure in figures), len(segment)]
    for place, figure in enumerate(figures):
        stretch = segment[figure.end : starts[place + 1]] if begins else segment[ends[place] : figure.start]
        yield Labelled(_moved(figure, at), words_of(stretch))


def _moved(figure: Figure, at: int) -> Figure:
    return Figure(figure.value, figure.measure, figure.grain, figure.start + at, figure.end + at)
