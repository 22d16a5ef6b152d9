"""Start-up: `--version`, `--help`, and a fresh headless process until its first real request has arrived.

    python -m benchmarks.startup [--runs N] [--peer NAME=COMMAND]... [--json FILE]

The headless start has everything that a real one has: full prompt, tools, a trusted AGENTS.md, a memory of 60 topics
with its index in the prompt, transcript, ledger; and over https a TLS context with all of this system's certificates.
The server holds the request back; wall time ends when the last byte of the request has arrived, processor time is that
of the process, ended there. The first start in its home is thrown away, so that file caches are warm. Bare Python
(`python -c pass`) is the floor.
"""

import shutil
import ssl
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from benchmarks.agents import Agent, add_peer_flag, reverie
from benchmarks.measuring import Running, alternating, arguments
from benchmarks.report import Report, Row, median_row
from benchmarks.stage import Server, Stage, stage

from reverie.config.places import find_places
from reverie.config.project import find_project
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.receipt import Refused, said
from reverie.memory.scope_opening import open_project_memory

_VERSION_MS, _HELP_MS, _START_MS, _START_RATIO = 25.0, 60.0, 350.0, 30.0
_TOPICS = 60
_STEP = {"text": "never sent"}
_OVER_BARE = "cpu over bare Python"


class Arm:
    """Something started again and again; `wall_ms` and `cpu_ms` hold one number a start."""

    def __init__(self, name: str, start: Callable[[], tuple[float, float]]) -> None:
        self.name = name
        self.start = start
        self.wall_ms: list[float] = []
        self.cpu_ms: list[float] = []

    def run(self) -> None:
        wall, cpu = self.start()
        self.wall_ms.append(wall)
        self.cpu_ms.append(cpu)


class Command(msgspec.Struct, frozen=True):
    """A command that runs to its end."""

    argv: list[str]
    environ: dict[str, str]
    folder: Path

    def __call__(self) -> tuple[float, float]:
        ended = Running(self.argv, self.environ, self.folder).wait()
        if ended.status != 0:
            raise RuntimeError(f"{self.argv} ended with status {ended.status}: {ended.error}")
        return ended.wall_ms, ended.cpu_ms


class FirstRequest(msgspec.Struct, frozen=True):
    """A headless start until its first request with tools; the server must hold requests back."""

    agent: Agent
    server: Server
    home: Path
    folder: Path
    trusting: dict[str, str] = {}

    def __call__(self) -> tuple[float, float]:
        environ = self.agent.environ(self.server.url, self.home) | self.trusting
        process = Running(self.agent.argv(self.server.url), environ, self.folder)
        exchange = self.server.next(process)
        while not exchange.real:
            exchange = self.server.next(process)
        process.kill()
        cpu_ms = process.wait().cpu_ms
        return (exchange.arrived_ns - process.started_ns) / 1e6, cpu_ms


def certificate(folder: Path) -> tuple[str, str, dict[str, str]] | None:
    """A certificate for 127.0.0.1, its key, and the variable that makes a client trust it beside all that the system
    trusts; None where `openssl` is not installed."""
    system = ssl.get_default_verify_paths().cafile
    if shutil.which("openssl") is None:
        return None
    key, own, every = (folder / name for name in ("key.pem", "certificate.pem", "trusted.pem"))
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    whose = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(own)]
    subprocess.run(["openssl", "req", "-x509", *kind, *whose, *files], check=True, capture_output=True)
    every.write_bytes((Path(system).read_bytes() if system else b"") + b"\n" + own.read_bytes())
    return str(own), str(key), {"SSL_CERT_FILE": str(every)}


def arms_of(
    place: Stage, peers: Sequence[Agent], plain: Server, safe: Server | None, trust: dict[str, str]
) -> list[Arm]:
    python, own = [sys.executable], reverie()
    environ = own.environ("", place.home / "reverie")
    arms = [
        Arm("bare Python", Command([*python, "-c", "pass"], environ, place.project)),
        Arm("reverie --version", Command([*python, "-m", "reverie", "--version"], environ, place.project)),
        Arm("reverie --help", Command([*python, "-m", "reverie", "--help"], environ, place.project)),
        Arm("reverie over http", FirstRequest(own, plain, place.home / "reverie", place.project)),
    ]
    if safe is not None:
        arms.append(Arm("reverie over https", FirstRequest(own, safe, place.home / "reverie", place.project, trust)))
    return arms + [Arm(peer.name, FirstRequest(peer, plain, place.home / peer.name, place.project)) for peer in peers]


def remember(place: Stage) -> None:
    """Give the project a memory, as sessions before this one would have left it."""
    environ = reverie().environ("", place.home / "reverie")
    places = find_places(environ)
    memory = open_project_memory(find_project(place.project, places), places)
    with closing(memory):
        facts = [
            Add(title=f"Service {number} listens on {8000 + number}", topic=f"Service {number}")
            for number in range(_TOPICS)
        ]
        outcome = memory.write(facts, Author("human"))
    if isinstance(outcome, Refused):
        raise RuntimeError(f"the memory was not made: {said(outcome)}")


def rows_of(arms: Sequence[Arm], budgeted: str) -> list[Row]:
    """`budgeted` is the name of the arm whose start the budget is about."""
    bare = statistics.median(arms[0].cpu_ms)
    rows = [median_row("bare Python: cpu", arms[0].cpu_ms, "ms")]
    for arm, budget in zip(arms[1:3], (_VERSION_MS, _HELP_MS), strict=True):
        over = [cpu - bare for cpu in arm.cpu_ms]
        rows.append(median_row(f"{arm.name}: {_OVER_BARE}", over, "ms", budget=budget))
    for arm in arms[3:]:
        wanted = arm.name == budgeted
        wall = median_row(f"{arm.name}, first request: wall", arm.wall_ms, "ms", budget=_START_MS if wanted else None)
        ratio = statistics.median(arm.cpu_ms) / bare
        limit = {"budget": _START_RATIO, "budget_of": "ratio"} if wanted else {}
        rows += [wall, median_row(f"{arm.name}, first request: cpu", arm.cpu_ms, "ms", ratio=ratio, of="bare", **limit)]
    return rows


def measure(runs: int, peers: Sequence[Agent]) -> Report:
    with stage() as place:
        for name in ("reverie", *(peer.name for peer in peers)):
            (place.home / name).mkdir()
        made = certificate(place.home)
        plain = Server([_STEP], place.home, "--hold")
        safe = Server([_STEP], place.home, "--hold", "--tls", *made[:2]) if made else None
        try:
            arms = arms_of(place, peers, plain, safe, made[2] if made else {})
            remember(place)
            for arm in arms:
                arm.start()
            for arm in alternating(arms, runs):
                arm.run()
        finally:
            for server in filter(None, (plain, safe)):
                server.stop()
    budgeted = "reverie over https" if made else "reverie over http"
    note = "" if made else "No `openssl` here, so https was not measured: a TLS context costs more than this shows."
    return Report("Start-up", tuple(rows_of(arms, budgeted)), (note,) if note else ())


def main() -> None:
    parser = arguments(__doc__, runs=15)
    add_peer_flag(parser)
    given = parser.parse_args()
    measure(given.runs, given.peer).show(given.json)


if __name__ == "__main__":
    main()
