"""Which lines of a text stayed, as a unified diff shows it: the shortest one, within bounds.

Myers' algorithm (An O(ND) Difference Algorithm, 1986), as git uses it. Where two texts differ in more lines than it is
good for, they are first cut at lines that stand once in each (patience), so that the work stays near linear.
"""

import bisect
import itertools
from collections import Counter
from collections.abc import Sequence

MOST_DIFFERENCES = 400
"""Lines; the work grows with their square."""

Pair = tuple[int, int]


def kept_lines(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The rows of both texts that are the same line, in order."""
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(line, len(numbers)) for line in before]
    b = [numbers.setdefault(line, len(numbers)) for line in after]
    kept: list[Pair] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            kept.append((a0, b0))
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            kept.append((a1, b1))
        if a0 == a1 or b0 == b1:
            continue
        found = _shortest(a[a0:a1], b[b0:b1])
        if found is not None:
            kept += [(a0 + i, b0 + j) for i, j in found]
            continue
        anchors = _anchors(a, b, (a0, a1, b0, b1))
        kept += anchors
        edges = [(a0 - 1, b0 - 1), *anchors, (a1, b1)]
        waiting += [(i + 1, k, j + 1, m) for (i, j), (k, m) in itertools.pairwise(edges) if anchors]
    return sorted(kept)


def _shortest(a: list[int], b: list[int]) -> list[Pair] | None:
    """The pairs of a longest common sequence; None when more lines differ than are worth it."""
    if set(a).isdisjoint(b):
        return []
    return None if abs(len(a) - len(b)) > MOST_DIFFERENCES else _myers(a, b)


def _myers(a: list[int], b: list[int]) -> list[Pair] | None:
    n, m = len(a), len(b)
    furthest = {1: 0}
    trails: list[dict[int, int]] = []
    for d in range(min(n + m, MOST_DIFFERENCES) + 1):
        trails.append(dict(furthest))
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < n and x - k < m and a[x] == b[x - k]:
                x += 1
            furthest[k] = x
            if x >= n and x - k >= m:
                return _back(trails, n, m)
    return None


def _back(trails: list[dict[int, int]], x: int, y: int) -> list[Pair]:
    pairs: list[Pair] = []
    for d in range(len(trails) - 1, -1, -1):
        furthest, k = trails[d], x - y
        down = k == -d or (k != d and furthest[k - 1] < furthest[k + 1])
        above = k + 1 if down else k - 1
        start_x = furthest[above]
        start_y = start_x - above
        while x > max(start_x, 0) and y > max(start_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    return pairs[::-1]


def _anchors(a: list[int], b: list[int], part: tuple[int, int, int, int]) -> list[Pair]:
    """Lines that stand once in each part, as many as keep their order."""
    a0, a1, b0, b1 = part
    once_a, once_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    places = {line: row for row, line in enumerate(b[b0:b1], b0) if once_b[line] == 1}
    pairs = [(row, places[a[row]]) for row in range(a0, a1) if once_a[a[row]] == 1 and a[row] in places]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[Pair]) -> list[Pair]:
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, row) in enumerate(pairs):
        pile = bisect.bisect_left(tops, row)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(row)
            ends.append(at)
        else:
            tops[pile], ends[pile] = row, at
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
