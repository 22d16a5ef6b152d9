"""The benchmark of the search runs, and its hits are right. No milliseconds are judged here."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.needle_data import make_corpus

_ROOT = Path(__file__).parents[2]


def test_hits_are_those_that_were_planted(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.needle",
            "--json",
            "-",
            "--runs",
            "1",
            "--megabytes",
            "12",
            "--data",
            tmp_path,
        ],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = {row["what"]: row for row in json.loads(done.stdout)["rows"]}
    assert rows["without rg: lines missing or too many"]["holds"] is True
    assert rows["without rg: lines missing or too many"]["unit"] != "of 0"
    assert all(row["holds"] for what, row in rows.items() if "lines" in what)
    assert rows["warm: without rg"]["value"] > 0
    assert list(tmp_path.iterdir()) == []


def test_a_seed_makes_the_same_transcripts(tmp_path: Path) -> None:
    first, second = (make_corpus(tmp_path / name, 3, 7) for name in ("a", "b"))
    assert first.identifiers == second.identifiers and first.planted == second.planted
    assert make_corpus(tmp_path / "c", 3, 8).identifiers != first.identifiers
