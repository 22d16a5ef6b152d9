"""How runs ended: by the shell's exit status, and by what the tools print."""

from typing import Any

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Edit
from reverie.quality.runs import Counts, Run, runs_of


def only(command: str, exit_: int | None, output: str, purpose: str, **more: Any) -> Run:
    runs = [
        run for run in runs_of([Command(command=command, exit=exit_, output=output, **more)]) if run.purpose == purpose
    ]
    assert len(runs) == 1, runs
    return runs[0]


def figures(counts: Counts) -> dict[str, int]:
    return {name: value for name in counts.__struct_fields__ if (value := getattr(counts, name))}


SHELL = [
    # command line, its exit, output, purpose, ending, exit of its own
    ("pytest -q", 0, "3 passed in 0.1s", "test", "passed", 0),
    ("pytest -q", 1, "1 failed, 2 passed in 0.1s", "test", "failed", 1),
    ("pytest -q || true", 0, "1 failed, 2 passed in 0.1s", "test", "failed", None),
    ("pytest -q || true", 0, "3 passed in 0.1s", "test", "passed", None),
    ("pytest -q 2>&1 | tail -3", 0, "FAILED tests/a.py::b\n1 failed, 2 passed in 0.1s", "test", "failed", None),
    ("pytest -q 2>&1 | tail -3", 0, "3 passed in 0.1s", "test", "passed", None),
    ("pytest -q; echo done", 0, "1 failed in 0.1s\ndone", "test", "failed", None),
    ("pytest -q > log 2>&1; echo done", 0, "done", "test", "hidden", None),
    ("pytest -q > log 2>&1", 0, "", "test", "passed", 0),
    ("pytest -q > log 2>&1", 1, "", "test", "failed", 1),
    ("set -o pipefail; pytest -q | tail -1", 0, "3 passed in 0.1s", "test", "passed", 0),
    ("set -o pipefail; make | tail -1", 2, "make: *** [a] Error 1", "build", "failed", None),
    ("set -euo pipefail\nmake\necho ok", 0, "ok", "build", "passed", 0),
    ("make\necho ok", 0, "ok", "build", "hidden", None),
    ('make; echo "exit: $?"', 0, "cc -c a.c\nexit: 2", "build", "failed", 2),
    ('make; echo "exit: $?"', 0, "cc -c a.c\nexit: 0", "build", "passed", 0),
    ("make | tail -5; echo ${PIPESTATUS[0]}", 0, "cc -c a.c\n1", "build", "failed", 1),
    ("make && echo BUILD-OK || echo BUILD-BROKEN", 0, "BUILD-OK", "build", "passed", 0),
    ("make && echo BUILD-OK || echo BUILD-BROKEN", 0, "BUILD-BROKEN", "build", "failed", None),
    ("make || exit 1; echo on", 0, "on", "build", "passed", 0),
    ("make || { echo broken; exit 1; }", 1, "broken", "build", "failed", None),
    ("! make", 0, "", "build", "failed", None),
    ("cd app && make", 0, "", "build", "passed", 0),
    ("cd app && make", 2, "make: *** [x] Error 1", "build", "failed", 2),
    ("(cd app && make)", 2, "", "build", "failed", 2),
    ("bash -c 'cd app && make'", 0, "", "build", "passed", 0),
    ('bash -lc "make; true"', 0, "ok", "build", "hidden", None),
    ("timeout 60 make -j8", 124, "cc -c a.c", "build", "unfinished", None),
    ("env X=1 Y=2 nice -n 5 make", 0, "", "build", "passed", 0),
    ("sudo -E make install-deps", 0, "", "install", "passed", 0),
    ("time make", 0, "real 1m", "build", "passed", 0),
    ("nohup make > log 2>&1 &", 0, "[1] 77", "build", "unfinished", None),
    ("out=$(make 2>&1)", 2, "", "build", "failed", 2),
    ("if make; then echo GOOD; else echo BAD; fi", 0, "BAD", "build", "failed", None),
    ("if make; then echo GOOD; else echo BAD; fi", 0, "cc a.c\nGOOD", "build", "passed", 0),
    ("for m in a b; do make -C $m; done", 0, "cc a.c\nmake: *** [x] Error 1\ncc b.c", "build", "failed", None),
    ("for m in a b; do make -C $m; done", 0, "cc a.c", "build", "hidden", None),
    ("for m in a b; do make -C $m || exit 1; done", 0, "cc a.c", "build", "passed", 0),
    ("while true; do make && break; done", 0, "", "build", "hidden", None),
    ("docker compose -f ci.yml run --rm -e A=1 web make", 2, "", "build", "failed", 2),
    ("docker exec -it box make", 0, "", "build", "passed", 0),
    ("kubectl exec pod -- make", 0, "", "build", "passed", 0),
    ("cat <<'EOF' > a.sh\nmake && pytest\nEOF\nmake", 0, "", "build", "passed", 0),
    ("bash <<'EOF'\nset -e\nmake\nEOF", 0, "", "build", "passed", 0),
    ("make # && false", 0, "", "build", "passed", 0),
    ("make \\\n  -j8", 0, "", "build", "passed", 0),
    ("make 2>/dev/null", 2, "", "build", "failed", 2),
    ("git log | head -1 && make", 0, "x", "build", "passed", 0),
]


@pytest.mark.parametrize(("command", "exit_", "output", "purpose", "ending", "own"), SHELL)
def test_the_shell_tells_how_a_command_ended(
    command: str, exit_: int, output: str, purpose: str, ending: str, own: int | None
) -> None:
    run = only(command, exit_, output, purpose)
    assert (run.ending, run.exit) == (ending, own)


def test_what_stands_after_the_failing_command_of_a_chain_did_not_run() -> None:
    output = "All checks passed!\nsrc/a.py:3: error: bad\nFound 1 error in 1 file (checked 3 source files)"
    runs = runs_of([Command(command="ruff check . && mypy src && pytest -q", exit=1, output=output)])
    assert [(run.program, run.ending, run.exit) for run in runs] == [("ruff check", "passed", 0), ("mypy", "failed", 1)]


def test_what_stands_before_the_failing_command_of_a_chain_passed() -> None:
    output = "All checks passed!\nSuccess: no issues found in 3 source files\nF.\n1 failed, 1 passed in 0.1s"
    runs = runs_of([Command(command="ruff check . && mypy src && pytest -q", exit=1, output=output)])
    assert [run.ending for run in runs] == ["passed", "passed", "failed"]


def test_the_end_of_a_failed_chain_never_passes_when_nothing_tells_which_failed() -> None:
    runs = runs_of([Command(command="./a && ./b", exit=1, output="")])
    assert [run.ending for run in runs] == ["hidden", "failed"]


def test_a_quiet_command_is_not_blamed_for_a_loud_ones_failure() -> None:
    runs = runs_of(
        [Command(command="git add -A && git commit -m x", exit=1, output="error: gpg failed to sign the data")]
    )
    assert [(run.program, run.ending) for run in runs] == [("git add", "passed"), ("git commit", "failed")]


def test_a_log_shown_later_tells_how_the_run_that_wrote_it_ended() -> None:
    deeds: list[AnyDeed] = [
        Command(command="npm test > out.log 2>&1; echo started", exit=0, output="started"),
        Edit(path="src/a.js"),
        Command(command="tail -3 out.log", exit=0, output="Tests:       1 failed, 6 passed, 7 total"),
    ]
    first = runs_of(deeds)[0]
    assert (first.at, first.ending, first.counts.failed) == (0, "failed", 1)


def test_a_file_that_holds_a_summary_is_no_test_run() -> None:
    for command in ("cat notes.txt", "git diff", "rg passed docs", "sed -n 1,3p a", "git show HEAD"):
        assert not [
            run
            for run in runs_of([Command(command=command, exit=0, output="3 passed in 0.1s")])
            if run.purpose == "test"
        ]


def test_a_denied_command_did_not_run_and_one_in_the_background_has_not_ended() -> None:
    assert only("make", None, "", "build", denied=True).ending == "denied"
    assert only("npm test", None, "Running 3 tests", "test", background=True).ending == "unfinished"


def test_an_exit_status_that_nobody_told_is_read_from_the_output() -> None:
    assert only("pytest", None, "3 passed in 0.1s", "test").ending == "passed"
    assert only("pytest", None, "", "test").ending == "hidden"


# command, exit, output, ending, counts
TESTS = [
    (
        "pytest",
        0,
        "==== 212 passed, 3 skipped, 1 warning in 14.20s ====",
        "passed",
        {"passed": 212, "skipped": 3, "warnings": 1},
    ),
    ("pytest", 0, "\x1b[32m\x1b[1m3 passed\x1b[0m\x1b[32m in 0.01s\x1b[0m", "passed", {"passed": 3}),
    (
        "pytest -n4",
        1,
        "=== 1 failed, 33 passed, 2 errors in 102.10s (0:01:42) ===",
        "failed",
        {"failed": 1, "passed": 33, "errors": 2},
    ),
    ("pytest -q", 5, "no tests ran in 0.01s", "nothing", {}),
    ("pytest -q || true", 0, "no tests ran in 0.01s", "nothing", {}),
    (
        "pytest -k nope",
        5,
        "collected 8 items / 8 deselected / 0 selected\n\n=== 8 deselected in 0.02s ===",
        "nothing",
        {},
    ),
    ("pytest", 0, "=== 4 skipped in 0.02s ===", "nothing", {"skipped": 4}),
    ("pytest a.py", 4, "ERROR: file or directory not found: a.py", "failed", {}),
    (
        "pytest",
        2,
        "!!!!! Interrupted: 1 error during collection !!!!!\n===== 1 error in 0.30s =====",
        "failed",
        {"errors": 1},
    ),
    (
        "pytest --cov --cov-fail-under=90",
        1,
        "FAIL Required test coverage of 90% not reached. Total coverage: 80.00%\n12 passed in 1s",
        "failed",
        {"passed": 12},
    ),
    (
        "python -m unittest",
        0,
        "......\n----\nRan 6 tests in 0.001s\n\nOK (skipped=2)",
        "passed",
        {"total": 6, "passed": 4, "skipped": 2},
    ),
    (
        "python -m unittest | tail -1; true",
        0,
        "Ran 6 tests in 0.001s\n\nFAILED (failures=1, errors=1)",
        "failed",
        {"total": 6, "passed": 4, "failed": 1, "errors": 1},
    ),
    ("python -m unittest", 5, "Ran 0 tests in 0.000s\n\nNO TESTS RAN", "nothing", {}),
    (
        "python manage.py test shop",
        0,
        "Found 9 test(s).\n.........\nRan 9 tests in 0.2s\n\nOK",
        "passed",
        {"total": 9, "passed": 9},
    ),
    (
        "npx jest",
        0,
        "Test Suites: 18 passed, 18 total\nTests:       2 skipped, 143 passed, 145 total\nSnapshots:   0 total",
        "passed",
        {"passed": 143, "skipped": 2, "total": 145},
    ),
    (
        "npx jest || true",
        0,
        "Test Suites: 1 failed, 2 passed, 3 total\nTests:       5 passed, 5 total",
        "failed",
        {"passed": 5, "total": 5},
    ),
    ("npx jest", 1, "No tests found, exiting with code 1", "nothing", {}),
    (
        "npx vitest run",
        0,
        " ✓ a.test.ts (6)\n Test Files  1 passed (1)\n      Tests  6 passed | 1 skipped (7)",
        "passed",
        {"passed": 6, "skipped": 1},
    ),
    (
        "npx vitest run; true",
        0,
        " Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 5 passed (6)",
        "failed",
        {"passed": 5, "failed": 1},
    ),
    ("npx vitest run", 1, "No test files found, exiting with code 1", "nothing", {}),
    (
        "npx mocha | cat",
        0,
        "  12 passing (30ms)\n  2 pending\n  1 failing",
        "failed",
        {"passed": 12, "skipped": 2, "failed": 1},
    ),
    ("npx mocha", 0, "  0 passing (1ms)", "nothing", {}),
    (
        "npx playwright test",
        0,
        "Running 54 tests using 4 workers\n  2 skipped\n  52 passed (1.2m)",
        "passed",
        {"passed": 52, "skipped": 2},
    ),
    (
        "npx playwright test | tail",
        0,
        "  1 failed\n    [chromium] › a.spec.ts:3:1 › x\n  5 passed (10.1s)",
        "failed",
        {"passed": 5, "failed": 1},
    ),
    ("npx cypress run", 2, "  ✖  1 of 3 failed (33%)   00:09  5  4  1", "failed", {}),
    (
        "go test ./...",
        0,
        "ok  \tbilling\t0.410s\nok  \tbilling/tax\t(cached)\n?   \tcmd\t[no test files]",
        "passed",
        {},
    ),
    (
        "go test ./... | tail -5",
        0,
        "--- FAIL: TestA (0.00s)\nFAIL\nFAIL\tbilling\t0.4s\nok  \tx\t0.1s",
        "failed",
        {"failed": 1},
    ),
    ("go test ./... || true", 0, "# billing\nb.go:3:1: syntax error\nFAIL\tbilling [build failed]", "failed", {}),
    (
        "go test -v ./a",
        0,
        "=== RUN   TestA\n--- PASS: TestA (0.00s)\n--- SKIP: TestB (0.00s)\nPASS\nok  \ta\t0.1s",
        "passed",
        {"passed": 1, "skipped": 1, "total": 2},
    ),
    ("go test -run Nope ./a", 0, "ok  \ta\t0.1s [no tests to run]", "nothing", {}),
    ("go test ./cmd", 0, "?   \tcmd\t[no test files]", "nothing", {}),
    ("gotestsum", 1, "DONE 12 tests, 1 failure in 0.3s", "failed", {"total": 12, "failed": 1, "passed": 11}),
    (
        "cargo test",
        0,
        "test result: ok. 14 passed; 0 failed; 2 ignored; 0 measured\n\ntest result: ok. 1 passed; 0 failed; 0 "
        "ignored; 0 measured",
        "passed",
        {"passed": 15, "skipped": 2},
    ),
    (
        "cargo test --no-fail-fast | cat",
        0,
        "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured\ntest result: ok. 2 passed; 0 failed; 0 "
        "ignored;",
        "failed",
        {"passed": 5, "failed": 1},
    ),
    (
        "cargo test nope",
        0,
        "running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out",
        "nothing",
        {},
    ),
    (
        "cargo nextest run",
        100,
        "     Summary [   0.1s] 12 tests run: 11 passed, 1 failed, 2 skipped",
        "failed",
        {"passed": 11, "failed": 1, "skipped": 2, "total": 12},
    ),
    ("bundle exec rspec", 0, "8 examples, 0 failures, 1 pending", "passed", {"total": 8, "passed": 7, "skipped": 1}),
    (
        "bin/rspec; true",
        0,
        "8 examples, 2 failures, 1 error occurred outside of examples",
        "failed",
        {"total": 8, "failed": 2, "errors": 1, "passed": 5},
    ),
    (
        "bin/rails test",
        0,
        "12 runs, 30 assertions, 0 failures, 0 errors, 1 skips",
        "passed",
        {"total": 12, "passed": 11, "skipped": 1},
    ),
    ("vendor/bin/phpunit", 0, "OK (12 tests, 30 assertions)", "passed", {"total": 12, "passed": 12}),
    (
        "vendor/bin/phpunit | tail -3",
        0,
        "FAILURES!\nTests: 12, Assertions: 30, Failures: 1, Errors: 1, Skipped: 2.",
        "failed",
        {"total": 12, "failed": 1, "errors": 1, "skipped": 2, "passed": 8},
    ),
    ("vendor/bin/phpunit --filter X", 0, "No tests executed!", "nothing", {}),
    ("./vendor/bin/pest", 0, "  Tests:    12 passed (30 assertions)\n  Duration: 0.3s", "passed", {"passed": 12}),
    ("php artisan test", 1, "  Tests:    1 failed, 12 passed (30 assertions)", "failed", {"failed": 1, "passed": 12}),
    (
        "mvn -q test",
        1,
        "[ERROR] Tests run: 210, Failures: 1, Errors: 0, Skipped: 4",
        "failed",
        {"total": 210, "failed": 1, "skipped": 4, "passed": 205},
    ),
    (
        "mvn test",
        0,
        "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s\n[INFO] Tests run: 3, "
        "Failures: 0, Errors: 0, Skipped: 0\n[INFO] BUILD SUCCESS",
        "passed",
        {"total": 3, "passed": 3},
    ),
    (
        "./gradlew test",
        1,
        "12 tests completed, 1 failed, 2 skipped\n\nBUILD FAILED in 4s",
        "failed",
        {"total": 12, "failed": 1, "skipped": 2, "passed": 9},
    ),
    ("./gradlew test", 0, "> Task :test UP-TO-DATE\n\nBUILD SUCCESSFUL in 1s", "passed", {}),
    ("sbt test", 0, "[info] Passed: Total 3, Failed 0, Errors 0, Passed 3", "passed", {"total": 3, "passed": 3}),
    (
        "ctest --test-dir build",
        8,
        "90% tests passed, 1 tests failed out of 10",
        "failed",
        {"failed": 1, "total": 10, "passed": 9},
    ),
    ("ctest", 0, "No tests were found!!!", "nothing", {}),
    (
        "./build/unit_tests",
        1,
        "[==========] 12 tests ran.\n[  PASSED  ] 11 tests.\n[  FAILED  ] 1 test, listed below:",
        "failed",
        {"passed": 11, "failed": 1},
    ),
    (
        "dotnet test",
        0,
        "Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 1 s",
        "passed",
        {"passed": 12, "skipped": 1, "total": 13},
    ),
    (
        "dotnet test | tail -2",
        0,
        "Failed!  - Failed:     2, Passed:    10, Skipped:     0, Total:    12",
        "failed",
        {"passed": 10, "failed": 2, "total": 12},
    ),
    (
        "bats test/",
        1,
        "1..3\nok 1 a\nnot ok 2 b\nok 3 c # skip later",
        "failed",
        {"passed": 1, "failed": 1, "skipped": 1, "total": 3},
    ),
    (
        "node --test",
        0,
        "# tests 19\n# suites 2\n# pass 18\n# fail 0\n# cancelled 0\n# skipped 1\n# todo 0",
        "passed",
        {"total": 19, "passed": 18, "skipped": 1},
    ),
    ("node --test | cat", 0, "ℹ tests 2\nℹ pass 1\nℹ fail 1", "failed", {"total": 2, "passed": 1, "failed": 1}),
    (
        "mix test",
        2,
        "3 doctests, 12 tests, 1 failure, 2 skipped",
        "failed",
        {"total": 12, "failed": 1, "skipped": 2, "passed": 9},
    ),
    (
        "swift test",
        0,
        "\t Executed 12 tests, with 0 failures (0 unexpected) in 0.1 (0.1) seconds",
        "passed",
        {"total": 12, "passed": 12},
    ),
    ("swift test", 1, "✘ Test run with 12 tests failed after 0.1 seconds with 2 issues.", "failed", {"total": 12}),
    ("deno test", 1, "FAILED | 11 passed | 1 failed (30ms)", "failed", {"passed": 11, "failed": 1}),
    (
        "bun test",
        0,
        " 12 pass\n 0 fail\n 30 expect() calls\nRan 12 tests across 3 files. [20.00ms]",
        "passed",
        {"passed": 12},
    ),
    ("flutter test", 1, "00:03 +11 -1: Some tests failed.", "failed", {"passed": 11, "failed": 1}),
    (
        "tox",
        1,
        "py312: commands[0]> pytest\n==== 88 passed in 9.81s ====\n  py312: OK (12.4 seconds)\n  py313: FAIL code "
        "1\n  evaluation failed :( (13 seconds)",
        "failed",
        {"passed": 88},
    ),
    ("nox -s tests", 0, "nox > pytest\n5 passed in 0.1s\nnox > Session tests was successful.", "passed", {"passed": 5}),
    (
        "busted",
        1,
        "12 successes / 1 failure / 0 errors / 0 pending : 0.01 seconds",
        "failed",
        {"passed": 12, "failed": 1},
    ),
    (
        "forge test",
        0,
        "Ran 3 test suites in 10ms (1ms CPU time): 12 tests passed, 0 failed, 0 skipped (12 total tests)",
        "passed",
        {"passed": 12},
    ),
    (
        "behave",
        1,
        "1 feature passed, 1 failed, 0 skipped\n11 scenarios passed, 1 failed, 0 skipped",
        "failed",
        {"passed": 11, "failed": 1},
    ),
    ("bazel test //...", 0, "Executed 3 out of 5 tests: 5 tests pass.", "passed", {"total": 5, "passed": 5}),
    ("prove -l t", 0, "All tests successful.\nFiles=3, Tests=12,  0 wallclock secs\nResult: PASS", "passed", {}),
    ("npm test", 0, "> app@1.0.0 test\n> jest\n\nTests:       8 passed, 8 total", "passed", {"passed": 8, "total": 8}),
    (
        "make check",
        2,
        "# TOTAL: 3\n# PASS:  2\n# SKIP:  0\n# XFAIL: 0\n# FAIL:  1\n# XPASS: 0\n# ERROR: 0",
        "failed",
        {"total": 3, "passed": 2, "failed": 1},
    ),
    ("npx mocha | tail -1", 0, "12 passing (30ms)", "passed", {"passed": 12}),
    ("npx playwright test | tail -1", 0, "54 passed (1.2m)", "passed", {"passed": 54}),
    ("swift test | tail -1", 0, "Executed 12 tests, with 0 failures", "passed", {"total": 12, "passed": 12}),
    ("bats test | tail -1", 0, "12 tests, 0 failures", "passed", {"total": 12, "passed": 12}),
    ("npm run e2e", 1, "> e2e\n> cypress run\n  ✖  1 of 3 failed (33%)", "failed", {}),
]


@pytest.mark.parametrize(("command", "exit_", "output", "ending", "counts"), TESTS)
def test_test_runners_tell_how_they_ended(
    command: str, exit_: int, output: str, ending: str, counts: dict[str, int]
) -> None:
    run = next(run for run in runs_of([Command(command=command, exit=exit_, output=output)]) if run.purpose == "test")
    assert (run.ending, figures(run.counts)) == (ending, counts)


LINTS = [
    ("ruff check .", 0, "All checks passed!", "passed"),
    (
        "ruff check . || true",
        0,
        "a.py:1:1: F401 unused\nFound 1 error.\n[*] 1 fixable with the `--fix` option.",
        "failed",
    ),
    ("ruff check . --fix", 0, "Found 12 errors (12 fixed, 0 remaining).", "passed"),
    ("ruff check . --fix; true", 0, "Found 12 errors (10 fixed, 2 remaining).", "failed"),
    (
        "ruff format --check .",
        1,
        "Would reformat: a.py\n1 file would be reformatted, 3 files already formatted",
        "failed",
    ),
    ("flake8 src | head", 0, "src/a.py:1:80: E501 line too long", "failed"),
    ("flake8 src", 0, "", "passed"),
    ("mypy src | tail -1", 0, "Success: no issues found in 12 source files", "passed"),
    ("mypy src | tail -1", 0, "Found 6 errors in 2 files (checked 11 source files)", "failed"),
    ("pyright", 0, "0 errors, 4 warnings, 0 informations", "passed"),
    ("pyright; true", 0, "3 errors, 0 warnings, 0 informations", "failed"),
    ("black --check .", 1, "would reformat a.py\n1 file would be reformatted", "failed"),
    ("npx eslint . || true", 0, "✖ 4 problems (1 error, 3 warnings)", "failed"),
    ("npx eslint .", 0, "✖ 4 problems (0 errors, 4 warnings)", "passed"),
    ("npx prettier --check . | tail -1", 0, "All matched files use Prettier code style!", "passed"),
    (
        "npx prettier --check . | tail -1",
        0,
        "[warn] Code style issues found in 2 files. Run Prettier with --write to fix.",
        "failed",
    ),
    ("npx tsc --noEmit | head -3", 0, "src/a.ts(1,2): error TS2322: Type", "failed"),
    ("npx tsc --noEmit", 0, "", "passed"),
    ("gofmt -l .", 0, "main.go", "failed"),
    ("gofmt -l .", 0, "", "passed"),
    ("golangci-lint run | tail -3", 0, "store.go:44:2: ineffectual assignment to err (ineffassign)", "failed"),
    ("golangci-lint run", 0, "0 issues.", "passed"),
    ("bundle exec rubocop; true", 0, "12 files inspected, no offenses detected", "passed"),
    ("bundle exec rubocop; true", 0, "12 files inspected, 3 offenses detected, 1 offense autocorrectable", "failed"),
    (
        "cargo clippy -- -D warnings",
        101,
        "error: unused variable: `x`\nerror: could not compile `core` (lib) due to 1 previous error",
        "failed",
    ),
    (
        "cargo clippy",
        0,
        "warning: unused variable: `x`\nwarning: `core` (lib) generated 1 warning\n    Finished `dev` profile in 1s",
        "passed",
    ),
    ("cargo fmt --check", 1, "Diff in /src/a.rs:3:\n-a\n+b", "failed"),
    ("shellcheck a.sh", 1, "In a.sh line 3:\nSC2086 (info): Double quote", "failed"),
    (
        "pre-commit run -a",
        1,
        "black....................................Failed\n- hook id: "
        "black\nruff.....................................Passed",
        "failed",
    ),
    (
        "pre-commit run; true",
        0,
        "black................................(no files to check)Skipped\nruff..................Passed",
        "passed",
    ),
    ("vendor/bin/phpstan analyse | tail", 0, " [ERROR] Found 3 errors", "failed"),
    ("svelte-check", 0, "svelte-check found 0 errors and 2 warnings in 1 file", "passed"),
    ("dart analyze | cat", 0, "No issues found!", "passed"),
    ("pylint app; true", 0, "a.py:1:0: C0114: Missing\nYour code has been rated at 8.10/10", "failed"),
    ("markdownlint '**/*.md' || true", 0, "README.md:3 MD013/line-length Line length", "failed"),
    ("bundle exec rubocop -A", 0, "12 files inspected, 5 offenses detected, 5 offenses corrected", "passed"),
    ("sqlfluff lint models || true", 0, "== [a.sql] FAIL\nL:   1 | P:   1 | LT01 | x", "failed"),
    ("lychee README.md", 0, "🔍 14 Total ✅ 14 OK 🚫 0 Errors", "passed"),
    ("helm lint chart || true", 0, "Error: 1 chart(s) linted, 1 chart(s) failed", "failed"),
    ("npx eslint . ; echo done", 0, "done", "hidden"),
    ("eslint .", 127, "sh: eslint: command not found", "failed"),
]


@pytest.mark.parametrize(("command", "exit_", "output", "ending"), LINTS)
def test_linters_tell_how_they_ended(command: str, exit_: int, output: str, ending: str) -> None:
    assert only(command, exit_, output, "lint").ending == ending


OTHERS = [
    (
        "git commit -m x; git push",
        0,
        "nothing to commit, working tree clean\nEverything up-to-date",
        "commit",
        "nothing",
    ),
    ("git commit -m x; git push", 0, "nothing to commit, working tree clean\nEverything up-to-date", "push", "nothing"),
    ("git commit -m x && git status", 0, "[main 1a2b3c4] x\nnothing to commit, working tree clean", "commit", "passed"),
    ("git commit -m x; git status", 0, "[main 1a2b3c4] x\nnothing to commit, working tree clean", "commit", "passed"),
    ("rm -f a; ls", 0, "c.txt", "delete", "passed"),
    ("rm a; ls", 0, "rm: cannot remove 'a': No such file or directory\nc.txt", "delete", "failed"),
    ("rm a 2>/dev/null; ls", 0, "c.txt", "delete", "hidden"),
    ("git commit -m x", 1, "nothing to commit, working tree clean", "commit", "nothing"),
    ("git commit -m x | cat", 0, "[main 1a2b3c4] x\n 1 file changed", "commit", "passed"),
    (
        "git commit -m x && git push 2>&1 | tail -2",
        0,
        "[main abc1234] x\nTo a:b\n   a1b2c3d..d4e5f6a  main -> main",
        "push",
        "passed",
    ),
    (
        "git push 2>&1 | tail -2",
        0,
        " ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs",
        "push",
        "failed",
    ),
    ("git push", 0, "Everything up-to-date", "push", "nothing"),
    ("gh pr create --fill | cat", 0, "https://github.com/a/b/pull/12", "pull_request", "passed"),
    ("gh pr create --fill || true", 0, "pull request create failed: GraphQL: x", "pull_request", "failed"),
    ("npm ci 2>&1 | tail -3", 0, "added 812 packages in 3s", "install", "passed"),
    ("npm ci 2>&1 | tail -3", 0, "npm error code ERESOLVE", "install", "failed"),
    ("pip install -r a.txt | tail -1", 0, "Successfully installed a-1", "install", "passed"),
    ("cargo build 2>&1 | tail -2", 0, "error: could not compile `a` due to 2 previous errors", "build", "failed"),
    ("cargo build 2>&1 | tail -2", 0, "    Finished `dev` profile [unoptimized] target(s) in 9.20s", "build", "passed"),
    ("npm run build 2>&1 | tail -2", 0, "✓ built in 3.90s", "build", "passed"),
    ("npm run build 2>&1 | tail -2", 0, "error during build:\n[vite]: Rollup failed", "build", "failed"),
    ("make 2>&1 | tail -2", 0, "make: *** [Makefile:12: pool.o] Error 1", "build", "failed"),
    ("docker build . | tail -1; true", 0, "ERROR: failed to solve: process", "build", "failed"),
    ("python manage.py makemigrations", 0, "No changes detected", "create", "nothing"),
    ("rm a b 2>&1 | cat", 0, "rm: cannot remove 'a': No such file or directory", "delete", "failed"),
]


@pytest.mark.parametrize(("command", "exit_", "output", "purpose", "ending"), OTHERS)
def test_other_tools_tell_how_they_ended(command: str, exit_: int, output: str, purpose: str, ending: str) -> None:
    assert only(command, exit_, output, purpose).ending == ending


def test_a_script_gives_a_run_for_each_tool_that_it_shows() -> None:
    output = "All checks passed!\n=== 12 passed in 0.3s ===\nvite v5\n✓ built in 3s"
    runs = runs_of([Command(command="./ci.sh", exit=0, output=output)])
    assert {(run.program, run.purpose, run.ending) for run in runs} >= {
        ("./ci.sh", "other", "passed"),
        ("ruff check", "lint", "passed"),
        ("pytest", "test", "passed"),
    }
    assert [run.exit for run in runs if run.program == "pytest"] == [None]


def test_the_commands_that_npm_prints_are_runs_with_their_own_scope() -> None:
    output = (
        "> app@1.0.0 ci\n> eslint src && jest src/cart\n\nTests:       1 failed, 5 passed, 6 total\nnpm error code 1"
    )
    found = {
        run.program: (run.scope, run.ending) for run in runs_of([Command(command="npm run ci", exit=1, output=output)])
    }
    assert found["jest"] == (("src/cart",), "failed")
    assert found["npm run ci"] == ((), "failed")
    assert found["eslint"][0] == ("src",)


def test_hooks_of_a_commit_are_a_lint_run() -> None:
    output = "black....................................Failed\n- files were modified by this hook"
    runs = runs_of([Command(command="git commit -m x", exit=1, output=output)])
    assert [(run.purpose, run.ending) for run in runs] == [("commit", "failed"), ("lint", "failed")]


def test_several_suites_of_one_run_are_summed() -> None:
    output = "Tests:  8 passed, 8 total\nTests:  1 failed, 7 passed, 8 total\nTests:  8 passed, 8 total"
    run = only("for i in 1 2 3; do npx jest pay --silent; done", 0, output, "test")
    assert (run.ending, run.counts.failed, run.counts.passed) == ("failed", 1, 23)


def test_two_runs_of_one_tool_have_their_own_figures() -> None:
    runs = runs_of([Command(command="pytest a; pytest b", exit=0, output="1 failed in 1s\n3 passed in 1s")])
    assert [(run.scope, run.ending) for run in runs] == [(("a",), "failed"), (("b",), "passed")]


def test_of_several_scripts_in_a_line_each_has_the_commands_of_its_own_purpose() -> None:
    output = "> app@1 lint\n> eslint .\n\n✖ 1 problem (1 error, 0 warnings)\n> app@1 build\n> vite build\n✓ built in 3s"
    runs = runs_of([Command(command="npm run lint; npm run build", exit=0, output=output)])
    assert {(run.program, run.ending) for run in runs} == {
        ("npm run lint", "failed"),
        ("eslint", "failed"),
        ("npm run build", "passed"),
        ("vite build", "passed"),
    }


def test_a_lifecycle_that_passed_went_through_its_tests() -> None:
    def purposes(command: str, exit_: int) -> dict[str, str]:
        return {run.purpose: run.ending for run in runs_of([Command(command=command, exit=exit_, output="x")])}

    assert purposes("./gradlew build", 0) == {"build": "passed", "test": "passed"}
    assert purposes("./gradlew build -x test", 0) == {"build": "passed"}
    assert purposes("./gradlew build", 1) == {"build": "failed"}
    assert purposes("mvn verify", 0) == {"test": "passed", "build": "passed"}
    assert purposes("mvn -DskipTests install", 0) == {"build": "passed"}


def test_a_lint_task_that_fails_is_no_failed_build() -> None:
    runs = runs_of(
        [Command(command="./gradlew detekt | tail", exit=0, output="> Task :detekt FAILED\nBUILD FAILED in 1s")]
    )
    assert [(run.purpose, run.ending) for run in runs if run.program != "tail"] == [("lint", "failed")]


def test_a_chain_of_unknown_end_ran_up_to_what_reported() -> None:
    runs = runs_of([Command(command="git stash && pytest -q; git stash pop", exit=0, output="1 failed in 0.1s")])
    assert [(run.program, run.ending) for run in runs] == [
        ("git stash", "passed"),
        ("pytest", "failed"),
        ("git stash pop", "passed"),
    ]


def test_what_was_stashed_and_taken_back_was_not_reverted() -> None:
    stash, pop = Command(command="git stash", exit=0), Command(command="git stash pop", exit=0)
    assert [run.purpose for run in runs_of([stash, pop])] == ["other", "other"]
    assert [run.purpose for run in runs_of([stash])] == ["revert"]


def test_names_of_packages_before_the_lines_do_not_hide_a_summary() -> None:
    output = "packages/a test:       Tests  3 passed (3)\npackages/b test:       Tests  1 failed | 2 passed (3)"
    run = only("pnpm -r test || true", 0, output, "test")
    assert (run.ending, run.counts.passed, run.counts.failed) == ("failed", 5, 1)


def test_a_package_without_tests_has_nothing_to_run() -> None:
    assert only("npm test", 1, "Error: no test specified", "test").ending == "nothing"


def test_a_compiler_error_blames_the_build_of_a_chain() -> None:
    runs = runs_of(
        [Command(command="go build ./... && go test ./...", exit=1, output="# app\n./a.go:3:2: undefined: x")]
    )
    assert [(run.program, run.ending) for run in runs] == [("go build", "failed")]
