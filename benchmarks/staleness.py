"""Statements about one release of a real package, bound by themselves, checked against a release about a year later.

    python -m benchmarks.staleness --archives FOLDER [--data FOLDER] [--misses] [--json FILE]

The rows lie in `benchmarks/data/staleness`, labelled and frozen before the binder was written; those in `held_out` were
never looked at while it was tuned, and are only counted, never listed. `--archives` is where the pinned archives of the
packages are kept and unpacked; they are fetched when they are not there, and nothing of them is run.

How it is counted, of the bindable rows:
- not bound: rows that hold at the old release and got no check.
- unflagged: stale rows that no check flags, divided by all stale rows: one without a check is unflagged too.
  Flagged is: a check is refuted; or it moved, and the label names that new place; or, for the few rows that were false
  at the old release already, a claim was refuted there. `unverified` does not count as flagged.
- false alarms: rows that hold at the new release and have a check that is refuted. A check that moved is no alarm: it
  holds, and is repaired.
- moved, not repaired: rows whose thing is elsewhere now, unless the check moved to the place that the label names and
  none is refuted.
"""

import argparse
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import percentile
from benchmarks.report import Report, Row
from benchmarks.staleness_rows import ARMS, Judged, LabelledRow, load

_DATA = Path(__file__).with_name("data") / "staleness"
_MEASURES = (("not bound", 10.0), ("stale, unflagged", 3.0), ("false alarms", 1.0), ("moved, not repaired", 10.0))

Results = Sequence[tuple[LabelledRow, Judged]]


def _counted(what: str, results: Results) -> tuple[list[tuple[LabelledRow, Judged]], int]:
    """The rows that fail a measure, and of how many."""
    rows = [(row, judged) for row, judged in results if row.bindable]
    match what:
        case "not bound":
            every = [(row, judged) for row, judged in rows if row.at_old == "holds"]
            failing = [(row, judged) for row, judged in every if judged.says == "unbound"]
        case "stale, unflagged":
            every = [(row, judged) for row, judged in rows if row.at_new == "stale"]
            failing = [(row, judged) for row, judged in every if not _is_flagged(row, judged)]
        case "false alarms":
            every = [(row, judged) for row, judged in rows if row.at_new == "holds"]
            failing = [(row, judged) for row, judged in every if judged.says == "refuted"]
        case _:
            every = [(row, judged) for row, judged in rows if row.at_new == "moved"]
            failing = [(row, judged) for row, judged in every if not (judged.says == "moved" and judged.is_repaired)]
    return failing, len(every)


def _is_flagged(row: LabelledRow, judged: Judged) -> bool:
    if row.at_old == "false" and judged.failed_at_old:
        return True
    return judged.says == "refuted" or (judged.says == "moved" and judged.is_repaired)


def _rows(which: str, results: Mapping[str, Results]) -> list[Row]:
    found = []
    for what, budget in _MEASURES:
        for arm, judged in results.items():
            failing, every = _counted(what, judged)
            share = 100 * len(failing) / every if every else 0.0
            is_judged = arm == "reverie" and which in ("dev", "held out")
            measured = f"{which}: {what} (of {every})"
            found.append(Row(measured, share, "%", every, budget=budget if is_judged else None, arm=arm))
    return found


def _time_rows(results: Results) -> list[Row]:
    checks = [ms for _, judged in results for ms in judged.check_ms]
    binds = [judged.bind_ms for _, judged in results]
    if not checks:
        return []
    return [
        Row(
            "a check, files not yet read, median",
            statistics.median(checks),
            "ms",
            len(checks),
            budget=5.0,
            arm="reverie",
        ),
        Row("a check, files not yet read, 95 %", percentile(checks, 95), "ms", len(checks), arm="reverie"),
        Row(
            "binding a statement, warm, median", statistics.median(binds), "ms", len(binds), budget=10.0, arm="reverie"
        ),
        Row("binding a statement, warm, 95 %", percentile(binds, 95), "ms", len(binds), arm="reverie"),
    ]


def _misses(results: Results) -> list[str]:
    lines = []
    for what, _ in _MEASURES:
        for row, judged in _counted(what, results)[0]:
            lines += [f"{what} | {row.id} | {row.text}", f"    now {row.now}" if row.now else "    holds"]
            lines += [
                f"    {check} -> {verdict}" for check, verdict in zip(judged.checks, judged.verdicts, strict=True)
            ]
    return lines


def _judge(folder: Path, archives: Path, arms: Sequence[str]) -> dict[str, dict[str, list[tuple[LabelledRow, Judged]]]]:
    """By package, by arm."""
    found: dict[str, dict[str, list[tuple[LabelledRow, Judged]]]] = {}
    for package, (trees, rows) in load(folder, archives).items():
        found[package] = {arm: [(row, ARMS[arm](row, trees)) for row in rows] for arm in arms}
    return found


def _joined(by_package: Mapping[str, Mapping[str, Results]], arms: Sequence[str]) -> dict[str, Results]:
    return {arm: [one for results in by_package.values() for one in results[arm]] for arm in arms}


def measure(data: Path, archives: Path, *, dev_only: bool = False) -> tuple[Report, list[str]]:
    """The report, and the dev rows that fail, with their checks."""
    arms = tuple(ARMS)
    dev = _judge(data, archives, arms)
    every = _joined(dev, arms)
    rows = [
        *_rows("dev", every),
        *(row for name, results in dev.items() for row in _rows(name, {"reverie": results["reverie"]})),
    ]
    if not dev_only and (data / "held_out").is_dir():
        rows += _rows("held out", _joined(_judge(data / "held_out", archives, arms), arms))
    rows += _time_rows(every["reverie"])
    unsure = sum(
        judged.says == "unverified" for row, judged in every["reverie"] if row.bindable and row.at_new == "stale"
    )
    notes = (f"dev: {unsure} of the unflagged stale rows are shown as unverified since then.",)
    return Report("Staleness", tuple(rows), notes), _misses(every["reverie"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=_DATA, help="the folder of the rows (default: those of the project)"
    )
    parser.add_argument("--archives", type=Path, required=True, help="where the packages' archives are kept")
    parser.add_argument("--misses", action="store_true", help="list the dev rows that fail, with their checks")
    parser.add_argument("--dev-only", action="store_true", help="leave the held-out rows alone")
    parser.add_argument("--json", metavar="FILE", help="also write JSON there; - writes it in place of the table")
    given = parser.parse_args()
    report, misses = measure(given.data, given.archives, dev_only=given.dev_only)
    if given.misses:
        print("\n".join(misses))
    report.show(given.json)


if __name__ == "__main__":
    main()
