"""Values: what a stretch of output tells of one tool's run; and how several tell of one."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from reverie.quality.runs.values import Counts, Purpose

Told = Literal["passed", "failed", "nothing"]


class Report(msgspec.Struct, frozen=True):
    """`program` prints like this; `at` is where in the output, in characters. `sure` holds for a summary of the whole
    run; a single finding is not."""

    program: str
    purpose: Purpose
    told: Told
    counts: Counts = Counts()
    at: int = 0
    sure: bool = True


def merged(reports: Sequence[Report]) -> tuple[Told | None, Counts]:
    """What several reports of one run tell: a failure wins, and counts are summed."""
    if not reports:
        return None, Counts()
    told: Told = "nothing"
    if any(report.told == "failed" for report in reports):
        told = "failed"
    elif any(report.told == "passed" for report in reports):
        told = "passed"
    counts = reports[0].counts
    for report in reports[1:]:
        counts = summed(counts, report.counts)
    return told, counts


def summed(one: Counts, other: Counts) -> Counts:
    return Counts(*(_sum(getattr(one, field), getattr(other, field)) for field in Counts.__struct_fields__))


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def told_by(counts: Counts) -> Told:
    """What counts alone tell: nothing when all was skipped."""
    if counts.failed or counts.errors:
        return "failed"
    if counts.passed or (counts.passed is None and (counts.total or 0) > (counts.skipped or 0)):
        return "passed"
    return "nothing"
