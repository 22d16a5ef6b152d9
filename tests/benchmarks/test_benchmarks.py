"""The benchmarks run and measure what they say. No milliseconds are judged here: they depend on the machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.entropy_day import LIES, the_day
from benchmarks.entropy_found import Moment, faults
from benchmarks.measuring import Running, alternating, percentile
from benchmarks.report import Report, Row, median_row

_ROOT = Path(__file__).parents[2]


def _run(name: str, *flags: str) -> dict[str, dict[str, object]]:
    """The rows of a benchmark, by what they measure."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--json", "-", *flags],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    return {f"{row['arm']}, {row['what']}" if row.get("arm") else row["what"]: row for row in rows}


def test_overhead_measures_each_call_and_its_floors() -> None:
    rows = _run("overhead", "--runs", "1", "--calls", "3")
    assert rows["reverie, read: p50"]["runs"] == 3
    assert rows["floor: a bare loop on httpx2, read: p95"]["runs"] == 3
    assert rows["reverie, shell: p50"]["unit"] == "ms"


def test_startup_stops_at_the_first_request() -> None:
    rows = _run("startup", "--runs", "1")
    assert {"reverie --help: cpu over bare Python", "reverie over http, first request: wall"} <= set(rows)
    assert rows["reverie over http, first request: cpu"]["of"] == "bare"


def test_an_interactive_start_ends_when_its_prompt_echoes() -> None:
    rows = _run("interactive_start", "--runs", "1")
    assert rows["full: cpu"]["of"] == rows["lines: cpu"]["of"] == "bare"
    assert rows["full: cpu over bare Python"]["runs"] == 1


def test_memory_has_its_floor() -> None:
    rows = _run("memory", "--runs", "1", "--calls", "2")
    assert len(rows) == 2
    assert all(row["value"] > 0 for row in rows.values())  # type: ignore[operator]


def test_tasks_are_stopped_and_streamed() -> None:
    rows = _run("tasks", "--runs", "1")
    assert {"from the stop to the end of all", "floor: longest wait of an idle loop"} <= set(rows)
    assert rows["longest wait of input while they stream"]["of"] == "the floor"


def test_the_fixed_prompt_keeps_its_budget() -> None:
    """No time is in this one, so here the budget itself is held."""
    rows = _run("prompt_size")
    assert rows["reverie: fixed prompt"]["holds"] is True
    assert rows["reverie, local profile: fixed prompt"]["holds"] is True


def test_entropy_finds_a_clean_context_and_what_other_arms_lose() -> None:
    """No time is in this one either."""
    rows = _run("entropy", "--turns", "50")
    judged = {name: row["holds"] for name, row in rows.items() if row["holds"] is not None}
    assert len(judged) >= 12 and all(judged.values()), judged
    assert rows["code first, turn 50: rules missing"]["unit"] == "of 10"
    assert rows["code first, compactions"]["value"] >= 3  # type: ignore[operator]
    assert rows["code first, lies, turn 50: lies of the summariser in the bytes"]["unit"] == "of 10"
    for arm in ("last messages", "summary only"):
        assert rows[f"{arm}, turn 50: rules missing"]["value"] > 4  # type: ignore[operator]
        assert rows[f"{arm}, turn 50: decisions missing"]["value"] > 1  # type: ignore[operator]


def test_entropy_notices_what_is_missing_left_or_told_twice() -> None:
    day = the_day(0)
    told = [*day.rules.values(), *day.answers(50), *day.open_todos(50), *day.failures.values()]
    clean = Moment(json.dumps(told, ensure_ascii=False).encode(), 50, 50, 200)
    assert {count for count, _ in faults(clean, day).values()} == {0}
    old = [value.old for value in day.values]
    bad = Moment(json.dumps([*day.failures.values(), *LIES] * 2 + old, ensure_ascii=False).encode(), 50, 50, 200)
    assert faults(bad, day) == {
        "rules missing": (10, 10),
        "decisions missing": (3, 3),
        "open todos missing": (2, 2),
        "superseded values left, in the bytes": (2, 2),
        "failures not on one line, in the bytes": (6, 6),
        "superseded values left, older than the last compaction": (5, 5),
        "failures not on one line, older than the last compaction": (10, 10),
        "lies of the summariser in the bytes": (10, 10),
    }


@pytest.mark.parametrize(("percent", "expected"), [(50, 2), (95, 4), (100, 4), (1, 1)])
def test_a_percentile_is_one_of_the_values(percent: int, expected: float) -> None:
    assert percentile([4, 1, 3, 2], percent) == expected


def test_arms_alternate() -> None:
    assert list(alternating(["a", "b"], 3)) == ["a", "b", "b", "a", "a", "b"]


def test_a_budget_holds_by_value_or_by_ratio() -> None:
    assert Row("x", 5.0, "ms", 1, budget=5.0).holds is True
    assert Row("x", 5.1, "ms", 1, budget=5.0).holds is False
    assert Row("x", 5.1, "ms", 1, ratio=2.0, budget=3.0, budget_of="ratio").holds is True
    assert Row("x", 5.1, "ms", 1).holds is None


def test_a_table_says_what_missed() -> None:
    report = Report("A", (median_row("x", [3.0, 1.0, 2.0], "ms", budget=1.5),))
    assert "| x | 2.00 ms | 1.00 |  | ≤ 1.5 ms: MISSED | 3 |" in report.table()


def test_arms_are_the_columns_of_a_table_and_the_one_that_missed_is_named() -> None:
    rows = (
        Row("a", 1, "of 2", 1, budget=0.0, arm="x"),
        Row("a", 0, "of 2", 1, budget=0.0, arm="y"),
        Row("b", 3, "times", 1, arm="y"),
    )
    table = Report("A", rows).table()
    assert "| what | x | y | budget |" in table
    assert "| a | 1 of 2 | 0 of 2 | ≤ 0: MISSED by x |" in table
    assert "| b |  | 3 times |  |" in table


def test_a_process_that_ended_by_itself_is_noticed_and_still_counted(tmp_path: Path) -> None:
    running = Running([sys.executable, "-c", "raise SystemExit(3)"], {}, tmp_path)
    while not running.has_ended():
        pass
    ended = running.wait()
    assert ended.status == 3
    assert ended.cpu_ms > 0


def test_the_gates_of_the_memory_are_counted() -> None:
    rows = _run("memory_gates")
    assert rows["no checks, enters at all"]["value"] == 0
    assert rows["checks hold, enters as a person's"]["value"] == 0
    assert rows["checks hold, enters at all"]["value"] > 0  # type: ignore[operator]
    assert rows["no checks, a person's, reported: refused"]["value"] == 0
