"""Summary lines of test runners, one row each; those with several shapes are in `testing_special`."""

from reverie.quality.runs.outputs.summaries import Summary


def _summary(program: str, marks: str, pattern: str, **settings: bool) -> Summary:
    return Summary(program, tuple(marks.split("|")), pattern, **settings)  # type: ignore[arg-type]


_COUNTED = (
    r"(?:failed|passed|skipped|deselected|xfailed|xpassed|warnings?|errors?|rerun|subtests passed|subtests failed)"
)

TEST_SUMMARIES: tuple[Summary, ...] = (
    _summary(
        "dbt",
        "Done. PASS=",
        r"Done\. PASS=(?P<passed>\d+) WARN=(?P<warnings>\d+) ERROR=(?P<errors>\d+) SKIP=(?P<skipped>\d+)"
        r"(?: NO-OP=\d+)? TOTAL=(?P<total>\d+)",
    ),
    _summary(
        "pact-verifier", " interactions, | interaction, ", r"^(?P<total>\d+) interactions?, (?P<failed>\d+) failures?"
    ),
    _summary(
        "ghdl",
        ":(assertion |:(report ",
        r"^[^\n@]{1,200}@[^\n:]{1,40}:\((?:assertion|report) (?P<bad>error|failure)\)",
    ),
    _summary(
        "pytest",
        " passed| failed| error| skipped|deselected|xfailed",
        rf"^(?:=+ )?(?:\d+ {_COUNTED}(?:, )?){{1,12}}(?: in [\d.:]+ ?s?[^\n]{{0,40}})?(?: =+)?[ \t]*$",
    ),
    _summary(
        "pytest",
        "no tests ran|collected 0 items",
        r"^(?:=+ )?(?P<none>no tests ran|collected 0 items)\b(?! / \d+ error)",
    ),
    _summary("pytest", "ERROR: ", r"^ERROR: (?P<bad>file or directory not found|not found|usage|Error )"),
    _summary("pytest", "during collection", r"^!+ (?P<bad>Interrupted: \d+ errors? during collection)", sure=False),
    _summary("pytest", " tests collected| test collected", r"^(?:=+ )?(?P<total>\d+)(?:/\d+)? tests? collected"),
    _summary(
        "jest",
        "Tests:",
        r"^Tests:\s{1,12}(?:\d+ [a-z]+, ){0,6}\d+ total",
    ),
    _summary("jest", "Test Suites:", r"^Test Suites:\s{1,12}(?P<bad>[1-9]\d* failed)", sure=False),
    _summary("jest", "No tests found", r"^(?P<none>No tests found)(?:, exiting| related)"),
    _summary(
        "vitest",
        "Tests ",
        r"^\s{0,12}Tests {1,6}(?:(?:\d+ (?:failed|passed|skipped|todo|expected fail)(?: \|"
        r" )?){1,5} ?(?:\(\d+\))?|(?P<none>no tests))\s*$",
    ),
    _summary("vitest", "Test Files ", r"^\s{0,12}Test Files {1,6}(?P<bad>[1-9]\d* failed)", sure=False),
    _summary("vitest", " Errors ", r"^\s{0,12}Errors {1,6}(?P<bad>[1-9]\d* errors?)\s*$", sure=False),
    _summary("vitest", "No test files found", r"^(?P<none>No test files found)"),
    _summary("mocha", " passing| failing| pending", r"^\s{0,12}\d+ (?:passing|failing|pending)\b", joined=True),
    _summary(
        "playwright test",
        " skipped| passed (| failed\n| flaky\n| passed\n| did not run| failed",
        r"^ {0,4}\d+ (?:passed|failed|skipped|interrupted|did not run)(?: \([\d.]+(?:ms|s|m|h)\))?[ \t]*$",
        joined=True,
    ),
    _summary("playwright test", "Error: No tests found", r"^Error: (?P<none>No tests found)"),
    _summary(
        "cypress",
        "specs passed!| failed (",
        r"(?:(?P<ok>All specs passed!)|(?P<bad>\d+ of \d+ failed \(\d+%\)))",
        uncounted=True,
    ),
    _summary(
        "cargo test", "test result: ", r"^test result: (?:ok|FAILED)\. \d+ passed; \d+ failed; \d+ ignored", joined=True
    ),
    _summary("cargo nextest", "Summary [", r"^\s{0,12}Summary \[[^\]\n]{1,20}\] [^\n]{1,160}"),
    _summary("rspec", " examples, | example, ", r"^\d+ examples?, \d+ failures?[^\n]{0,90}"),
    _summary("minitest", " runs, | assertions, ", r"^\d+ runs, \d+ assertions, \d+ failures, \d+ errors[^\n]{0,40}"),
    _summary("test-unit", " tests, ", r"^\d+ tests, \d+ assertions, \d+ failures, \d+ errors[^\n]{0,90}"),
    _summary("phpunit", "OK (", r"^(?P<ok>OK) \(\d+ tests?, \d+ assertions?\)"),
    _summary("phpunit", "Assertions:", r"^Tests: \d+, Assertions: \d+[^\n]{0,160}", word_first=True),
    _summary("phpunit", "No tests executed", r"^(?P<none>No tests executed!)"),
    _summary("pest", "assertions)", r"^\s{0,4}Tests:\s{1,8}[^\n]{1,90}\(\d+ assertions?\)"),
    _summary("gradle test", " tests completed", r"^\d+ tests? completed[^\n]{0,60}"),
    _summary("gradle test", "There were failing tests", r"(?P<bad>There were failing tests)", sure=False),
    _summary("scalatest", "Tests: succeeded", r"Tests: succeeded \d+, failed \d+[^\n]{0,60}"),
    _summary(
        "sbt test",
        "Total ",
        r"^\[\w+\] (?:Passed|(?P<bad>Failed)): Total (?P<total>\d+), Failed (?P<failed>\d+), Errors (?P<errors>\d+)"
        r", Passed (?P<passed>\d+)",
    ),
    _summary(
        "ctest",
        " tests failed out of ",
        r"^(?P<rate>\d+)% tests passed, (?P<failed>\d+) tests? failed out of (?P<total>\d+)",
    ),
    _summary("ctest", "No tests were found", r"^(?P<none>No tests were found)"),
    _summary(
        "gtest",
        "[  PASSED  ]|[  FAILED  ]",
        r"^\[  (?:PASSED  \] (?P<passed>\d+)|FAILED  \] (?P<failed>\d+)) tests?\b",
        joined=True,
    ),
    _summary("catch2", "test cases", r"^(?:\[doctest\] )?test cases:\s+\d+[^\n]{1,90}"),
    _summary(
        "catch2", "All tests passed (", r"^(?P<ok>All tests passed) \(\d+ assertions? in (?P<total>\d+) test cases?\)"
    ),
    _summary(
        "dotnet test",
        "!  - Failed:",
        r"^\s{0,8}(?:(?P<ok>Passed)|(?P<bad>Failed)|(?P<none>Skipped))! {1,4}- Failed:[^\n]{1,160}",
        word_first=True,
        joined=True,
    ),
    _summary(
        "dotnet test",
        "Total tests: ",
        r"^Total tests: \d+(?:\n\s+(?:Passed|Failed|Skipped): \d+){0,4}",
        word_first=True,
    ),
    _summary("dotnet test", "Test summary: ", r"^Test summary: total: \d+[^\n]{1,120}", word_first=True),
    _summary(
        "dotnet test",
        "Test run summary:",
        r"^Test run summary: (?:(?P<ok>Passed)|(?P<bad>Failed)|"
        r"(?P<none>Zero tests ran))[^\n]{0,80}(?:\n\s+\w+: \d+){0,6}",
        word_first=True,
    ),
    _summary("dotnet test", "No test is available", r"(?P<none>No test is available)"),
    _summary(
        "mix test",
        " tests, | test, ",
        r"^(?:\d+ (?:doctests?|propert(?:y|ies)|features?), )*\d+ tests?, \d+ failures?[^\n]{0,60}",
    ),
    _summary(
        "swift test",
        "Executed ",
        r"^\s{0,8}Executed (?P<total>\d+) tests?, with (?:\d+ tests? skipped and )?(?P<failed>\d+) failures?",
    ),
    _summary(
        "swift test",
        "Test run with ",
        r"Test run with (?P<total>\d+) tests?[^\n]{0,30} (?:(?P<ok>passed)|(?P<bad>failed)) after",
    ),
    _summary("xcodebuild test", "** TEST ", r"^\*\* TEST (?:(?P<ok>SUCCEEDED)|(?P<bad>FAILED)) \*\*"),
    _summary("deno test", "(ok| passed | | failed", r"^(?:(?P<ok>ok)|(?P<bad>FAILED)) \| \d+ passed[^\n]{0,60}"),
    _summary("bun test", " pass\n| fail\n| skip\n", r"^\s{0,4}\d+ (?:pass|fail|skip|todo)\s*$", joined=True),
    _summary(
        "flutter test",
        ": All tests passed!|: Some tests failed|: No tests ran",
        r"^\d\d:\d\d \+(?P<passed>\d+)(?: ~(?P<skipped>\d+))?(?: -(?P<failed>\d+))?: (?:(?P<ok>All tests passed!)|"
        r"(?P<bad>Some tests failed)|(?P<none>No tests ran))",
    ),
    _summary(
        "tasty",
        " tests passed (| tests failed (",
        r"^(?:All (?P<passed>\d+) tests passed|(?P<failed>\d+) out of (?P<total>\d+) tests failed) \(",
    ),
    _summary("cabal test", "test suites (", r"^(?P<passed>\d+) of (?P<total>\d+) test suites? \("),
    _summary(
        "elm-test",
        "TEST RUN ",
        r"^TEST RUN (?:(?P<ok>PASSED)|(?P<bad>FAILED)|(?P<none>INCOMPLETE))[^\n]{0,40}(?:\n+\w+:\s+[\w .]+){0,4}",
        word_first=True,
    ),
    _summary(
        "clojure.test",
        "assertions.",
        r"^Ran (?P<total>\d+) tests containing \d+ assertions\.\n(?P<failed>\d+) failures, (?P<errors>\d+) errors",
    ),
    _summary("eunit", " tests passed.", r"^\s{1,4}All (?P<passed>\d+) tests passed\."),
    _summary(
        "zig test",
        " tests passed.| passed; | failed.",
        r"^(?:All (?P<passed>\d+) tests passed\.|\d+ passed; \d+ skipped; \d+ failed\.)",
    ),
    _summary("eunit", "Failed: ", r"^\s{1,4}Failed: \d+\.\s+Skipped: \d+\.\s+Passed: \d+", word_first=True),
    _summary(
        "testthat",
        "[ FAIL ",
        r"^\[ FAIL (?P<failed>\d+) \| WARN (?P<warnings>\d+) \| SKIP (?P<skipped>\d+) \| PASS (?P<passed>\d+) \]",
    ),
    _summary("busted", " successes / | success / ", r"^\d+ success(?:es)? / \d+ failures? / \d+ errors?[^\n]{0,40}"),
    _summary(
        "alcotest",
        "Test Successful in| failure! in| failures! in",
        r"^(?:(?P<ok>Test Successful)|(?P<failed>\d+) failures?!) in [\d.]+s\. (?P<total>\d+) tests? run",
    ),
    _summary(
        "behave",
        " scenarios passed, | scenario passed, ",
        r"^(?P<passed>\d+) scenarios? passed, (?P<failed>\d+) failed(?:, (?P<skipped>\d+) skipped)?",
    ),
    _summary(
        "cucumber",
        " scenarios (| scenario (",
        r"^(?P<total>\d+) scenarios? \((?:(?P<failed>\d+) failed(?:, )?)?(?:(?P<skipped>\d+) (?:skipped|"
        r"undefined|pending|ambiguous)(?:, )?)*(?:(?P<passed>\d+) passed)?\)",
    ),
    _summary("robot", " tests, | test, ", r"^\d+ tests?, \d+ passed, \d+ failed[^\n]{0,30}"),
    _summary(
        "forge test",
        " tests passed, ",
        r"^Ran \d+ test suites?[^\n]{0,40}: (?P<passed>\d+) tests passed, (?P<failed>\d+) failed, (?P<skipped>\d+)"
        r" skipped",
    ),
    _summary(
        "karma",
        "Executed ",
        r"Executed (?P<passed>\d+) of (?P<total>\d+)(?: \((?P<failed>\d+) FAILED\))?(?: \(skipped (?P<skipped>\d+)\)"
        r")?(?: SUCCESS)? \([\d.]+ \w+ / ",
    ),
    _summary("jasmine", " specs, | spec, ", r"^(?:Ran )?\d+ (?:of \d+ )?specs?, \d+ failures?[^\n]{0,60}"),
    _summary(
        "ava",
        " tests passed| tests failed| test passed| test failed",
        r"^\s{0,4}\d+ (?:tests?|uncaught exceptions?) (?:passed|failed|skipped)\s*$",
        joined=True,
    ),
    _summary(
        "terraform test",
        "Success! |Failure! ",
        r"^(?:(?P<ok>Success)|(?P<bad>Failure))! \d+ passed, \d+ failed[^\n]{0,30}",
    ),
    _summary("bazel test", "Executed ", r"^Executed \d+ out of (?P<total>\d+) tests?: [^\n]{1,120}"),
    _summary("gotestsum", "DONE ", r"^DONE (?:\d+ runs, )?\d+ tests?[^\n]{0,60}"),
    _summary("prove", "Result: ", r"^Result: (?:(?P<ok>PASS)|(?P<bad>FAIL)|(?P<none>NOTESTS))\s*$"),
    _summary("meson test", "Ok: ", r"^Ok:\s+(?P<passed>\d+)\s*\n(?:Expected Fail:\s+\d+\s*\n)?Fail:\s+(?P<failed>\d+)"),
    _summary(
        "automake",
        "# TOTAL:",
        r"^# TOTAL:\s+(?P<total>\d+)\n# PASS:\s+(?P<passed>\d+)\n# SKIP:\s+(?P<skipped>\d+)"
        r"\n# XFAIL:\s+\d+\n# FAIL:\s+(?P<failed>\d+)\n# XPASS:\s+\d+\n# ERROR:\s+(?P<errors>\d+)",
    ),
    _summary("crystal spec", " examples, ", r"^\d+ examples, \d+ failures, \d+ errors, \d+ pending"),
    _summary("julia", "Test Summary:", r"^Test Summary:[^\n]{0,40}(?P<bad>Fail|Error)[^\n]{0,60}"),
    _summary("julia", "tests passed", r"^\s{1,8}Testing [\w.]+ (?P<ok>tests passed)"),
    _summary("nose2", "Tests passed", r"^(?P<ok>Tests passed)\s*$"),
    _summary(
        "tox",
        "congratulations :)|evaluation failed :(",
        r"^\s{0,4}(?:(?P<ok>congratulations :\))|(?P<bad>evaluation failed :\())",
    ),
    _summary("tox", "OK (|: FAIL", r"^\s{0,4}[\w.-]+: (?:(?P<ok>OK) \(|(?P<bad>FAIL) (?:code|\())"),
    _summary(
        "nox", "nox > Session", r"^nox > Session [\w.()'\", -]{1,60} (?:was (?P<ok>successful)|(?P<bad>failed|aborted))"
    ),
    _summary(
        "nx",
        "ran target",
        r"(?:(?P<ok>Successfully ran target) (?:test|e2e)|Ran target (?:test|"
        r"e2e)[^\n]{0,80}\n[^✖]{0,400}(?P<bad>✖ +\d+/\d+ targets? failed))",
    ),
    _summary(
        "testng",
        "Total tests run:",
        r"^Total tests run: (?P<total>\d+), (?:Passes: \d+, )?Failures: (?P<failed>\d+), Skips: (?P<skipped>\d+)",
    ),
    _summary(
        "junit", "tests successful", r"^\[\s*(?P<passed>\d+) tests successful\s*\]\n\[\s*(?P<failed>\d+) tests failed"
    ),
    _summary("junit", "OK (", r"^(?P<ok>OK) \((?P<total>\d+) tests?\)"),
    _summary("junit", "Tests run: ", r"^Tests run: (?P<total>\d+), {1,2}Failures: (?P<failed>\d+)\s*$"),
    _summary(
        "hurl", "Succeeded files:", r"^Succeeded files:\s+(?P<passed>\d+)[^\n]{0,20}\nFailed files:\s+(?P<failed>\d+)"
    ),
    _summary("nimble test", "[FAILED]", r"^\s{0,8}(?P<bad>\[FAILED\])", sure=False),
    _summary("mutmut", "Total tests:", r"^Total tests: \d+"),
    _summary("gleam test", " tests, | no failures", r"^\d+ (?:tests, (?:no|\d+) failures|passed, no failures)"),
    _summary(
        "test",
        "coverage",
        r"(?P<bad>Required test coverage of \d+(?:\.\d+)?% not reached|"
        r"coverage threshold for \w+ \([\d.]+%\) not met|Coverage failure: total of \d+)",
        sure=False,
    ),
)
