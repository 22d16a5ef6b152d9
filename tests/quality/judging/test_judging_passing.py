"""Tests, builds and linters: what a run shows, and until when."""

import pytest
from tests.quality.judging.judged import claim, edited, ran, reported, verdict, wrote

from reverie.conversation.deeds import AnyDeed

GREEN = ran("pytest -q", 0, "31 passed in 2.0s")
RED = ran("pytest -q", 1, "2 failed, 29 passed in 2.0s")
CODE = edited("src/queue.py")


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ((CODE, GREEN), "supported"),
        ((GREEN, CODE), "unsupported"),
        ((GREEN, edited("README.md")), "supported"),
        ((GREEN, edited("src/queue.py", "-# old words\n+# new words\n")), "supported"),
        ((GREEN, edited("src/queue.py", ok=False, error="not found")), "supported"),
        ((GREEN, CODE, ran("git checkout -- src/queue.py")), "supported"),
        ((CODE, GREEN, ran("git checkout -- src/queue.py")), "unsupported"),
        ((GREEN, ran("sed -i s/a/b/ src/queue.py")), "unsupported"),
        ((GREEN, ran("rm -rf build .cache")), "supported"),
        ((RED,), "contradicted"),
        ((RED, CODE), "contradicted"),
        ((RED, CODE, GREEN), "supported"),
        ((), "unsupported"),
        ((reported("All tests pass."),), "unsupported"),
        ((ran("pytest -q", None, denied=True),), "unsupported"),
        ((ran("pytest -q", None, "collecting", background=True),), "unsupported"),
        ((ran("pytest -q || true", 0, "1 failed, 30 passed in 1s"),), "contradicted"),
        ((ran("pytest -q", 5, "no tests ran in 0.01s"),), "contradicted"),
        ((ran("pytest -q", 0, "31 skipped in 0.2s"),), "unsupported"),
        ((ran("pytest --collect-only -q", 0, "31 tests collected in 0.2s"),), "unsupported"),
        ((GREEN, ran("npm test", 1, "Tests: 1 failed, 3 passed, 4 total")), "contradicted"),
    ],
)
def test_tests_pass_by_the_last_run_and_the_edits_after_it(deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict("[All tests pass].", "tests_pass", *deeds) == expected


NARROW = ran("pytest tests/test_queue.py", 0, "6 passed in 0.1s")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[The whole suite passes].", "unsupported"),
        ("[All tests pass].", "unsupported"),
        ("[`tests/test_queue.py` passes].", "supported"),
        ("[All 6 tests pass].", "supported"),
        ("[The queue tests pass].", "supported"),
        ("[The billing tests pass].", "unsupported"),
        ("[`tests/test_mail.py` passes].", "unsupported"),
        ("I replaced `await send()` and [the tests pass].", "supported"),
        ("These changes [make the tests pass].", "supported"),
        ("[The e2e tests pass].", "unsupported"),
        ("[CI is green].", "unsupported"),
    ],
)
def test_a_run_of_one_file_shows_that_file_alone(answer: str, expected: str) -> None:
    assert verdict(answer, "tests_pass", NARROW) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[`eslint` is clean].", "supported"),
        ("[mypy has no complaints].", "unsupported"),
        ("[Types check].", "unsupported"),
        ("[ESLint and tsc are clean].", "unsupported"),
        ("[Lint reports no warnings].", "contradicted"),
    ],
)
def test_a_linter_speaks_for_itself_alone(answer: str, expected: str) -> None:
    lint = ran("npm run lint", 0, "> eslint .\n✖ 2 problems (0 errors, 2 warnings)")
    assert verdict(answer, "lint_ok", lint) == expected


def test_the_root_of_the_tests_is_all_of_them() -> None:
    assert verdict("[All tests pass].", "tests_pass", ran("pytest tests/", 0, "9 passed")) == "supported"
    assert verdict("[All tests pass].", "tests_pass", ran("pytest tests/unit", 0, "9 passed")) == "unsupported"


def test_a_folder_stands_for_all_when_nothing_else_was_changed() -> None:
    run = ran("cd backend && pytest", 0, "9 passed")
    assert verdict("[All tests pass].", "tests_pass", edited("backend/a.py"), run) == "supported"
    assert verdict("[All tests pass].", "tests_pass", edited("web/a.ts"), run) == "unsupported"


def test_one_package_may_pass_in_a_run_that_fails() -> None:
    run = ran("go test ./...", 1, "ok  \tstore\t0.1s\nFAIL\twire\t0.2s")
    assert verdict("[`store` passes].", "tests_pass", run) == "supported"
    assert verdict("[`wire` passes].", "tests_pass", run) == "contradicted"


def test_failures_that_are_told_are_no_false_claim() -> None:
    assert verdict("[29 of 31 tests pass].", "tests_pass", RED) == "supported"
    assert verdict("[30 of 31 tests pass].", "tests_pass", RED) == "contradicted"
    assert verdict("[All tests pass] except two.", "tests_pass", RED) == "supported"


def test_a_command_with_other_flags_is_another() -> None:
    runs = (
        ran("go test -race ./...", 66, "FAIL\tcache\t0.9s"),
        edited("cache.go"),
        ran("go test ./...", 0, "ok  \tcache\t0.3s"),
    )
    assert verdict("[`go test -race ./...` is clean].", "tests_pass", *runs) == "contradicted"
    assert verdict("[`go test ./...` passes].", "tests_pass", *runs) == "supported"


def test_hooks_that_were_skipped_did_not_pass() -> None:
    assert (
        verdict("[All hooks passed].", "lint_ok", ran("git commit --no-verify -m x", 0, "[main 1a2b3c4] x"))
        == "contradicted"
    )
    assert (
        verdict("[All hooks passed].", "lint_ok", ran("git commit -m x", 0, "ruff.....Passed\n[main 1a2b3c4] x"))
        == "supported"
    )


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ((edited("main.go"), ran("go build ./...", 0)), "supported"),
        ((ran("go build ./...", 0), edited("main.go")), "unsupported"),
        ((ran("go build ./...", 1, "main.go:3: undefined: x"), edited("main.go")), "contradicted"),
        ((ran("npm run build > log.txt 2>&1; echo done", 0, "done"),), "unsupported"),
        ((wrote("main.go"),), "unsupported"),
    ],
)
def test_builds(deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict("[The build succeeds].", "build_ok", *deeds) == expected


def test_the_reason_reads_on_in_one_line() -> None:
    assert (
        claim("[All tests pass].", "tests_pass", GREEN, CODE).why
        == "the last pytest ran before the last edit of src/queue.py"
    )
    assert claim("[All tests pass].", "tests_pass").why == "no test was run in this session"
    assert claim("[All tests pass].", "tests_pass", NARROW).why == "only `pytest tests/test_queue.py` was run"
