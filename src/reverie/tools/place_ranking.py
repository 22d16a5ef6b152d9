"""Places: the hits of a few words over a project, the most telling first.

A model with a small window cannot page through two hundred hits. A place is a run of near lines of one file; it is
worth what distinct words it holds, rare words more (inverse document frequency), and more when it defines a name.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from .rg_records import LineHit

NEAR = 8
"""Lines between two hits of one place."""

_SAID_EVERYWHERE = frozenset(
    """about and are before but can cannot could does file files for from has have how into its line lines method
    not project should that the then there these they this used uses using was what when where which who why will
    with would you""".split()  # noqa: SIM905 - a list would be a screen long
)
_NAME = re.compile(r"\w+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ENDING = re.compile(r"(?:ing|ed|es|s|e|y|ies)$")
_DEFINITION = re.compile(
    r"""\s*(?: (?:export\ |pub\ |async\ |static\ |public\ |private\ |final\ )*
        (?:def|class|func?|function|struct|interface|trait|impl|enum|type|const|let|var)\b
      | [A-Z][A-Z0-9_]+\s*= | \w+\s*:\s*[\w\[\]|., ]+= )""",
    re.VERBOSE,
)
_ASIDE = re.compile(
    r"""(?:^|/)(?:tests?|docs?|examples?|benchmarks?|scripts?|vendor)/
      | (?:^|/)test_ | _test\. | \.(?:md|rst|txt|json|lock)$""",
    re.VERBOSE,
)

_ASIDE_COUNTS = 0.45
"""Tests and documents speak of a thing in more words than the code that does it, so they would come first."""


class Place(msgspec.Struct, frozen=True):
    """Hits of one file that lie near each other, in order, and the line of the best.

    `score` compares places of one query only.
    """

    path: str
    hits: tuple[LineHit, ...]
    best_line: int
    score: float


def stems_of(text: str) -> tuple[str, ...]:
    """The telling words of a query without their endings, and its compound names whole, in lower case, each once.

    All words when none is telling.
    """
    names = _NAME.findall(text)
    parts = [part.lower() for name in names for part in _HUMPS.sub("_", name).split("_") if part]
    telling = [part for part in parts if len(part) > 2 and part not in _SAID_EVERYWHERE] or parts
    whole = [name.lower() for name in names if "_" in name.strip("_") or _HUMPS.search(name)]
    return tuple(dict.fromkeys([*whole, *map(_stem, telling)]))


def pattern_of(stems: Sequence[str]) -> str:
    """A regular expression for the lines that hold one of them."""
    return "|".join(map(re.escape, stems))


def rank_places(hits: Iterable[LineHit], stems: Sequence[str]) -> list[Place]:
    """The places of these hits (in the order of files and lines), best first."""
    whole_words = (hit for hit in hits if _in(hit.line, stems))
    by_file = {path: list(found) for path, found in groupby(whole_words, lambda hit: hit.path)}
    weights = _weights(by_file, stems)
    places = [place for path, found in by_file.items() for place in _places(path, found, stems, weights)]
    return sorted(places, key=lambda place: -place.score)


def _places(path: str, hits: list[LineHit], stems: Sequence[str], weights: dict[str, float]) -> Iterable[Place]:
    of_file = 0.3 * _worth(_in_lines(hits, stems), weights) + 0.5 * _worth(_in(path, stems), weights)
    factor = _ASIDE_COUNTS if _ASIDE.search(path) else 1.0
    for run in _runs(hits):
        lines = [_line_worth(hit.line, stems, weights) for hit in run]
        best = max(range(len(run)), key=lines.__getitem__)
        score = of_file + _worth(_in_lines(run, stems), weights) + lines[best]
        yield Place(path, tuple(run), run[best].number, factor * score)


def _weights(by_file: dict[str, list[LineHit]], stems: Sequence[str]) -> dict[str, float]:
    files: dict[str, int] = defaultdict(int)
    for found in by_file.values():
        for stem in _in_lines(found, stems):
            files[stem] += 1
    return {stem: math.log(1 + len(by_file) / files[stem]) for stem in files}


def _worth(stems: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights.get(stem, 0.0) for stem in stems)


def _line_worth(line: str, stems: Sequence[str], weights: dict[str, float]) -> float:
    worth = _worth(_in(line, stems), weights)
    return 1.5 * worth if _DEFINITION.match(line) else worth


def _in(text: str, stems: Sequence[str]) -> set[str]:
    return {stem for stem in stems if _begins_a_word(stem, text)}


def _in_lines(hits: Iterable[LineHit], stems: Sequence[str]) -> set[str]:
    return {stem for hit in hits for stem in _in(hit.line, stems)}


def _begins_a_word(stem: str, text: str) -> bool:
    """Whether the stem stands at the start of a word, or of a part of a name: `tear` is not in `writeArguments`."""
    lower = text.lower()
    place = lower.find(stem)
    while place >= 0:
        if place == 0 or not lower[place - 1].isalpha() or text[place : place + 1].isupper():
            return True
        place = lower.find(stem, place + 1)
    return False


def _runs(hits: list[LineHit]) -> Iterable[list[LineHit]]:
    run = [hits[0]]
    for hit in hits[1:]:
        if hit.number - run[-1].number > NEAR:
            yield run
            run = []
        run.append(hit)
    yield run


def _stem(word: str) -> str:
    """Short words stay as they are."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= 4 else word
