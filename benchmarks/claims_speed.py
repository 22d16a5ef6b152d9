"""`reverie claims` over many transcripts: megabytes a second, time a judged turn, memory, and what a start costs.

    python -m benchmarks.claims_speed --data FOLDER [--megabytes N] [--seed N] [--runs N] [--json FILE]

Makes transcripts of Claude Code and Codex from the real steps in FOLDER (like agent_transcripts_dev) in a temporary
folder, and reads them in one process on one core: lines that are only decoded as JSON (the floor), entries, turns with
their deeds, and turns that are judged, in turns. Then the program itself, in a process of its own; once more on one
file that holds all lines of one form, whose peak memory must not be larger for it. Times are processor time, which is
wall time on one core that has nothing else to do; the program's wall time stands beside it. The time of a judgement
holds a second look at the session where the turn alone proves too little.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from benchmarks.claims_corpus import make_transcripts
from benchmarks.measuring import Finished, Running, alternating, arguments, percentile
from benchmarks.report import Report, Row, median_row

from reverie.quality.judge import Judge
from reverie.transcripts.reading import TranscriptFile, read_entries
from reverie.transcripts.sources import foreign_transcripts
from reverie.transcripts.turns.reading import Turns

_MS_FOR_A_MEGABYTE = 50.0
_TURN_MS = 5.0
_MB = 1_000_000


class _Arm:
    """One way to read all files; `seconds` holds one number a run."""

    def __init__(self, name: str, read: Callable[[TranscriptFile], None]) -> None:
        self.name = name
        self.read = read
        self.seconds: list[float] = []

    def run(self, files: Sequence[TranscriptFile]) -> None:
        started = time.process_time()
        for file in files:
            self.read(file)
        self.seconds.append(time.process_time() - started)


class _Judged:
    """Milliseconds of each judged turn, and how many claims there were."""

    def __init__(self) -> None:
        self.ms: list[float] = []
        self.claims = 0

    def read(self, file: TranscriptFile) -> None:
        judge = Judge()
        for turn in Turns(file):
            started = time.process_time()
            self.claims += len(judge.judge(turn.request, turn.deeds, turn.answer, turn.start))
            self.ms.append((time.process_time() - started) * 1000)


def measure(data: Path, folder: Path, megabytes: int, seed: int, runs: int) -> Report:
    turns = make_transcripts(data, folder, megabytes, seed)
    files = foreign_transcripts({"HOME": str(folder)})
    size = sum(file.path.stat().st_size for file in files) / _MB
    judged = _Judged()
    arms = [
        _Arm("lines decoded (floor)", _decode),
        _Arm("entries", _entries),
        _Arm("turns with deeds", _turns),
        _Arm("turns judged", judged.read),
    ]
    for arm in alternating(arms, runs):
        arm.run(files)
    rows = [row for arm in arms for row in _speed_rows(arm, arms[0], size, turns)]
    rows += _turn_rows(judged)
    rows += _program_rows(folder, files, size, runs)
    note = f"{len(files):,} transcripts, {size:,.0f} MB, {turns:,} turns, {judged.claims // runs:,} claims, seed {seed}"
    return Report("Claims, speed", tuple(rows), (note,))


def _speed_rows(arm: _Arm, floor: _Arm, size: float, turns: int) -> list[Row]:
    each = [1000 * seconds / size for seconds in arm.seconds]
    ratio = statistics.median(arm.seconds) / statistics.median(floor.seconds)
    budget = _MS_FOR_A_MEGABYTE if arm.name == "turns judged" else None
    fast = 1000 / statistics.median(each)
    return [
        median_row(f"{arm.name}: a megabyte", each, "ms", ratio=ratio, of="the floor", budget=budget),
        Row(f"{arm.name}: speed", fast, "MB/s", len(each)),
        *(
            [Row("turns judged: speed in turns", turns / statistics.median(arm.seconds), "/s", len(each))]
            if budget
            else []
        ),
    ]


def _turn_rows(judged: _Judged) -> list[Row]:
    return [
        Row("a turn's judgement: p50", percentile(judged.ms, 50), "ms", len(judged.ms)),
        Row("a turn's judgement: p99", percentile(judged.ms, 99), "ms", len(judged.ms), budget=_TURN_MS),
        Row("a turn's judgement: longest", max(judged.ms), "ms", len(judged.ms)),
    ]


def _program_rows(folder: Path, files: Sequence[TranscriptFile], size: float, runs: int) -> list[Row]:
    ended = [_claims(folder, folder) for _ in range(runs)]
    rows = [
        median_row(
            "reverie claims: a megabyte", [one.wall_ms / size for one in ended], "ms", budget=_MS_FOR_A_MEGABYTE
        ),
        median_row("reverie claims: peak resident set", [one.peak_rss_mb for one in ended], "MB"),
    ]
    single = _one_file(folder, [file for file in files if file.form == "claude-code"])
    long = _claims(folder, single)
    rows += [
        Row(f"one file of {single.stat().st_size / _MB:,.0f} MB: peak resident set", long.peak_rss_mb, "MB", 1),
        Row("one file: a megabyte", long.cpu_ms / (single.stat().st_size / _MB), "ms", 1, budget=_MS_FOR_A_MEGABYTE),
    ]
    empty = folder / "short.jsonl"
    empty.write_bytes(b"".join(files[0].path.read_bytes().splitlines(keepends=True)[:3]))
    bare = [_run(folder, "-c", "pass").cpu_ms for _ in range(max(3, runs))]
    short = [_claims(folder, empty).cpu_ms for _ in range(max(3, runs))]
    over = [one - statistics.median(bare) for one in short]
    return [*rows, median_row("a transcript of three lines: cpu over bare Python", over, "ms")]


def _one_file(folder: Path, files: Sequence[TranscriptFile]) -> Path:
    path = folder / "long.jsonl"
    with path.open("wb") as long:
        for file in files:
            with file.path.open("rb") as one:
                shutil.copyfileobj(one, long)
    return path


def _claims(home: Path, path: Path) -> Finished:
    return _run(home, "-m", "reverie", "claims", str(path))


def _run(home: Path, *argv: str) -> Finished:
    environ = {"HOME": str(home), "REVERIE_HOME": str(home / "reverie"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = Running([sys.executable, *argv], environ, Path.cwd()).wait()
    if done.status:
        raise SystemExit(f"{argv} ended with {done.status}: {done.error}")
    return done


def _decode(file: TranscriptFile) -> None:
    decoder = msgspec.json.Decoder()
    with file.path.open("rb") as lines:
        for line in lines:
            decoder.decode(line)


def _entries(file: TranscriptFile) -> None:
    for _ in read_entries(file):
        pass


def _turns(file: TranscriptFile) -> None:
    for _ in Turns(file):
        pass


def main() -> None:
    parser = arguments(__doc__, runs=3)
    parser.add_argument("--data", type=Path, required=True, help="a folder like agent_transcripts_dev")
    parser.add_argument("--megabytes", type=int, default=200, help="how much is made (default 200)")
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn (default 0)")
    flags = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            report = measure(flags.data, Path(folder), flags.megabytes, flags.seed, flags.runs)
        except ValueError as error:
            parser.error(str(error))
    report.show(flags.json)


if __name__ == "__main__":
    main()
