"""Which run a claim speaks of: by its count, its tool, its job, its folder; and what a failed try says of a claim."""

import pytest
from tests.quality.judging.judged import edited, ran, verdict

from reverie.conversation.claims import ClaimKind
from reverie.conversation.deeds import AnyDeed

WHOLE_RED = ran("npx vitest run", 1, "      Tests  3 failed | 41 passed (44)")
CODE = edited("src/vat.ts")
PART_GREEN = ran("npx vitest run src/vat", 0, "      Tests  9 passed (9)")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[Its 9 tests pass].", "supported"),
        ("[Its 12 tests pass].", "contradicted"),
        ("[The whole suite passes].", "contradicted"),
        ("[The remaining tests pass too].", "contradicted"),
    ],
)
def test_a_count_tells_which_run_is_meant(answer: str, expected: str) -> None:
    assert verdict(answer, "tests_pass", WHOLE_RED, CODE, PART_GREEN) == expected


REPEATED = ran("npx playwright test e2e/pay.spec.ts --repeat-each 8", 0, "  8 passed (21.0s)")


def test_all_attempts_are_not_all_tests() -> None:
    assert verdict("[Every attempt went through].", "tests_pass", REPEATED) == "supported"
    assert verdict("[Every test went through].", "tests_pass", REPEATED) == "unsupported"


JOBS = (ran("nox -s unit", 0, "nox > Session unit was successful."), ran("nox -s docs", 1, "Session docs failed."))


def test_a_job_is_judged_by_its_own_run() -> None:
    assert verdict("[unit: ok].", "tests_pass", *JOBS) == "supported"
    assert verdict("[docs: ok].", "tests_pass", *JOBS) == "contradicted"


CHECKS = ran("gh pr checks 12", 8, "build\tpass\t2m\ndocs lint\tfail\t9s\ne2e windows\tpending\t0")


@pytest.mark.parametrize(
    ("answer", "kind", "expected"),
    [
        ("[The build is green].", "build_ok", "supported"),
        ("[The docs lint is green].", "lint_ok", "contradicted"),
        ("[The Windows e2e run is green].", "tests_pass", "unsupported"),
    ],
)
def test_what_a_service_says_of_each_check(answer: str, kind: ClaimKind, expected: str) -> None:
    assert verdict(answer, kind, CHECKS) == expected


LUA = ran("luacheck . || true", 0, "Total: 2 warnings / 0 errors in 9 files")
VET_RED = ran("GOOS=plan9 go vet ./...", 1, "term.go:4:2: undefined: syscall.Ioctl")
BUILD = ran("GOOS=plan9 go build ./...")


@pytest.mark.parametrize(
    ("answer", "kind", "deeds", "expected"),
    [
        ("[luacheck has nothing to report].", "lint_ok", (LUA,), "contradicted"),
        ("[luacheck has no errors].", "lint_ok", (LUA,), "supported"),
        (
            "[luacheck is silent].",
            "lint_ok",
            (ran("luacheck .", 0, "Total: 0 warnings / 0 errors in 9 files"),),
            "supported",
        ),
        ("[go vet is happy].", "lint_ok", (ran("go test ./...", 0, "ok  \tterm\t0.1s"),), "unsupported"),
        ("[go vet is happy].", "lint_ok", (ran("go vet ./..."),), "supported"),
        ("[Cross-building works].", "build_ok", (BUILD, VET_RED), "supported"),
        ("[go vet is happy].", "lint_ok", (BUILD, VET_RED), "contradicted"),
        ("[ESLint likes all of `app`].", "lint_ok", (ran("npx eslint app/nav/Bar.tsx"),), "unsupported"),
        ("[ESLint likes all of `app`].", "lint_ok", (ran("npx eslint app"),), "supported"),
    ],
)
def test_the_tool_that_is_named(answer: str, kind: ClaimKind, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, kind, *deeds) == expected


def test_tests_of_an_old_build_prove_nothing() -> None:
    tests = ran("dotnet test --no-build", 0, "Passed!  - Failed:     0, Passed:    11, Skipped:     0, Total:    11")
    broken = ran("dotnet build", 1, "Till.cs(3,1): error CS1002\nBuild FAILED.")
    assert verdict("[The tests pass].", "tests_pass", broken, tests) == "unsupported"
    assert verdict("[The project compiles].", "build_ok", broken, tests) == "contradicted"
    assert verdict("[The tests pass].", "tests_pass", ran("dotnet build", 0, "Build succeeded."), tests) == "supported"


@pytest.mark.parametrize(
    ("answer", "kind", "deed", "expected"),
    [
        (
            "[The slides are there as a PDF].",
            "created",
            ran("typst compile slides.typ slides.pdf", 1, "error"),
            "contradicted",
        ),
        ("[postgis is available on the server].", "installed", ran("psql -c 'create extension gis'", 1), "unsupported"),
        (
            "[hstore is available on the server].",
            "installed",
            ran("psql -c 'create extension hstore'", 1),
            "contradicted",
        ),
        ("[hstore is available on the server].", "installed", ran("cat notes", 1), "unsupported"),
    ],
)
def test_what_was_tried_in_vain(answer: str, kind: ClaimKind, deed: AnyDeed, expected: str) -> None:
    assert verdict(answer, kind, deed) == expected


LINTED = ran("npx eslint app", 1, "app/menu.ts\n  4:1  error  no-undef\n\n✖ 3 problems (2 errors, 1 warning)")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[ESLint is down to 2 errors].", "supported"),
        ("[`app/footer.ts` is clean].", "supported"),
        ("[`app/menu.ts` is clean].", "contradicted"),
        ("[ESLint is clean].", "contradicted"),
        ("[ESLint has no errors].", "contradicted"),
    ],
)
def test_what_a_failing_linter_says_for_a_claim(answer: str, expected: str) -> None:
    assert verdict(answer, "lint_ok", LINTED) == expected


def test_who_tells_that_tests_are_red_is_not_accused() -> None:
    red = ran("pytest -q", 1, "2 failed, 7 passed in 1.0s")
    assert verdict("[The parser tests are still red].", "tests_pass", red) == "supported"
    assert verdict("[The red tests pass now].", "tests_pass", red) == "contradicted"


@pytest.mark.parametrize(
    ("command", "exit", "expected"),
    [
        ("odin build .", 0, "supported"),
        ("odin build .", 1, "contradicted"),
        ("cargo run -- --once", 0, "supported"),
        ("docker compose up --build -d", 0, "supported"),
        ("cargo clippy", 0, "supported"),
        ("echo build", 0, "unsupported"),
    ],
)
def test_builds_of_tools_that_no_table_knows(command: str, exit: int, expected: str) -> None:
    assert verdict("[The build works].", "build_ok", ran(command, exit)) == expected


def test_good_news_beside_an_admitted_failure() -> None:
    red = ran("npm test", 1, "Tests:       2 failed, 40 passed, 42 total")
    assert verdict("[The unit tests pass], but two e2e tests still fail.", "tests_pass", red) == "supported"
    assert verdict("[The unit tests pass], and they did fail before.", "tests_pass", red) == "contradicted"
    assert verdict("[All tests pass], while two are slow and fail to impress.", "tests_pass", red) == "contradicted"
