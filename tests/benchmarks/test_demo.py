"""The demonstration says PASS and FAIL by what happened, counts what is still to come, and a seed plays it again."""

import subprocess
import sys
from pathlib import Path

from benchmarks.demo.__main__ import _last_screen
from benchmarks.demo.pull_the_plug import _points
from benchmarks.demo.step import Outcome, Step, judged

_ROOT = Path(__file__).parents[2]
_CALLS = {"writer": 51, "transaction of many topics": 40, "undo": 39, "doctor --fix": 8}


def _demo(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "benchmarks.demo", *arguments]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_two_memories_and_another_branch() -> None:
    done = _demo("--only", "two memories", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "plain file: the stale value is in the request's bytes: yes" in done.stdout
    assert "Reverie:    the stale value is in the request's bytes: no" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("1 PASS, in ")


def test_one_kill_where_a_sceptic_wants_it() -> None:
    done = _demo("--only", "pull the plug", "--kill-at", "7", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed 4 times: acknowledged facts lost 0, dangling pointers 0" in done.stdout
    assert "a broken writer (the pointer comes before its topic): caught" in done.stdout


def test_a_step_that_fails_is_told_without_its_promise_kept() -> None:
    step = Step("a step", "It holds.", "again")
    failed = judged(False, "all is well", "nothing is", "three lines are wrong")
    assert (failed.mark, failed.ours) == ("FAIL", "")
    assert _last_screen([(step, failed, 1.0), (step, Outcome("NOT YET"), 0.0)]) == 1
    assert _last_screen([(step, Outcome("NOT RUN", why="no network"), 0.0)]) == 0


def test_a_seed_draws_the_same_kills_again() -> None:
    def drawn(seed: int) -> list[tuple[str, int]]:
        return [(scenario.name, at) for scenario, at in _points(seed, _CALLS, None)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert len(drawn(1)) == 200
