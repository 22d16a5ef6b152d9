"""The benchmark of the index: its reader opens what its words say, and it judges what it says it judges."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.index_economy import by_alphabet, first_that_fit
from benchmarks.index_reader import OPENS, Reader

_ROOT = Path(__file__).parents[2]
_PAGES = {
    "": "# Memory\n- [Ships](areas/ships.md): harbour crane\n- [Trains](topics/trains.md): rail signal\n",
    "areas/ships.md": "- [Crane](topics/crane.md): crane lifts boxes\n- [Harbour](topics/harbour.md): harbour pilot\n",
}


def test_the_reader_opens_the_most_like_pointer_first_and_areas_count() -> None:
    assert Reader(_PAGES).opened("the harbour pilot")[:2] == ["areas/ships.md", "topics/harbour.md"]
    assert Reader(_PAGES).opened("a rail")[0] == "topics/trains.md"
    assert Reader(_PAGES).reachable() == {"areas/ships.md", "topics/trains.md", "topics/crane.md", "topics/harbour.md"}


def test_the_reader_opens_no_more_than_it_may() -> None:
    many = {"": "".join(f"- [T{number}](topics/{number}.md): same words\n" for number in range(20))}
    assert len(Reader(many).opened("same words")) == OPENS


def test_the_other_arms_are_what_they_are_called() -> None:
    lines = [f"- [T{number:03}](topics/{number}.md): {'word ' * 20}\n" for number in range(200)]
    assert len(first_that_fit(lines)[""]) <= 10_000
    assert len(by_alphabet(lines)) == 5
    assert len(Reader(by_alphabet(lines)).reachable()) == 204


def test_it_measures_a_small_memory_with_data_of_its_own(tmp_path: Path) -> None:
    rows = [{"topic": f"Thing {n % 7}", "text": f"Thing{n % 7} number{n} keeps colour{n}"} for n in range(40)]
    data = tmp_path / "rows.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.index_economy", "--facts", "40", "--data", str(data), "--json", "-"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = {(row["arm"], row["what"]): row for row in json.loads(done.stdout)["rows"]}
    assert found["reverie", "40 facts: topics"]["value"] == 7
    assert found["reverie", "40 facts: unreachable"]["holds"]
    assert found["reverie", "40 facts: always in context"]["holds"]
    assert found["flat list", "40 facts: right topic not reached"]["value"] <= 50
