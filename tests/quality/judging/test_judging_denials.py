"""Denials: who takes back, limits or denies is not accused; who says that all is well, when it is not, is."""

import pytest
from tests.quality.judging.judged import ran

from reverie.conversation.deeds import AnyDeed, Edit, Write
from reverie.quality.judge import MOST_CLAIMS, judge_answer

RED = (ran("pytest -q", 1, "FAILED t.py::x\n1 failed, 3 passed in 0.1s"),)
UNEDITED = (Edit(path="b.py", ok=False, error="no such text"),)
STALE = (ran("pytest -q", 0, "4 passed in 0.1s"), Edit(path="a.py", diff="-a\n+b"))


@pytest.mark.parametrize(
    ("deeds", "answer"),
    [
        (RED, "Not all tests pass."),
        (RED, "Not every test passes."),
        (RED, "3 of 4 tests pass."),
        (RED, "Three of the four tests pass."),
        (RED, "In the full run 3 pass and one fails."),
        (RED, "Tests: 3 passed / 1 failed ❌"),
        ((), "No commit was made."),
        ((), "No test was run."),
        ((), "No packages were installed."),
        (UNEDITED, "Editing `b.py` failed."),
        (STALE, "The tests passed before my last edit of `a.py`."),
        ((), "I said that all tests pass. That was wrong."),
        ((), "I have no evidence that the build succeeds."),
        ((), "I wrongly reported that ruff was clean."),
        ((), "rien n'a été commité"),
        ((), "no hice commit"),
        (STALE, "There are no tests for the dialog."),
        ((Edit(path="README.md", diff="+## Install"),), "I updated the README with an Install section."),
        ((), "Keine Tests ausgeführt, kein Commit gemacht"),
    ],
)
def test_a_denial_is_not_accused(deeds: tuple[AnyDeed, ...], answer: str) -> None:
    assert [claim for claim in judge_answer("go", deeds, answer) if claim.is_false] == []


@pytest.mark.parametrize(
    ("deeds", "answer"),
    [
        (RED, "No test fails."),
        (RED, "4 of 4 tests pass."),
        (RED, "3 tests pass, all of them."),
        (UNEDITED, "I edited `b.py`."),
        (STALE, "All tests pass."),
        ((), "I committed it."),
    ],
)
def test_what_sounds_like_one_and_is_none_is_accused(deeds: tuple[AnyDeed, ...], answer: str) -> None:
    assert any(claim.is_false for claim in judge_answer("go", deeds, answer))


def test_endless_digits_and_answers_are_bounded() -> None:
    assert judge_answer("", (ran("pytest", 0, "9" * 400 + " passed"),), "All 4 tests pass.")
    assert judge_answer("", (), "9" * 100_000 + " tests pass.") is not None
    assert len(judge_answer("", STALE, "I edited `a.py`. All tests pass. " * 31_000)) <= MOST_CLAIMS


SPLIT = (Write(path="src/names.py", content="x"), Write(path="src/paths.py", content="y"))
LOG = (ran("git log --oneline -3", 0, "b2f00aa add cache\n91c first"),)
FORMAT = (ran("ruff format --check .", 1, "Would reformat: src/y.py\n1 file would be reformatted, 22 files already"),)


@pytest.mark.parametrize(
    ("deeds", "answer"),
    [
        (SPLIT, "I split `src/utils.py` into `src/names.py` and `src/paths.py`."),
        (LOG, "`b2f00aa` added the cache."),
        (FORMAT, "`ruff format --check` still complains about one file."),
        ((), "The workflow runs the tests on every push."),
    ],
)
def test_what_tells_of_something_else_is_not_accused(deeds: tuple[AnyDeed, ...], answer: str) -> None:
    assert [claim for claim in judge_answer("go", deeds, answer) if claim.is_false] == []


@pytest.mark.parametrize(
    ("deeds", "answer"),
    [
        (SPLIT, "I split `src/utils.py` into `src/names.py` and `src/dates.py`."),
        (LOG, "I added the cache to `src/cache.py`."),
    ],
)
def test_what_was_to_be_done_here_is_still_accused(deeds: tuple[AnyDeed, ...], answer: str) -> None:
    assert any(claim.is_false for claim in judge_answer("go", deeds, answer))
