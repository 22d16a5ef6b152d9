"""All points, by kind; and whether each broken writer is caught."""

import sys
from collections.abc import Callable, Iterator

from benchmarks.measuring import arguments
from benchmarks.report import Report, Row

from . import __doc__ as about
from .broken import BROKEN
from .disk_calls import FAULTS
from .judging import both_writing, how_caught, power_cuts, struck
from .points import Point
from .real import REAL, full_disks, power_cuts_of_ext4, straced, why_no_mounts, why_no_strace
from .scenarios import SCENARIOS, Scenario

_WANTED = 2_000


class Tally:
    """Points and violations by kind, in the order in which they came."""

    def __init__(self) -> None:
        self.points: dict[str, int] = {}
        self.violated: dict[str, int] = {}
        self.first: list[str] = []

    def take(self, kind: str, violations: Iterator[tuple[str, ...]]) -> None:
        self.points.setdefault(kind, 0)
        self.violated.setdefault(kind, 0)
        for found in violations:
            self.points[kind] += 1
            if found:
                self.violated[kind] += 1
                self.first.append(f"{kind}: {found[0]}")
        print(f"{kind}: {self.points[kind]} points, {self.violated[kind]} violated", file=sys.stderr)


def main() -> int:
    parser = arguments(about, runs=1)
    parser.add_argument("--every", type=int, default=1, help="only each n-th call (default: each)")
    parser.add_argument("--strace", type=int, default=40, help="programs killed by strace, a scenario")
    parser.add_argument("--cuts", type=int, default=10, help="power cuts of a real ext4, a scenario")
    flags = parser.parse_args()
    tally, notes = Tally(), []
    _in_process(tally, flags.every)
    notes += _by_the_system(tally, flags.strace, flags.cuts)
    caught = {one.name: how_caught(one) for one in BROKEN}
    notes += [f"broken writer: {name}: {'caught by ' + how if how else 'NOT CAUGHT'}" for name, how in caught.items()]
    notes += [f"VIOLATION {one}" for one in tally.first[:20]]
    report = Report("crash", tuple(_rows(tally, sum(map(bool, caught.values())))), tuple(notes))
    report.show(flags.json)
    return 0 if not tally.first and all(caught.values()) else 1


def _in_process(tally: Tally, every: int) -> None:
    for scenario in SCENARIOS:
        for fault in FAULTS:
            points = (point.violations for point in struck(scenario, fault, every))
            tally.take(f"{scenario.name}: {fault} at each call", points)
        cuts = (found for _, found in power_cuts(scenario, every, drawn=8))
        tally.take(f"{scenario.name}: legal states after a power cut", cuts)
    points = (point.violations for point in both_writing("kill", every))
    tally.take("two writers: kill at each call of one", points)
    points = (point.violations for point in both_writing("EIO", every))
    tally.take("two writers: EIO at each call of one", points)


def _by_the_system(tally: Tally, kills: int, cuts: int) -> list[str]:
    notes: list[str] = []
    if kills:
        notes += _each(tally, "killed by strace", why_no_strace(), lambda one: straced(one, kills))
    if cuts:
        notes += _each(tally, "on a tmpfs that is full", why_no_mounts(), full_disks)
        notes += _each(tally, "ext4, power cut", why_no_mounts(), lambda one: power_cuts_of_ext4(one, cuts))
    return notes


def _each(tally: Tally, kind: str, why_not: str, points: Callable[[Scenario], Iterator[Point]]) -> list[str]:
    if why_not:
        return [f"skipped: {kind} ({why_not})"]
    for scenario in REAL:
        tally.take(f"{scenario.name}: {kind}", (point.violations for point in points(scenario)))
    return []


def _rows(tally: Tally, caught: int) -> Iterator[Row]:
    for kind, points in tally.points.items():
        yield Row(kind, tally.violated[kind], "violations", points, budget=0)
    total = sum(tally.points.values())
    yield Row("all points", sum(tally.violated.values()), "violations", total, budget=0)
    yield Row(f"points short of {_WANTED:,}", max(0, _WANTED - total), "points", 1, budget=0)
    yield Row("broken writers not caught", len(BROKEN) - caught, "writers", len(BROKEN), budget=0)


if __name__ == "__main__":
    sys.exit(main())
