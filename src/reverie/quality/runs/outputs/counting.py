"""Counting: the figures of a summary line, written `3 passed` or `Failures: 3`."""

import re

from reverie.quality.runs.values import Counts

_FIELDS = {
    "passed": "passed passing pass passes succeeded success successes successful ok succeed",
    "failed": "failed failing fail fails failure failures unsuccessful broken",
    "skipped": "skipped skip skips skipping pending ignored todo disabled omissions incomplete inconclusive",
    "errors": "error errors errored err",
    "warnings": "warning warnings warn warns",
    "total": "total tests test examples example runs run specs spec scenarios scenario cases files",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_NUMBER_FIRST = re.compile(r"(\d[\d,]{0,11})\s{1,8}([A-Za-z]+)")
_WORD_FIRST = re.compile(r"([A-Za-z]+)\s{0,8}[:=]\s{0,8}(\d{1,9})")


def counts_in(text: str, *, word_first: bool = False) -> Counts:
    """The figures in `text`; the first of a kind counts, passed is worked out from a total when it is not said."""
    found: dict[str, int] = {}
    if word_first:
        pairs = [(match[1], match[2]) for match in _WORD_FIRST.finditer(text)]
    else:
        pairs = [(match[2], match[1]) for match in _NUMBER_FIRST.finditer(text)]
    for word, number in pairs:
        field = _FIELD_OF.get(word.lower())
        if field is not None:
            found.setdefault(field, int(number.replace(",", "") or 0))
    return completed(found)


def completed(found: dict[str, int]) -> Counts:
    """Counts with what was passed worked out, where only the total and the rest are said."""
    if "passed" not in found and "total" in found:
        rest = found.get("failed", 0) + found.get("errors", 0) + found.get("skipped", 0)
        found["passed"] = max(found["total"] - rest, 0)
    return Counts(**found)
