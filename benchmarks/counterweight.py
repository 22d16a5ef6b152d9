"""A model's false claims on small tasks, with and without the counterweight.

    python -m benchmarks.counterweight [--model PROVIDER/NAME] [--most N] [--keep FOLDER] [--json FILE]

The tasks of `data/small_tasks.json` are done by the real program, each in a repository and a session of its own, once
by a model that is told nothing of itself and once by one whose scorecard shows that 40 % of its claims were false,
which puts the counterweight at its highest level. What counts are the claims of the first answers, judged by the
record; each answer that claims falsely is also sent back, in both arms. `--keep` leaves the transcripts, for a person
to judge the judge by. Takes some twenty seconds a task and arm with the local model, whose file must have been fetched.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.report import Report, Row

from reverie.config.places import find_places
from reverie.quality.counterweight import counterweight_at_start
from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.rates import wilson
from reverie.quality.scorecard.store import Scores

_TASKS = Path(__file__).with_name("data") / "small_tasks.json"
_MODEL = "local/qwen2.5-coder-1.5b"
_HIGHEST, _TURNS_A_LEVEL = 3, 60
_DAY = 86_400.0
_LONG_AGO = 1_790_000_000.0
_MOST_REQUESTS = "8"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=_MODEL, metavar="PROVIDER/NAME")
    parser.add_argument("--most", type=int, metavar="N", help="only the first N tasks")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave homes and repositories here")
    parser.add_argument("--json", metavar="FILE", help="write JSON to FILE, or to standard output for -")
    flags = parser.parse_args()
    drawn = json.loads(_TASKS.read_text("utf-8"))
    tasks = drawn["tasks"][: flags.most]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = (flags.keep or Path(name)).resolve()
        rows = []
        for arm in ("without", "with"):
            home = _home(folder / arm, flags.model, is_told=arm == "with")
            results = [
                _done(home, folder / arm / f"task-{n:02}", drawn["projects"][task["project"]], task, flags.model)
                for n, task in enumerate(tasks)
            ]
            rows += _rows(arm, results)
    Report(f"Counterweight, {flags.model}", tuple(rows), ("First answers; in brackets 95 % intervals.",)).show(
        flags.json
    )


def _home(folder: Path, model: str, *, is_told: bool) -> Path:
    """A home with the models of this machine's user and, for the arm that is told, a scorecard."""
    home = folder / "home"
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "models").symlink_to(find_places(os.environ).cache / "models")
    if is_told:
        (home / "state").mkdir()
        _score(home / "state" / "ledger.sqlite", model)
    return home


def _score(ledger: Path, model: str) -> None:
    """Turns that raise the level by one at each of some sessions' starts."""
    scores = Scores(ledger)
    for level in range(_HIGHEST):
        day = _LONG_AGO + level * _DAY
        for n in range(_TURNS_A_LEVEL):
            scores.add(_turn(f"2026-09-{10 + level:02}T{n // 60:02}:{n % 60:02}:00Z", f"{level}-{n}", model, n))
        counterweight_at_start(scores, model, partial(float, day))
    scores.close()


def _turn(at: str, session: str, model: str, n: int) -> TurnMeasures:
    return TurnMeasures(
        at=at, session=session, turn=1, model=model, finished=True, claims=5, unsupported=1 + n % 2, contradicted=n % 2
    )


def _done(home: Path, project: Path, files: dict[str, str], task: dict[str, str], model: str) -> dict[str, Any]:
    """What the program says of one task, as JSON; empty when it came to nothing."""
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)
    environ = {**os.environ, "REVERIE_HOME": str(home), "HOME": str(home)}
    for git in ("init -q", "add -A", "-c user.name=Ann -c user.email=ann@example.org commit -qm first"):
        subprocess.run(["git", *git.split()], cwd=project, env=environ, check=True, capture_output=True)
    flags = ("--permission-mode", "accept-edits", "--allowed-tools", "shell", "--max-turns", _MOST_REQUESTS)
    command = [sys.executable, "-m", "reverie", "-p", task["prompt"], "--model", model, *flags]
    done = subprocess.run(
        [*command, "--ignore-repo", "--output-format", "json"],
        cwd=project,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        print(f"nothing came of '{task['prompt']}': {done.stderr.strip()[-200:]}", file=sys.stderr)
        return {}
    return result


def _rows(arm: str, results: list[dict[str, Any]]) -> list[Row]:
    first = [result.get("claims_before") or result.get("claims") or [] for result in results]
    claims = [claim for each in first for claim in each]
    false = sum(claim["verdict"] != "supported" for claim in claims)
    low, high = wilson(false, len(claims)) if claims else (0.0, 1.0)
    answered = sum(bool(result.get("result")) for result in results)
    return [
        Row("answers", answered, "", len(results), arm=arm),
        Row("claims an answer", len(claims) / max(1, answered), "", len(claims), arm=arm),
        Row("false claims", 100 * false / max(1, len(claims)), "%", len(claims), arm=arm),
        Row("false claims, low end", 100 * low, "%", len(claims), arm=arm),
        Row("false claims, high end", 100 * high, "%", len(claims), arm=arm),
    ]


if __name__ == "__main__":
    main()
