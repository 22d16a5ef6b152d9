"""Recognition: the reports that an output holds, whatever ran."""

from collections.abc import Iterable
from functools import lru_cache

from reverie.quality.runs.outputs.building import BUILD_SUMMARIES
from reverie.quality.runs.outputs.checking import LINT_SUMMARIES
from reverie.quality.runs.outputs.hooks import hook_reports
from reverie.quality.runs.outputs.report import Report
from reverie.quality.runs.outputs.summaries import Summary, Table, summaries_in
from reverie.quality.runs.outputs.testing import TEST_SUMMARIES
from reverie.quality.runs.outputs.testing_special import special_reports
from reverie.quality.runs.values import Counts, Purpose

_ROWS: dict[Purpose, tuple[Summary, ...]] = {"test": TEST_SUMMARIES, "lint": LINT_SUMMARIES, "build": BUILD_SUMMARIES}
_GENERIC = frozenset({"test", "lint"})
"""Names of rows that several programs print alike."""

_PROGRAMS = frozenset(row.program for rows in _ROWS.values() for row in rows) | {
    "go test",
    "unittest",
    "mvn test",
    "node --test",
    "bats",
}


def reports_in(text: str, purposes: Iterable[Purpose], programs: frozenset[str] | None = None) -> list[Report]:
    """What `text` reports of runs of `purposes` (test, lint, build), in its order; none twice for the same line.

    `programs` are the names of rows that can have printed it; None when that is not known.
    """
    found: list[Report] = []
    for purpose in purposes:
        found += summaries_in(text, _table(purpose, programs))
        if purpose == "test":
            found += special_reports(text)
        elif purpose == "lint":
            found += hook_reports(text)
    found.sort(key=lambda report: report.at)
    return _once(found)


@lru_cache(maxsize=512)
def _table(purpose: Purpose, programs: frozenset[str] | None) -> Table:
    """The rows of a purpose that `programs` can have printed; all of them when those are not known."""
    rows = _ROWS.get(purpose, ())
    if programs is None:
        return Table.of(rows)
    return Table.of(row for row in rows if row.program in programs or row.program in _GENERIC)


def has_rows(program: str) -> bool:
    """Whether a program's own summaries are known."""
    return program in _PROGRAMS


def _once(reports: list[Report]) -> list[Report]:
    """Without what a surer summary of the same program repeats, and without a second reading of the same figures."""
    programs = {report.program for report in reports if report.sure}
    places: set[tuple[Purpose, int]] = set()
    kept: list[Report] = []
    for report in reports:
        place = report.purpose, report.at
        is_same = place in places or (report.told != "failed" and not report.sure and report.program in programs)
        places.add(place)
        if not is_same:
            kept.append(
                report
                if report.sure
                else Report(report.program, report.purpose, report.told, _failure(report), report.at, sure=False)
            )
    return kept


def _failure(report: Report) -> Counts:
    """An unsure report's figures are of part of a run."""
    return report.counts if report.purpose == "lint" else Counts()
