"""Which lines of a text were already in an older one."""

from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST_COMPARED = 4_000_000
"""Pairs of lines. A text that changed more at once is a new one."""


def numbers_before(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """By the number of a line now the number that it had, both from 1; without those that are new."""
    start = _common(before, now)
    end = _common(before[start:][::-1], now[start:][::-1])
    found = {number: number for number in range(1, start + 1)}
    found |= {len(now) - back: len(before) - back for back in range(end)}
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    if len(old) * len(new) <= _MOST_COMPARED:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            found |= {start + block.b + step + 1: start + block.a + step + 1 for step in range(block.size)}
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at their beginnings are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
