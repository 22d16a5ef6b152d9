"""Recognition: the reports that an output holds, whatever ran."""

from collections.abc import Iterable

from reverie.quality.runs.outputs.building import BUILD_SUMMARIES
from reverie.quality.runs.outputs.checking import LINT_SUMMARIES
from reverie.quality.runs.outputs.hooks import hook_reports
from reverie.quality.runs.outputs.report import Report
from reverie.quality.runs.outputs.testing import TEST_SUMMARIES, summaries_in
from reverie.quality.runs.outputs.testing_special import special_reports
from reverie.quality.runs.values import Counts, Purpose


def reports_in(text: str, purposes: Iterable[Purpose]) -> list[Report]:
    """What `text` reports of runs of `purposes` (test, lint, build), in its order; none twice for the same line."""
    wanted = set(purposes)
    found: list[Report] = []
    if "test" in wanted:
        found += [*summaries_in(text, TEST_SUMMARIES), *special_reports(text)]
    if "lint" in wanted:
        found += [*hook_reports(text), *summaries_in(text, LINT_SUMMARIES)]
    if "build" in wanted:
        found += summaries_in(text, BUILD_SUMMARIES)
    found.sort(key=lambda report: report.at)
    return _once(found)


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
