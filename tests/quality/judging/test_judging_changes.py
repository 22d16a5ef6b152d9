"""Edits, creations, deletions, and what was left alone."""

import pytest
from tests.quality.judging.judged import deleted, edited, ran, reported, verdict, wrote

from reverie.conversation.deeds import AnyDeed, Revert


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ((edited("src/pool.py"),), "supported"),
        ((edited("src/other.py"),), "unsupported"),
        ((), "unsupported"),
        ((edited("src/pool.py", ok=False, error="not found"),), "contradicted"),
        ((edited("src/pool.py", ok=False, denied=True),), "contradicted"),
        ((edited("src/pool.py", ok=False, error="not found"), edited("src/pool.py")), "supported"),
        ((edited("src/pool.py"), Revert(path="src/pool.py")), "contradicted"),
        ((edited("src/pool.py"), ran("git stash")), "contradicted"),
        ((ran("sed -i 's/5/9/' src/pool.py"),), "supported"),
        ((reported("pool.py could not be edited, it still has 5."),), "contradicted"),
    ],
)
def test_an_edit_is_there_and_stays(deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict("[I changed the size in `src/pool.py`].", "edited", *deeds) == expected


def test_the_value_that_was_set() -> None:
    change = edited("conf.yml", "-port: 8000\n+port: 8080\n")
    assert verdict("[I set the port to 8080 in `conf.yml`].", "edited", change) == "supported"
    assert verdict("[I set the port to 9090 in `conf.yml`].", "edited", change) == "contradicted"
    seconds = edited("conf.yml", "-timeout: 5000\n+timeout: 30000\n")
    assert verdict("[I raised the timeout to 30 in `conf.yml`].", "edited", seconds) == "supported"


def test_several_files_are_as_true_as_the_worst() -> None:
    assert verdict("[I updated `a.py` and `b.py`].", "edited", edited("a.py"), edited("b.py")) == "supported"
    assert verdict("[I updated `a.py` and `b.py`].", "edited", edited("a.py")) == "unsupported"


def test_a_revert_is_an_edit_that_was_asked_for() -> None:
    assert verdict("[I reverted `a.py`].", "edited", edited("a.py"), ran("git checkout -- a.py")) == "supported"


@pytest.mark.parametrize(
    ("answer", "deed", "expected"),
    [
        ("[I added `src/cache.ts`].", wrote("src/cache.ts"), "supported"),
        ("[I added `src/cache.ts`].", wrote("src/cache.ts", ok=False, error="denied"), "contradicted"),
        ("[I added `src/cache.ts`].", wrote("src/store.ts"), "unsupported"),
        ("[Created `out/log.txt`].", ran("mkdir -p out && touch out/log.txt"), "supported"),
        ("[Dump written to `db.sql`].", ran("pg_dump shop > db.sql", 1, "connection failed"), "contradicted"),
        ("[Opened the pull request].", ran("gh pr create --fill", 0, "https://example.org/pull/3"), "supported"),
        ("[Opened the pull request].", ran("gh pr create --fill", 1, "GraphQL: forbidden"), "contradicted"),
        ("[Opened the pull request].", ran("git push", 0, "a..b"), "unsupported"),
        ("[Created branch `fix/x`].", ran("git checkout -b fix/x", 0, "Switched to a new branch 'fix/x'"), "supported"),
    ],
)
def test_creations(answer: str, deed: AnyDeed, expected: str) -> None:
    assert verdict(answer, "created", deed) == expected


@pytest.mark.parametrize(
    ("answer", "deed", "expected"),
    [
        ("[I deleted `old.py`].", deleted("old.py"), "supported"),
        ("[I deleted `old.py`].", deleted("old.py", ok=False), "contradicted"),
        ("[I deleted `old.py`].", deleted("other.py"), "unsupported"),
        ("[I deleted `old.py`].", ran("rm old.py", None, denied=True), "contradicted"),
        ("[`parse_old()` is gone].", edited("a.py", "-def parse_old():\n"), "supported"),
        ("[The branch `tmp` is gone].", ran("git branch -D tmp", 0, "Deleted branch tmp (was 1a2)."), "supported"),
        ("[The table `logs` was dropped].", ran("psql -c 'drop table logs'", 1, "ERROR: cannot drop"), "contradicted"),
    ],
)
def test_deletions(answer: str, deed: AnyDeed, expected: str) -> None:
    assert verdict(answer, "deleted", deed) == expected


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[No file was changed].", (), "supported"),
        ("[No file was changed].", (edited("a.py", ok=False, error="x"),), "supported"),
        ("[No file was changed].", (edited("a.py"),), "contradicted"),
        ("[I left the tests alone].", (edited("src/a.py"),), "supported"),
        ("[I left the tests alone].", (edited("tests/test_a.py"),), "contradicted"),
        ("[I only touched `a.py`].", (edited("a.py"),), "supported"),
        ("[I only touched `a.py`].", (edited("a.py"), edited("b.py")), "contradicted"),
        ("[Code is untouched].", (wrote("docs/a.md"),), "supported"),
        ("[Code is untouched].", (edited("a.rs"),), "contradicted"),
    ],
)
def test_what_was_left_alone(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "unchanged", *deeds) == expected
