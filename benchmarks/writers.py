"""Eight processes write facts into one memory at the same time and are killed at random; nothing may be lost or twice.

    python -m benchmarks.writers [--processes N] [--writes N] [--kills N] [--json FILE]

A process that was killed is started again and repeats, with the same idempotency key, the write that it has no receipt
for. The control arm does what agents without a memory of their own do: it reads a Markdown file, adds a line, and
writes the file, under the same kills.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.measuring import arguments
from benchmarks.report import Report, Row

from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.topic import parse_topic

_SEED = 20261122
_TOPICS = 5

Write = Callable[[str], bool]
"""Write a fact of this title; whether it was acknowledged."""

Arm = Callable[[Path], Write]
"""How a process begins to write into a folder."""


def main() -> int:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--writes", type=int, default=200, help="of each process")
    parser.add_argument("--kills", type=int, default=60, help="at random moments (seeded)")
    flags = parser.parse_args()
    rows: list[Row] = []
    for arm, begin, titles in (("reverie", _into_memory, _in_memory), ("plain MEMORY.md", _into_file, _in_file)):
        with tempfile.TemporaryDirectory() as holder:
            folder = Path(holder) / "memory"
            folder.mkdir()
            started = time.perf_counter()
            killed, acknowledged = _write_all(folder, begin, flags.processes, flags.writes, flags.kills)
            seconds = time.perf_counter() - started
            rows += _rows(arm, Counter(titles(folder)), acknowledged, killed, seconds)
    Report("writers", tuple(rows)).show(flags.json)
    return 0 if all(row.holds is not False for row in rows) else 1


def _rows(arm: str, found: Counter[str], acknowledged: set[str], killed: int, seconds: float) -> list[Row]:
    budget = 0 if arm == "reverie" else None
    lost = sum(title not in found for title in acknowledged)
    twice = sum(count > 1 for count in found.values())
    total = len(acknowledged)
    return [
        Row("acknowledged facts that are not there", lost, "facts", total, budget=budget, arm=arm),
        Row("facts that are there twice", twice, "facts", total, budget=budget, arm=arm),
        Row("processes killed", killed, "kills", 1, arm=arm),
        Row("acknowledged writes a second, all processes", total / seconds, "1/s", 1, arm=arm),
    ]


def _write_all(folder: Path, begin: Arm, processes: int, writes: int, kills: int) -> tuple[int, set[str]]:
    """How many were killed, and the titles that were acknowledged."""
    draw = random.Random(_SEED)
    running = {number: _Process(folder, begin, number, 0, writes) for number in range(processes)}
    killed = fruitless = 0
    acknowledged: set[str] = set()
    while running:
        time.sleep(draw.uniform(0.01, 0.06))
        if killed < kills and running:
            killed += running[draw.choice(sorted(running))].kill()
        for number, process in list(running.items()):
            if not process.has_ended():
                continue
            done = process.acknowledged()
            acknowledged.update(_title(number, one) for one in done)
            del running[number]
            fruitless = 0 if done else fruitless + 1
            if fruitless > kills + processes:
                raise RuntimeError("the writers end without having written anything")
            first = max(done, default=process.first - 1) + 1
            if first < writes:
                running[number] = _Process(folder, begin, number, first, writes)
    return killed, acknowledged


class _Process:
    """One writer, from the write `first` on."""

    def __init__(self, folder: Path, begin: Arm, number: int, first: int, writes: int) -> None:
        self.first = first
        self._reads, says = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                write = begin(folder)
                for one in range(first, writes):
                    if write(_title(number, one)):
                        os.write(says, b"%d\n" % one)
            finally:
                os._exit(0)
        os.close(says)

    def kill(self) -> bool:
        os.kill(self._pid, signal.SIGKILL)
        return True

    def has_ended(self) -> bool:
        return os.waitpid(self._pid, os.WNOHANG)[0] != 0

    def acknowledged(self) -> list[int]:
        with open(self._reads, "rb") as pipe:
            return [int(line) for line in pipe.read().split(b"\n")[:-1]]


def _title(process: int, number: int) -> str:
    return f"Fact {number} of process {process}"


def _into_memory(folder: Path) -> Write:
    memory = open_memory(folder)

    def write(title: str) -> bool:
        topic = f"Subject {len(title) % _TOPICS}"
        outcome = memory.write([Add(title=title, body="It was decided.", topic=topic)], Author("human"), key=title)
        if not isinstance(outcome, Receipt):
            print(f"refused: {outcome}", file=sys.stderr)
        return isinstance(outcome, Receipt)

    return write


def _in_memory(folder: Path) -> Iterable[str]:
    open_memory(folder).close()
    for path in (folder / "topics").glob("*.md"):
        yield from (fact.title for fact in parse_topic(path.read_bytes(), path).facts)


def _into_file(folder: Path) -> Write:
    path = folder / "MEMORY.md"

    def write(title: str) -> bool:
        text = path.read_text() if path.exists() else ""
        path.write_text(f"{text}- {title}\n")
        return True

    return write


def _in_file(folder: Path) -> Iterable[str]:
    return (line.removeprefix("- ") for line in (folder / "MEMORY.md").read_text().splitlines())


if __name__ == "__main__":
    sys.exit(main())
