"""An interactive start: a fresh process in a pseudo-terminal until its prompt stands and echoes what is typed.

    python -m benchmarks.interactive_start [--runs N] [--json FILE]

The start has everything that a real one has: a trusted AGENTS.md, the settings, a transcript, the ledger. When the
prompt is shown a letter is typed; the process is ended once that letter is echoed, and its processor time is that of
the kernel (`os.wait4`). `full` is the face that draws, `lines` the one for a dumb terminal. The first start of each is
thrown away, so that file caches are warm. Bare Python (`python -c pass`) is the floor.
"""

import os
import pty
import select
import signal
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from benchmarks.agents import reverie
from benchmarks.measuring import Running, alternating, arguments
from benchmarks.report import Report, Row, median_row
from benchmarks.stage import stage

_BUDGET_MS = 250.0
_LETTER = "q"
_PATIENCE = 60.0
_URL = "http://127.0.0.1:9"
"""Nobody is asked: the port is the one that discards."""
_FLAGS = ["-m", "reverie", "--trust", "--model", "openai/scripted", "--base-url", _URL]


class Arm(msgspec.Struct):
    """Something started again and again; `wall_ms` and `cpu_ms` hold one number a start."""

    name: str
    term: str
    mark: str
    home: Path
    folder: Path
    wall_ms: list[float] = []
    cpu_ms: list[float] = []

    def run(self) -> None:
        environ = reverie().environ("", self.home)
        wall, cpu = _bare(environ, self.folder) if not self.term else self._start(environ | {"TERM": self.term})
        self.wall_ms.append(wall)
        self.cpu_ms.append(cpu)

    def _start(self, environ: Mapping[str, str]) -> tuple[float, float]:
        started = time.monotonic_ns()
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(sys.executable, [sys.executable, *_FLAGS], dict(environ))
        try:
            seen = _read_until(terminal, self.mark, "")
            os.write(terminal, _LETTER.encode())
            _read_until(terminal, _LETTER, "", after=seen)
            wall = (time.monotonic_ns() - started) / 1e6
        finally:
            os.kill(pid, signal.SIGKILL)
            used = os.wait4(pid, 0)[2]
            os.close(terminal)
        return wall, (used.ru_utime + used.ru_stime) * 1000


def _bare(environ: Mapping[str, str], folder: Path) -> tuple[float, float]:
    ended = Running([sys.executable, "-c", "pass"], environ, folder).wait()
    return ended.wall_ms, ended.cpu_ms


def _read_until(terminal: int, text: str, shown: str, after: str = "") -> str:
    """What the terminal showed until a text came. `after` is only for the message when it did not."""
    deadline = time.monotonic() + _PATIENCE
    while text not in shown:
        if not select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise RuntimeError(f"{text!r} was not shown; the terminal holds: {after + shown}")
        shown += os.read(terminal, 65_536).decode(errors="replace")
    return shown


def rows_of(arms: Sequence[Arm]) -> list[Row]:
    bare = statistics.median(arms[0].cpu_ms)
    rows = [median_row("bare Python: cpu", arms[0].cpu_ms, "ms")]
    for arm in arms[1:]:
        over = [cpu - bare for cpu in arm.cpu_ms]
        ratio = statistics.median(arm.cpu_ms) / bare
        rows.append(median_row(f"{arm.name}: cpu over bare Python", over, "ms", budget=_BUDGET_MS))
        rows.append(median_row(f"{arm.name}: cpu", arm.cpu_ms, "ms", ratio=ratio, of="bare"))
        rows.append(median_row(f"{arm.name}: wall", arm.wall_ms, "ms"))
    return rows


def measure(runs: int) -> Report:
    with stage() as place:
        home = place.home / "reverie"
        home.mkdir()
        arms = [
            Arm("bare Python", "", "", home, place.project),
            Arm("full", "xterm-256color", "›", home, place.project),
            Arm("lines", "dumb", "\n> ", home, place.project),
        ]
        for arm in arms:
            arm.run()
            arm.wall_ms.clear()
            arm.cpu_ms.clear()
        for arm in alternating(arms, runs):
            arm.run()
    return Report("Interactive start", tuple(rows_of(arms)))


def main() -> None:
    given = arguments(__doc__, runs=15).parse_args()
    measure(given.runs).show(given.json)


if __name__ == "__main__":
    main()
