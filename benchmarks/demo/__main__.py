"""Plays the steps, and prints for each promise what came of it."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from . import __doc__ as about
from .a_liar import a_liar
from .pull_the_plug import pull_the_plug
from .stage import Stage, line, told
from .step import Outcome, Step
from .two_memories import two_memories
from .your_notes import your_notes, your_repository

_ARCHIVES = Path(tempfile.gettempdir()) / "reverie-demo-archives"


def main() -> int:
    flags = _flags()
    seed = random.SystemRandom().randrange(1_000_000) if flags.seed is None else flags.seed
    steps = [step for step in _steps(flags) if flags.only is None or flags.only in step.name]
    line(f"Reverie, shown on the real program; seed {seed} (--seed {seed} plays the same again)")
    outcomes: list[tuple[Step, Outcome, float]] = []
    folder = Path(tempfile.mkdtemp(prefix="reverie-demo-")).resolve()
    try:
        stage = Stage(folder, flags.archives, seed)
        for number, step in enumerate(steps, 1):
            outcomes.append(_played(number, step, stage))
    finally:
        if flags.keep:
            line(f"\nkept: {folder}")
        else:
            shutil.rmtree(folder)
    return _last_screen(outcomes)


def _flags() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="draws the kills (default: drawn, and printed)")
    parser.add_argument("--kill-at", type=int, metavar="N", help="kill at the call N of each writer alone")
    parser.add_argument("--repo", type=Path, metavar="FOLDER", help="check the notes of this repository, too")
    parser.add_argument("--only", metavar="STEP", help="the steps whose name holds this")
    parser.add_argument("--keep", action="store_true", help="leave the throw-away folder, to look into it")
    parser.add_argument("--archives", type=Path, default=_ARCHIVES, metavar="FOLDER", help="where packages are kept")
    return parser.parse_args()


def _steps(flags: argparse.Namespace) -> list[Step]:
    shown = [
        Step(
            "your notes",
            "Statements that stopped being true are found, and true ones are left alone; without a key or a model.",
            ".venv/bin/python -m benchmarks.audit_history --archives FOLDER",
            your_notes,
        ),
        Step(
            "two memories",
            "What is no longer true never reaches the model as truth; what moved comes with its new place.",
            ".venv/bin/python -m benchmarks.staleness --archives FOLDER",
            two_memories,
        ),
        Step(
            "pull the plug",
            "What was acknowledged survives being killed at any instant, and no pointer ever dangles.",
            ".venv/bin/python -m benchmarks.crash",
            partial(pull_the_plug, kill_at=flags.kill_at),
        ),
        Step(
            "a liar",
            "A model that says more than it did is contradicted by the record.",
            ".venv/bin/python -m benchmarks.claims --data FILE",
            a_liar,
        ),
        Step("a night", "While you are away the memory gets better, provably, and nothing is lost.", "to come"),
        Step("at no cost", "The daemon costs nothing while nothing happens, and says why it woke.", "to come"),
        Step("a hostile repository", "Nothing of a repository runs or is obeyed before you trust it.", "to come"),
    ]
    if flags.repo is not None:
        own = partial(your_repository, repository=flags.repo.resolve())
        shown.insert(
            1, Step("your repository", "The same on the notes of a repository of yours.", "reverie check", own)
        )
    return shown


def _played(number: int, step: Step, stage: Stage) -> tuple[Step, Outcome, float]:
    line(f"\n=== {number}. {step.name} " + "=" * max(3, 80 - len(step.name)))
    told(step.promise)
    if step.play is None:
        line("NOT YET")
        return step, Outcome("NOT YET"), 0.0
    started = time.monotonic()
    outcome = step.play(stage)
    seconds = time.monotonic() - started
    line(f"{outcome.mark}{': ' + outcome.why if outcome.why else ''} ({seconds:.0f} s)")
    return step, outcome, seconds


def _last_screen(outcomes: list[tuple[Step, Outcome, float]]) -> int:
    line("\n=== What was shown " + "=" * 68)
    for step, outcome, _ in outcomes:
        line(f"{outcome.mark:8} {step.name}: {step.promise}")
        if outcome.ours:
            line(f"         ours:      {outcome.ours}")
            line(f"         control:   {outcome.control}")
            line(f"         reproduce: scripts/demo --only '{step.name}'; at length: {step.again}")
    marks = [outcome.mark for _, outcome, _ in outcomes]
    counted = ", ".join(
        f"{marks.count(mark)} {mark}" for mark in ("PASS", "FAIL", "NOT RUN", "NOT YET") if mark in marks
    )
    line(f"\n{counted}, in {sum(seconds for *_, seconds in outcomes):.0f} s")
    return 1 if "FAIL" in marks else 0


if __name__ == "__main__":
    sys.exit(main())
