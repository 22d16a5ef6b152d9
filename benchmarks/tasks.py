"""Eight sub-sessions side by side: how soon a stop ends them all, and whether input waits while they stream.

    python -m benchmarks.tasks [--runs N] [--json FILE]

*Stop*: four tasks wait for a server that has gone silent in the middle of a stream, four run commands that do not end;
the turn is cancelled, and the time counts until it has ended and everything it opened is closed: streams, commands,
transcripts on disk. Once more with commands that ignore SIGTERM. *Stall*: eight tasks read files and stream long
answers from a server in a process of its own, while a ticker in the same event loop measures how late it is woken up:
that is how long a key that a person presses would wait. Its floor is the same ticker beside nothing.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.measuring import arguments, percentile
from benchmarks.report import Report, Row, median_row
from benchmarks.stage import Server, Stage, stage

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, OpenSession, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import AnyEvent, TaskProgress
from reverie.models.resolve import open_model

_TASKS = 8
_TICK = 0.002
_STOP_MS, _STALL_MS = 1_000.0, 50.0
_ANSWER = "A word and another one, and so it goes on. " * 2_000
_STALLED = {"text": "nothing more comes", "stall": 100_000, "repeat": _TASKS // 2}


class Ticker:
    """Wakes up every two milliseconds and keeps by how many milliseconds it was late."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []

    async def __aenter__(self) -> "Ticker":
        self._task = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _tick(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(_TICK)
            self.late_ms.append((time.monotonic() - before - _TICK) * 1000)


class Session:
    """Opens sessions in the stage's project, each with a server of its own that plays `steps`."""

    def __init__(self, place: Stage, number: int) -> None:
        self._place = place
        self._home = place.home / f"run-{number}"
        self._home.mkdir()
        self.events: list[AnyEvent] = []

    @asynccontextmanager
    async def opened(self, steps: list[dict[str, Any]]) -> AsyncIterator[OpenSession]:
        server = Server([{"calls": _orders()}, *steps], self._home)
        try:
            client = open_model("openai/scripted", base_url=server.url, key_for=lambda name: "none", overrides={})
            model = OpenModel(client, full_profile(1_000), 1_000_000, lambda name: None)
            places = Places(*(self._home / name for name in ("config", "data", "state", "cache")))
            project = Project(self._place.project, "benchmark0000000", True)
            wishes = Wishes(features=frozenset({"tasks"}), skip_permissions=True)
            async with open_session(wishes, project, places, model, Audience(self.events.append)) as opened:
                yield opened
        finally:
            server.stop()

    def doing(self) -> list[str]:
        """What each task was shown to do last."""
        last = {event.call_id: event.doing for event in self.events if isinstance(event, TaskProgress)}
        return list(last.values())


def _orders() -> list[dict[str, Any]]:
    return [
        {"name": "task", "arguments": {"title": f"t{number}", "prompt": "go", "write_root": f"source/w{number}"}}
        for number in range(_TASKS)
    ]


async def stop_ms(session: Session, command: str) -> float:
    """From the stop to the end of all that eight tasks had open."""
    shell = {"calls": [{"name": "shell", "arguments": {"command": command}}], "repeat": _TASKS // 2}
    async with session.opened([_STALLED, shell]) as opened:
        turn = asyncio.ensure_future(opened.session.turn("go"))
        await _until(lambda: sum(doing.startswith("$") for doing in session.doing()) == _TASKS // 2)
        await asyncio.sleep(0.5)  # the commands begin to run, the streams to be silent
        start = time.monotonic()
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
        took = (time.monotonic() - start) * 1000
    ends = [event for event in session.events if isinstance(event, TaskProgress) and event.outcome]
    if [event.outcome for event in ends] != ["interrupted"] * _TASKS:
        raise RuntimeError(f"not every task was interrupted: {ends}")
    return took


async def late_ms(session: Session, place: Stage) -> tuple[list[float], float]:
    """How late the ticker was while eight tasks streamed, and the processor time of all that in milliseconds."""
    look = {"calls": [{"name": "read", "arguments": {"path": place.file(0)}}], "repeat": _TASKS}
    async with session.opened([look, {"text": _ANSWER}]) as opened, Ticker() as ticker:
        before = time.process_time()
        ended = await opened.session.turn("go")
        used = (time.process_time() - before) * 1000
    if ended.outcome != "done":
        raise RuntimeError(f"the turn ended as {ended.outcome}: {ended.reason}")
    return ticker.late_ms, used


async def idle_ms(seconds: float) -> list[float]:
    async with Ticker() as ticker:
        await asyncio.sleep(seconds)
    return ticker.late_ms


async def _until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110, the events come from code that knows nothing of this one
        await asyncio.sleep(0.01)


def measure(runs: int) -> Report:
    polite, stubborn = "sleep 1000", "trap '' TERM; while true; do sleep 0.1; done"
    stops: list[float] = []
    hard: list[float] = []
    longest: list[float] = []
    every: list[float] = []
    used: list[float] = []
    floor: list[float] = []
    with stage() as place:
        for run in range(runs):
            stops.append(asyncio.run(stop_ms(Session(place, 3 * run), polite)))
            hard.append(asyncio.run(stop_ms(Session(place, 3 * run + 1), stubborn)))
            late, cpu = asyncio.run(late_ms(Session(place, 3 * run + 2), place))
            longest.append(max(late))
            every += late
            used.append(cpu)
            floor.append(max(asyncio.run(idle_ms(1.0))))
    of = statistics.median(floor)
    return Report(
        "Eight tasks at once",
        (
            median_row("from the stop to the end of all", stops, "ms", budget=_STOP_MS),
            Row("the slowest of these stops", max(stops), "ms", runs, budget=_STOP_MS),
            median_row("the same, commands that ignore SIGTERM", hard, "ms", budget=_STOP_MS),
            median_row(
                "longest wait of input while they stream",
                longest,
                "ms",
                ratio=statistics.median(longest) / of,
                of="the floor",
                budget=_STALL_MS,
            ),
            Row("p99 wait of input while they stream", percentile(every, 99), "ms", len(every)),
            median_row("floor: longest wait of an idle loop", floor, "ms"),
            median_row("processor time of the eight, streams of 86 KB each", used, "ms"),
        ),
    )


def main() -> None:
    given = arguments(__doc__, runs=5).parse_args()
    measure(given.runs).show(given.json)


if __name__ == "__main__":
    main()
