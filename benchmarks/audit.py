"""`reverie check` on the notes of real packages: what it accuses, and which seeded changes of their code it finds.

    python -m benchmarks.audit --archives FOLDER [--data FOLDER] [--held-out] [--changes N] [--list] [--json FILE]

The packages are pinned in `benchmarks/data/audit/packages.json`, fetched to `--archives` and unpacked there; nothing of
them is run. Every finding in them is judged by a person in `judged.jsonl`: *right* when the sentence sends its reader
the wrong way in that very release; one that nobody has judged counts as wrong. `--list` prints the findings, and the
changes that were missed.

Then changes are made in a copy (a symbol renamed, a file moved, a default changed, a version raised, a target deleted),
each of which makes one sentence of the notes untrue, with the unchanged package as the one commit of its history, and
again without a history. The arms beside it: every sentence with code in it is called untrue; none is; every path in a
code span that is not there is.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.audit_packages import DATA, opinions, packages
from benchmarks.audit_trees import Measured, measure
from benchmarks.report import Report, Row

_ARMS = ("reverie", "reverie, no history", "always", "never", "paths by grep")


def _precision_rows(results: Sequence[Measured], data: Path) -> list[Row]:
    judged = opinions(data)
    rows = []
    for arm in ("reverie", "always", "paths by grep"):
        keys = [key for one in results for key in one.accused[arm]]
        right = sum(1 for key in keys if key in judged and judged[key].opinion == "right")
        wrong = 100 * (1 - right / len(keys)) if keys else 0.0
        budget = 5.0 if arm == "reverie" else None
        rows.append(
            Row("untrue findings that are wrong", wrong, f"% of {len(keys):,}", len(keys), budget=budget, arm=arm)
        )
    return rows


def _found_rows(results: Sequence[Measured]) -> list[Row]:
    kinds = list(dict.fromkeys(change.kind for one in results for change, _ in one.changes))
    rows = []
    for kind in ("all changes", *kinds):
        for arm in _ARMS:
            found = [arm in by for one in results for change, by in one.changes if kind in ("all changes", change.kind)]
            if found:
                missed = 100 * (1 - sum(found) / len(found))
                budget = 30.0 if arm == "reverie" and kind == "all changes" else None
                what = f"{kind}: not found"
                rows.append(Row(what, missed, f"% of {len(found):,}", len(found), budget=budget, arm=arm))
    return rows


def _speed_row(results: Sequence[Measured]) -> Row:
    files, seconds = sum(one.files for one in results), sum(one.seconds for one in results)
    per = 1000 * seconds / files
    return Row("processor time for 1,000 files", per, "s", len(results), budget=2.0, arm="reverie")


def _report(results: Sequence[Measured], data: Path) -> Report:
    rows = [*_precision_rows(results, data), *_found_rows(results), _speed_row(results)]
    notes = [
        f"{one.package.package} {one.package.version}: {one.files:,} files, {one.notes:,} notes, {one.true:,} "
        f"sentences still true, {len(one.accused['reverie'])} untrue, {one.seconds:.1f} s"
        for one in results
    ]
    return Report("Audit", tuple(rows), tuple(notes))


def _list(results: Sequence[Measured], data: Path) -> None:
    judged = opinions(data)
    for one in results:
        for key, finding in one.findings:
            opinion = judged[key].opinion if key in judged else "not judged"
            print(f"{opinion}: {key[0]} {key[1]}:{finding.line} {finding.check}\n    {finding.text}\n    {finding.now}")
        for change, by in one.changes:
            if "reverie" not in by:
                print(f"missed: {one.package.package} {change.kind} {change.note}:{change.line} `{change.word}`")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archives", type=Path, required=True, help="where the archives are kept and unpacked")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of packages.json and judged.jsonl")
    parser.add_argument("--held-out", action="store_true", help="the packages that were held out, and no others")
    parser.add_argument("--package", action="append", default=[], help="this package alone; may be repeated")
    parser.add_argument("--changes", type=int, default=40, help="changes made in each package, at most (40)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="print the findings, and what was missed")
    parser.add_argument("--json", metavar="FILE", help="write JSON; `-`: in place of the table")
    return parser


def main() -> None:
    given = _parser().parse_args()
    chosen = [one for one in packages(given.data) if one.held_out == given.held_out]
    chosen = [one for one in chosen if not given.package or one.package in given.package]
    results = [measure(one, given.archives, given.changes, given.seed) for one in chosen]
    if given.list:
        _list(results, given.data)
    _report(results, given.data).show(given.json)


if __name__ == "__main__":
    main()
