"""The lines that stayed."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.quality.changes import line_diff
from reverie.quality.changes.line_diff import kept_lines

LINES = st.lists(st.sampled_from("abcdef"), max_size=25)


def _longest(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        above = row
        row = [0]
        for j, y in enumerate(b):
            row.append(above[j] + 1 if x == y else max(above[j + 1], row[j]))
    return row[-1]


@given(a=LINES, b=LINES)
@settings(max_examples=300, deadline=None)
def test_as_many_as_can_be_stay_in_order(a: list[str], b: list[str]) -> None:
    kept = kept_lines(a, b)
    assert all(a[i] == b[j] for i, j in kept)
    assert all(i < k and j < m for (i, j), (k, m) in itertools.pairwise(kept))
    assert len(kept) == _longest(a, b)


def test_large_texts_are_cut_at_lines_that_stand_once() -> None:
    rows = [str(number) for number in range(20_000)]
    changed = [f"new {row}" if int(row) % 7 == 0 else row for row in rows]
    kept = kept_lines(rows, changed)
    assert len(kept) == sum(int(row) % 7 != 0 for row in rows)


def test_what_differs_everywhere_is_given_up_without_error() -> None:
    shuffled = [str(number % 50) for number in range(3000)]
    random.Random(1).shuffle(shuffled)
    kept = kept_lines([str(number % 50) for number in range(3000)], shuffled)
    assert all(i < k and j < m for (i, j), (k, m) in itertools.pairwise(kept))
    assert line_diff.MOST_DIFFERENCES < 3000
