"""Peak memory of a session of 100 calls.

    python -m benchmarks.memory [--runs N] [--calls N] [--peer NAME=COMMAND]... [--json FILE]

PSS of the agent and its descendants, sampled every 20 ms, without the model server, which stands beside it. Where the
system has no PSS (macOS) it is the largest resident set of the process, which counts shared pages in full. The floor
is a bare loop on httpx2 that does the same work.
"""

import statistics
from collections.abc import Sequence

from benchmarks.agents import Agent, add_peer_flag, floor, reverie
from benchmarks.measuring import PeakMemory, Running, alternating, arguments
from benchmarks.report import Report, median_row
from benchmarks.stage import Server, Stage, stage

_BUDGET_MB = 90.0
_SAMPLED_EVERY_S = 0.02


class Arm:
    """One agent; `peaks_mb` holds one number a session, `sampled` whether they are PSS."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.peaks_mb: list[float] = []
        self.sampled = True

    def run(self, place: Stage, calls: int) -> None:
        """Play one session. Raises RuntimeError when the agent did not come to its end."""
        home = place.home / self.agent.name.replace(" ", "-")
        home.mkdir(exist_ok=True)
        steps = [{"calls": [self.agent.read(place.file(number))]} for number in range(calls)]
        server = Server([*steps, {"text": "done"}], place.home)
        try:
            process = Running(self.agent.argv(server.url), self.agent.environ(server.url, home), place.project)
            memory = PeakMemory(process.pid, _SAMPLED_EVERY_S)
            ended = process.wait()
        finally:
            server.stop()
        if ended.status != 0:
            raise RuntimeError(f"{self.agent.name} ended with status {ended.status}: {ended.error}")
        peak = memory.finish()
        self.sampled = peak is not None
        self.peaks_mb.append(ended.peak_rss_mb if peak is None else peak)


def measure(runs: int, calls: int, peers: Sequence[Agent]) -> Report:
    arms = [Arm(agent) for agent in (reverie(), floor("httpx2"), *peers)]
    with stage() as place:
        for arm in alternating(arms, runs):
            arm.run(place, calls)
    kind = "PSS" if all(arm.sampled for arm in arms) else "largest resident set"
    of = statistics.median(arms[1].peaks_mb)
    rows = [
        median_row(
            f"{arm.agent.name}: peak {kind}",
            arm.peaks_mb,
            "MB",
            ratio=statistics.median(arm.peaks_mb) / of,
            of="the floor",
            budget=_BUDGET_MB if arm is arms[0] else None,
        )
        for arm in arms
    ]
    return Report("Memory", tuple(rows), (f"{calls} calls a session.",))


def main() -> None:
    parser = arguments(__doc__, runs=3)
    parser.add_argument("--calls", type=int, default=100, help="calls a session (default 100)")
    add_peer_flag(parser)
    given = parser.parse_args()
    measure(given.runs, given.calls, given.peer).show(given.json)


if __name__ == "__main__":
    main()
