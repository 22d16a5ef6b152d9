"""Own overhead a model call: from the server's answer to the arrival of the next request, measured at the server.

    python -m benchmarks.overhead [--runs N] [--calls N] [--peer NAME=COMMAND]... [--json FILE]

The scripted server answers at once, each time with one call; an agent reads the file (2 KB) or runs `true` and sends
the next request. What lies between is the agent's own: parsing the stream, the call, writing the transcript, building
and sending the request. One session has `--calls` calls, so the last requests carry all of that history. The floors
are bare loops that do the same with nothing around it. A shell call is reported less a bare `bash -c true`.
"""

import statistics
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.agents import Agent, Call, add_peer_flag, floor, reverie
from benchmarks.measuring import Running, alternating, arguments, percentile
from benchmarks.report import Report, Row
from benchmarks.stage import Server, Stage, stage

_EARLY, _WINDOW = 5, 10
_READ_P50_MS, _READ_P95_MS, _GROWTH = 7.0, 15.0, 1.1
_BASH = ["bash", "--norc", "--noprofile", "-c", "true"]


class Session:
    """An arm: one agent with one kind of call. `gaps_ms` holds for each session the overhead of its calls, in order."""

    def __init__(self, agent: Agent, calls: Sequence[Call], kind: str) -> None:
        self.agent = agent
        self.kind = kind
        self.gaps_ms: list[list[float]] = []
        self._steps: list[dict[str, Any]] = [{"calls": [call]} for call in calls]

    def run(self, place: Stage) -> None:
        """Play one session. Raises RuntimeError when the agent did not make each of the calls."""
        home = place.home / self.agent.name.replace(" ", "-")
        home.mkdir(exist_ok=True)
        server = Server([*self._steps, {"text": "done"}], place.home)
        try:
            environ = self.agent.environ(server.url, home)
            ended = Running(self.agent.argv(server.url), environ, place.project).wait()
        except BaseException:
            server.stop()
            raise
        met = [exchange for exchange in server.finish() if exchange.real]
        if ended.status != 0 or len(met) != len(self._steps) + 1:
            raise RuntimeError(
                f"{self.agent.name} made {len(met)} requests instead of {len(self._steps) + 1}, "
                f"and ended with status {ended.status}: {ended.error}"
            )
        pairs = pairwise(met)
        self.gaps_ms.append([(later.arrived_ns - earlier.answered_ns) / 1e6 for earlier, later in pairs])

    def rows(self, of: float, budgeted: bool, less_ms: float = 0.0) -> list[Row]:
        """p50 and p95 (ratio to the floor's p50, which is `of`), and the growth over the session."""
        every = [gap - less_ms for session in self.gaps_ms for gap in session]
        name = f"{self.agent.name}, {self.kind}"
        p50, p95 = percentile(every, 50), percentile(every, 95)
        runs = len(every)
        limits = (_READ_P50_MS, _READ_P95_MS) if budgeted else (None, None)
        return [
            Row(f"{name}: p50", p50, "ms", runs, min(every), p50 / of, "the floor", limits[0]),
            Row(f"{name}: p95", p95, "ms", runs, None, p95 / of, "the floor", limits[1]),
            *self._growth(less_ms, _GROWTH if budgeted else None),
        ]

    def _growth(self, less_ms: float, budget: float | None) -> list[Row]:
        """The median of the last calls against that around the tenth; nothing when the session is too short for it."""
        start, end = _EARLY, len(self._steps) - _WINDOW
        if end < start + _WINDOW:
            return []
        early, late = self._window(start, less_ms), self._window(end, less_ms)
        what = f"{self.agent.name}, {self.kind}: at call {end + 1} to {end + _WINDOW}"
        of = f"call {start + 1} to {start + _WINDOW}"
        runs = len(self.gaps_ms) * _WINDOW
        return [Row(what, late, "ms", runs, None, late / early, of, budget, "ratio")]

    def median(self) -> float:
        return percentile([gap for session in self.gaps_ms for gap in session], 50)

    def _window(self, start: int, less_ms: float) -> float:
        return statistics.median(gap - less_ms for gaps in self.gaps_ms for gap in gaps[start : start + _WINDOW])


def bare_bash_ms(folder: Path) -> float:
    """A bare `bash -c true`, spawned and waited for by Python."""
    start = time.monotonic_ns()
    subprocess.run(_BASH, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return (time.monotonic_ns() - start) / 1e6


def measure(runs: int, calls: int, peers: Sequence[Agent]) -> Report:
    bash: list[float] = []
    with stage() as place:
        paths = [place.file(number) for number in range(calls)]
        floors = [floor("http.client"), floor("httpx2")]
        reading = [
            Session(agent, [agent.read(path) for path in paths], "read") for agent in (reverie(), *floors, *peers)
        ]
        shells = [Session(agent, [agent.shell] * calls, "shell") for agent in (reverie(), *peers) if agent.shell]
        for arm in alternating([*reading, *shells], runs):
            arm.run(place)
            bash += [bare_bash_ms(place.project) for _ in range(10)]
    of = reading[1].median()
    spawn = statistics.median(bash)
    rows = [row for arm in reading for row in arm.rows(of, budgeted=arm is reading[0])]
    rows += [row for arm in shells for row in arm.rows(of, budgeted=False, less_ms=spawn)]
    rows.append(Row("bare bash -c true", spawn, "ms", len(bash)))
    return Report("Own overhead a model call", tuple(rows), (f"{calls} calls a session, {runs} sessions of each arm.",))


def main() -> None:
    parser = arguments(__doc__, runs=3)
    parser.add_argument("--calls", type=int, default=100, help="calls a session (default 100)")
    add_peer_flag(parser)
    given = parser.parse_args()
    measure(given.runs, given.calls, given.peer).show(given.json)


if __name__ == "__main__":
    main()
