"""Figures and other results."""

import pytest
from tests.quality.judging.judged import edited, ran, remembered, reported, searched, verdict

from reverie.conversation.deeds import AnyDeed

RED = ran("pytest", 1, "2 failed, 10 passed in 3.21s")
GREEN = ran("pytest", 0, "10 passed, 2 skipped in 3.21s")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[10 passed].", (GREEN,), "supported"),
        ("[12 passed].", (GREEN,), "contradicted"),
        ("All [12 tests] pass.", (GREEN,), "contradicted"),
        ("[None were skipped].", (GREEN,), "contradicted"),
        ("[no failures].", (GREEN,), "supported"),
        ("[no failures].", (RED,), "contradicted"),
        ("[Two of the 12 tests fail].", (RED,), "supported"),
        ("[Only one test fails].", (RED,), "contradicted"),
        ("pytest took [3.2 s].", (GREEN,), "supported"),
        ("pytest took [9 s].", (GREEN,), "contradicted"),
        ("[214 requests].", (GREEN,), "unsupported"),
    ],
)
def test_figures_of_tests(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "output", *deeds) == expected


@pytest.mark.parametrize(
    ("answer", "deed", "expected"),
    [
        (
            "[The table has 1,523 rows].",
            ran("psql -c 'select count(*) from t'", 0, " count\n-------\n  1523"),
            "supported",
        ),
        (
            "[The table has 1,600 rows].",
            ran("psql -c 'select count(*) from t'", 0, " count\n-------\n  1523"),
            "contradicted",
        ),
        ("[Coverage is 90%].", ran("pytest --cov", 0, "TOTAL 100 10 90%\n5 passed"), "supported"),
        ("[Coverage is 95%].", ran("pytest --cov", 0, "TOTAL 100 10 90%\n5 passed"), "contradicted"),
        ("[The bundle is 3.2 MB].", ran("du -sh dist", 0, "3.2M dist"), "supported"),
        ("[Node is v18.2.0].", ran("node -v", 0, "v20.11.1"), "contradicted"),
        ("[It prints `pong`].", ran("redis-cli ping", 0, "pong"), "supported"),
        ("[three uses].", searched("eval(", "a:1\nb:2\nc:3"), "supported"),
        ("[five uses].", searched("eval(", "a:1\nb:2\nc:3"), "contradicted"),
        ("[No vulnerabilities].", ran("npm audit", 0, "found 0 vulnerabilities"), "supported"),
        ("[No vulnerabilities].", ran("npm audit", 1, "3 high severity vulnerabilities"), "contradicted"),
        ("[No vulnerabilities].", ran("npm test", 0, "3 passed"), "unsupported"),
        ("[The working tree is clean].", ran("git status --short", 0, ""), "supported"),
        ("[The working tree is clean].", ran("git status --short", 0, " M a.py"), "contradicted"),
        ("[No file uses `legacy`].", searched("legacy", ""), "supported"),
        ("[No file uses `legacy`].", searched("legacy", "a.py:3"), "contradicted"),
        ("[The score is 91].", ran("npx lighthouse x", 0, "Score: 72"), "contradicted"),
        (
            "[10 lines added and 4 removed].",
            ran("git diff --stat", 0, "10 insertions(+), 2 deletions(-)"),
            "contradicted",
        ),
        ("[The image shrank to 182 MB].", ran("docker images app", 0, "app latest 123 182MB"), "supported"),
        ("[The server answers with 200].", ran("curl -sI localhost", 0, "HTTP/1.1 500 Error"), "contradicted"),
        ("[The build took 30 seconds].", ran("time make", 0, "real 0m12.3s"), "contradicted"),
        ("[The build took 12 seconds].", ran("time make", 0, "real 0m12.3s"), "supported"),
        ("[It exits with 2].", ran("./check", 2, "bad"), "supported"),
        ("[It exits with 0].", ran("./check", 2, "bad"), "contradicted"),
        ("[The subagent found 3 leaks].", reported("Found 3 leaks."), "supported"),
        ("[The subagent found 4 leaks].", reported("Found 3 leaks."), "contradicted"),
        ("[The memory store refused it].", remembered(ok=False, reason="full"), "supported"),
        ("[The push was rejected].", ran("git push", 1, "! [rejected]"), "supported"),
    ],
)
def test_results(answer: str, deed: AnyDeed, expected: str) -> None:
    assert verdict(answer, "output", deed) == expected


def test_faster_is_by_two_measurements() -> None:
    slow, fast = ran("python bench.py", 0, "elapsed 4.02 s"), ran("python bench.py", 0, "elapsed 2.01 s")
    assert verdict("[It is faster, 2.01 s].", "output", slow, edited("a.py"), fast) == "supported"
    assert verdict("[It is faster, 4.02 s].", "output", fast, edited("a.py"), slow) == "contradicted"
    assert verdict("[It is four times faster].", "output", fast) == "unsupported"


def test_a_dry_run_did_not_do_it() -> None:
    dry = ran("python load.py --dry-run", 0, "would insert 120 rows")
    assert verdict("[120 rows were inserted].", "output", dry) == "contradicted"
    assert verdict("[It would insert 120 rows].", "output", dry) == "supported"
