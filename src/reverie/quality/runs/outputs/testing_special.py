"""Summaries of test runners that a single line does not hold: go, unittest, Maven, TAP, bazel's and others' rests."""

import re
from collections.abc import Iterator

from reverie.quality.runs.outputs.counting import completed, counts_in
from reverie.quality.runs.outputs.report import Report, Told, merged, told_by
from reverie.quality.runs.values import Counts

_GO_PACKAGE = re.compile(r"^(ok|FAIL|---|\?)[ \t]+(\S+)([^\n]*)$", re.MULTILINE)
_GO_TEST = re.compile(r"^--- (PASS|FAIL|SKIP): ", re.MULTILINE)
_UNITTEST = re.compile(r"^Ran (\d+) tests? in [\d.]+s\s+(OK|FAILED|NO TESTS RAN)(?: \(([^)\n]*)\))?", re.MULTILINE)
_MAVEN = re.compile(
    r"^(?:\[\w+\] {1,3})?Tests run: \d+, Failures: \d+, Errors: \d+(?:, Skipped: \d+)?([^\n]*)$", re.MULTILINE
)
_TAP_PLAN = re.compile(r"^[ \t]*1\.\.(\d+)", re.MULTILINE)
_TAP_LINE = re.compile(r"^(not ok|ok) \d+([^\n]*)$", re.MULTILINE)
_NODE = re.compile(r"^(?:#|ℹ) (tests|pass|fail|cancelled|skipped|todo) (\d+)\s*$", re.MULTILINE)
_BATS = re.compile(r"^(\d+) tests?, (\d+) failures?", re.MULTILINE)


def special_reports(text: str) -> Iterator[Report]:
    for marks, reading in _READINGS:
        if any(mark in text for mark in marks):
            yield from reading(text)


def _go(text: str) -> Iterator[Report]:
    packages = [match for match in _GO_PACKAGE.finditer(text) if _is_go(match)]
    if not packages:
        return
    ok = [match for match in packages if match[1] == "ok"]
    failed = [match for match in packages if match[1] in ("FAIL", "---") or "panic:" in match[0]]
    ran = [match for match in ok if "[no tests to run]" not in match[3]]
    tests = [match[1] for match in _GO_TEST.finditer(text)]
    told: Told = "failed" if failed else "passed" if ran else "nothing"
    counts = Counts()
    if "PASS" in tests:
        counts = Counts(
            passed=tests.count("PASS"), failed=tests.count("FAIL"), skipped=tests.count("SKIP"), total=len(tests)
        )
    elif "FAIL" in tests:
        counts = Counts(failed=tests.count("FAIL"))
    yield Report("go test", "test", told, counts, packages[0].start())


def _is_go(match: re.Match[str]) -> bool:
    """Tells a package's line from other tools' lines that begin with ok or FAIL."""
    kind, name, rest = match[1], match[2], match[3]
    if kind == "?":
        return "[no test files]" in rest
    if kind == "---":
        return name == "FAIL:"
    timed = re.search(r"\t?\s*(?:[\d.]+s|\(cached\)|\[[a-z ]+\])", rest) is not None
    return timed and not name.isdigit() and name not in ("|", "-")


def _unittest(text: str) -> Iterator[Report]:
    for match in _UNITTEST.finditer(text):
        total = int(match[1])
        rest = counts_in(match[3] or "", word_first=True)
        counts = completed(
            {
                "total": total,
                **{name: value for name, value in _said(rest).items() if name in ("failed", "errors", "skipped")},
            }
        )
        told: Told = "failed" if match[2] == "FAILED" else told_by(counts) if total else "nothing"
        yield Report("unittest", "test", told, counts, match.start())


def _said(counts: Counts) -> dict[str, int]:
    return {name: value for name in counts.__struct_fields__ if (value := getattr(counts, name)) is not None}


def _maven(text: str) -> Iterator[Report]:
    matches = list(_MAVEN.finditer(text))
    whole = [match for match in matches if "Time elapsed" not in match[1]] or matches
    reports = [_maven_report(match) for match in whole]
    if reports:
        told, counts = merged(reports)
        yield Report("mvn test", "test", told or "nothing", counts, reports[0].at)


def _maven_report(match: re.Match[str]) -> Report:
    figures = dict(re.findall(r"(run|Failures|Errors|Skipped): (\d+)", match[0]))
    named = {"run": "total", "Failures": "failed", "Errors": "errors", "Skipped": "skipped"}
    counts = completed({named[name]: int(figure) for name, figure in figures.items()})
    return Report("mvn test", "test", told_by(counts), counts, match.start())


def _node(text: str) -> Iterator[Report]:
    figures: dict[str, int] = {}
    first = None
    for match in _NODE.finditer(text):
        first = first or match
        figures[match[1]] = figures.get(match[1], 0) + int(match[2])
    if first is None or not {"pass", "fail"} & set(figures):
        return
    named = {"tests": "total", "pass": "passed", "fail": "failed", "skipped": "skipped"}
    found = {named[name]: figure for name, figure in figures.items() if name in named}
    if figures.get("cancelled"):
        found["errors"] = figures["cancelled"]
    counts = completed(found)
    yield Report("node --test", "test", told_by(counts), counts, first.start())


def _tap(text: str) -> Iterator[Report]:
    if _NODE.search(text) or not _TAP_PLAN.search(text):
        return
    lines = list(_TAP_LINE.finditer(text))
    if not lines:
        return
    excused = [match for match in lines if re.search(r"# (?:skip|todo)", match[2], re.IGNORECASE)]
    failed = [match for match in lines if match[1] == "not ok" and match not in excused]
    counts = Counts(
        passed=len(lines) - len(failed) - len(excused), failed=len(failed), skipped=len(excused), total=len(lines)
    )
    yield Report("bats", "test", told_by(counts), counts, lines[0].start())


_READINGS = (
    (("ok  ", "ok\t", "FAIL\t", "--- FAIL", "[no test files]", "FAIL  ", "ok \t"), _go),
    (("Ran ",), _unittest),
    (("Tests run: ",), _maven),
    (("# pass ", "ℹ pass ", "# fail "), _node),
    (("1..",), _tap),
)
