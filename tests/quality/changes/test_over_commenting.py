"""Added comments beside what was to be expected."""

import pytest

from reverie.quality.changes.comments import USUAL, over_commenting
from reverie.quality.changes.values import FileChange


def _change(added_code: int, added_comment: int, code: int = 0, comment: int = 0) -> FileChange:
    return FileChange(
        path="a.py", added_code=added_code, added_comment=added_comment, code_before=code, comment_before=comment
    )


def test_few_lines_tell_nothing() -> None:
    assert over_commenting([_change(10, 9)]) is None
    assert over_commenting([]) is None


def test_a_file_is_measured_by_itself() -> None:
    found = over_commenting([_change(100, 50, code=100_000, comment=50_000)])
    assert found is not None
    assert found.times == pytest.approx(1.0, rel=0.01)
    assert found.ratio == 0.5
    assert found.expected_ratio == pytest.approx(0.5, rel=0.01)


def test_a_new_file_is_measured_by_the_project() -> None:
    found = over_commenting([_change(100, 50)], project=0.1)
    assert found is not None
    assert found.times == pytest.approx(5.0)
    usual = over_commenting([_change(100, 23)])
    assert usual is not None
    assert usual.times == pytest.approx(0.23 / USUAL)


def test_a_file_without_comments_expects_few_but_not_none() -> None:
    found = over_commenting([_change(100, 10, code=450)], project=0.2)
    assert found is not None
    assert found.expected == pytest.approx(100 * 50 * 0.2 / 500)
    assert found.times == pytest.approx(5.0)


def test_each_file_weighs_by_the_code_that_it_got() -> None:
    found = over_commenting([_change(90, 0, 10**6, 0), _change(10, 10, 10**6, 10**6), _change(0, 0, 10**6, 10**6)])
    assert found is not None
    assert found.expected == pytest.approx(10, rel=0.01)
    assert found.times == pytest.approx(1.0, rel=0.01)


def test_comments_without_code_count() -> None:
    found = over_commenting([_change(0, 40, 100, 10)])
    assert found is not None
    assert found.times == 40.0
