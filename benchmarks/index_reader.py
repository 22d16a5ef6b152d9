"""A reader of an index that knows words only: it starts from what is always in context and opens pointers.

It shares no code with the memory: a pointer is a Markdown link in a list, its text the title and what stands behind
the link. Of all pointers that it has seen it opens the one whose text answers best to the query by BM25 (k1 1.2, b
0.75, in the form of Lucene), again and again. What it opens may be an area, whose pointers it then sees, too.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

OPENS = 5
_POINTER = re.compile(r"^- \[([^\]]*)\]\(((?:topics|areas)/[^)]+)\):?(.*)$", re.MULTILINE)
_WORD = re.compile(r"\w{3,}")
_K1, _B = 1.2, 0.75


class Seen(msgspec.Struct, frozen=True):
    """A pointer in the eyes of the reader."""

    target: str
    words: Counter[str]


def pointers_in(text: str) -> list[Seen]:
    return [Seen(target, Counter(words_in(f"{title} {rest}"))) for title, target, rest in _POINTER.findall(text)]


def words_in(text: str) -> list[str]:
    return _WORD.findall(text.lower())


class Reader:
    """`pages` are texts with pointers by name: what is in context under the empty name, areas under theirs."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pointers = {name: pointers_in(text) for name, text in pages.items()}

    def opened(self, query: str) -> list[str]:
        """The names that it opens for a query, in order, at most `OPENS`."""
        wanted = set(words_in(query))
        seen = list(self._pointers[""])
        names: list[str] = []
        while len(names) < OPENS:
            closed = [one for one in seen if one.target not in names]
            if not closed:
                break
            score = _Scorer(seen, wanted)
            best = max(closed, key=score)
            names.append(best.target)
            seen += self._pointers.get(best.target, [])
        return names

    def reachable(self) -> set[str]:
        """All that any number of openings leads to."""
        found: set[str] = set()
        coming = [""]
        while coming:
            for one in self._pointers.get(coming.pop(), []):
                if one.target not in found:
                    found.add(one.target)
                    coming.append(one.target)
        return found


class _Scorer:
    """How well pointers answer to some words, with the statistics of all that were seen."""

    def __init__(self, seen: Sequence[Seen], wanted: set[str]) -> None:
        have = Counter(word for one in seen for word in wanted if word in one.words)
        self._rarity = {word: math.log(1 + (len(seen) - many + 0.5) / (many + 0.5)) for word, many in have.items()}
        self._usual = sum(one.words.total() for one in seen) / len(seen) or 1.0

    def __call__(self, one: Seen) -> float:
        stretch = _K1 * (1 - _B + _B * one.words.total() / self._usual)
        return sum(
            rarity * one.words[word] * (_K1 + 1) / (one.words[word] + stretch) for word, rarity in self._rarity.items()
        )
