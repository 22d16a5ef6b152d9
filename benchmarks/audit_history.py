"""`reverie check` on notes whose repository knows what was so when they were written.

    python -m benchmarks.audit_history --archives FOLDER [--data FOLDER] [--misses] [--dev-only] [--json FILE]

The packages and labelled statements are those of the benchmark `staleness`. Of each package a repository is made: the
old release, then a `NOTES.md` of its bindable statements that hold there, then the new release with the same notes. The
notes are audited as they stand at the last commit. Statements in `held_out` are only counted, never listed. Nothing of
a package is run.

How it is counted:
- stale, not found: of the stale statements those that are called neither untrue nor moved to the place that the label
  names.
- accused wrongly: of the statements that hold those that are called untrue or moved.
- moved, not told: of the statements whose thing is elsewhere those that are not called moved to just that place.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.audit_history_notes import ARMS, Outcome, judge_all
from benchmarks.report import Report, Row

_DATA = Path(__file__).with_name("data") / "staleness"
_MEASURES = (("stale, not found", "stale", 30.0), ("accused wrongly", "holds", 1.0), ("moved, not told", "moved", None))


def _fails(measure: str, outcome: Outcome, arm: str) -> bool:
    said = outcome.said[arm]
    match measure:
        case "stale, not found":
            return not (said.word == "refuted" or (said.word == "moved" and said.is_right_place))
        case "accused wrongly":
            return said.word in ("refuted", "moved")
        case _:
            return not (said.word == "moved" and said.is_right_place)


def _rows(which: str, outcomes: Sequence[Outcome], arms: Sequence[str] = ARMS) -> list[Row]:
    rows = []
    for measure, label, budget in _MEASURES:
        every = [one for one in outcomes if one.row.at_new == label]
        for arm in arms:
            failing = sum(_fails(measure, one, arm) for one in every)
            share = 100 * failing / len(every) if every else 0.0
            bar = budget if arm == "reverie" and which in ("dev", "held out") else None
            rows.append(Row(f"{which}: {measure}", share, f"% of {len(every)}", len(every), budget=bar, arm=arm))
    return rows


def _misses(outcomes: Sequence[Outcome]) -> list[str]:
    lines = []
    for measure, label, _ in _MEASURES:
        for one in outcomes:
            if one.row.at_new == label and _fails(measure, one, "reverie"):
                said = one.said["reverie"]
                lines += [f"{measure} | {one.row.id} | {one.row.text}", f"    label: {one.row.now or 'holds'}"]
                lines.append(f"    {said.word} {said.check} {said.now or said.why} (since {said.since[:7]})")
    return lines


def measure(data: Path, archives: Path, *, dev_only: bool = False) -> tuple[Report, list[str]]:
    """The report, and the dev statements that fail."""
    with tempfile.TemporaryDirectory() as folder:
        dev, times = judge_all(data, archives, Path(folder))
        every = [one for outcomes in dev.values() for one in outcomes]
        rows = _rows("dev", every)
        for package, outcomes in dev.items():
            rows += _rows(package, outcomes, ("reverie",))
        if not dev_only and (data / "held_out").is_dir():
            held_out, more = judge_all(data / "held_out", archives, Path(folder))
            unseen = [one for outcomes in held_out.values() for one in outcomes]
            rows += _rows("held out", unseen) if unseen else []
            times = {**times, **more}
    return Report("Audit with a history", (*rows, *_time_rows(times)), ()), _misses(every)


def _time_rows(times: Mapping[str, Mapping[str, tuple[int, float]]]) -> list[Row]:
    """The packages are small and their notes dense, so this is the price of the history beside that of an audit."""
    rows = []
    for arm in ("reverie", "no history"):
        files = sum(one[arm][0] for one in times.values())
        seconds = sum(one[arm][1] for one in times.values())
        per = 1000 * seconds / files
        rows.append(Row("processor time for 1,000 files", per, "s", len(times), arm=arm))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of the statements")
    parser.add_argument("--archives", type=Path, required=True, help="where the packages' archives are kept")
    parser.add_argument("--misses", action="store_true", help="list the dev statements that fail")
    parser.add_argument("--dev-only", action="store_true", help="leave the held-out statements alone")
    parser.add_argument("--json", metavar="FILE", help="also write JSON there; - writes it in place of the table")
    given = parser.parse_args()
    report, misses = measure(given.data, given.archives, dev_only=given.dev_only)
    if given.misses:
        print("\n".join(misses))
    report.show(given.json)


if __name__ == "__main__":
    main()
