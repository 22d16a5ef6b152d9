"""Stopping a turn ends all of its tasks: streams closed, commands killed, transcripts ended, at any moment of them."""

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.assemble.scene import WITH_TASKS, AnsweringModel, Scene, is_task, results, starting
from tests.fakes.loop import calls, says

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, OpenSession, open_session
from reverie.assemble.wishes import Wishes
from reverie.conversation.events import TaskProgress, TurnEnded
from reverie.conversation.messages import Usage
from reverie.conversation.ports import ModelRequest
from reverie.models.resolve import open_model
from reverie.models.script import parse_script
from reverie.models.scripted_server import ScriptedServer

EIGHT = [{"title": f"t{n}", "prompt": f"p{n}", "write_root": f"d{n}"} for n in range(8)]
_LONG = f"9{os.getpid():07}"
"""Seconds that no other run of these tests sleeps for."""


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def running(mark: str) -> list[int]:
    """Processes whose command line holds the mark, by /proc where there is one."""
    if not Path("/proc").exists():
        pytest.skip("needs /proc")
    return list(_running(mark.encode()))


def _running(mark: bytes) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (path / "cmdline").read_bytes() and (path / "stat").read_text().split(") ")[1][0] not in "ZX":
                yield int(path.name)
        except OSError:
            continue


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.01)


async def stop(opened: OpenSession, scene: Scene, when: Callable[[], object]) -> None:
    turn = asyncio.ensure_future(opened.session.turn("go"))
    await until(when)
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn


def test_eight_with_stalled_streams_and_running_commands_all_end(scene: Scene) -> None:
    """Over a real connection: four wait for a server that says no more, four run commands that do not end."""
    endless = f"sleep {_LONG} & echo one; sleep {_LONG}"
    steps: list[Any] = [
        {"calls": [{"name": "task", "arguments": order} for order in EIGHT]},
        {"text": "never said", "stall": 100_000, "repeat": 4},
        {"calls": [{"name": "shell", "arguments": {"command": endless}}], "repeat": 4},
    ]

    async def play() -> None:
        server = ScriptedServer(parse_script(_json(steps)))
        await server.start()
        client = open_model("openai/scripted", base_url=server.url, key_for=lambda provider: "k", overrides={})
        model = OpenModel(client, full_profile(1_000), 100_000, lambda name: None)
        wishes = Wishes(features=WITH_TASKS, skip_permissions=True)
        audience = Audience(scene.events.append)
        async with open_session(wishes, scene.project, scene.places, model, audience) as opened:
            await stop(opened, scene, lambda: len(server.requests) == 9 and len(running(f"sleep\0{_LONG}")) == 8)
            await until(lambda: not running(_LONG))  # killed; the system may take a moment
            closed = server.connections_made - 4
            await until(lambda: len(server.connections) == closed)
        await server.aclose()

    asyncio.run(play())
    _assert_all_ended(scene, 8)


def _json(steps: list[dict[str, Any]]) -> str:
    import json

    return json.dumps({"steps": steps})


def _assert_all_ended(scene: Scene, tasks: int) -> None:
    outcomes = [event.outcome for event in scene.of(TaskProgress) if event.outcome]
    assert outcomes == ["interrupted"] * tasks
    assert [event.outcome for event in scene.of(TurnEnded)] == ["interrupted"]
    assert scene.events.index(scene.of(TurnEnded)[0]) > max(map(scene.events.index, scene.of(TaskProgress)))
    for lines in scene.transcripts().values():
        assert lines[-1]["type"] == "turn" and lines[-1]["end"]["outcome"] == "interrupted"
        asked = [line["message"] for line in lines if line["type"] == "message"]
        for message, following in zip(asked, [*asked[1:], None], strict=True):
            if any(part["type"] == "call" for part in message.get("parts", ())):
                assert following is not None and following["role"] == "tool"


def test_a_command_that_ignores_being_asked_to_end_is_killed(scene: Scene) -> None:
    stubborn = f"trap '' TERM; echo on; while true; do sleep 0.{_LONG}; done"
    parent = starting(EIGHT[0])
    shell = calls(("shell", {"command": stubborn}))
    model = AnsweringModel(lambda text, request: shell if is_task(request) else parent(request))

    async def play() -> None:
        async with scene.opened(model, skip_permissions=True) as opened:
            await stop(opened, scene, lambda: running(f"sleep\x000.{_LONG}"))
            await until(lambda: not running(_LONG))  # killed; the system may take a moment

    asyncio.run(play())
    _assert_all_ended(scene, 1)


def test_background_commands_of_a_task_end_with_it(scene: Scene) -> None:
    """Also of one that was not stopped: nobody could ask about them any more."""

    def answer(text: str, request: ModelRequest) -> Any:
        if not is_task(request):
            return starting(EIGHT[0])(request)
        background = ("shell", {"command": f"sleep {_LONG}", "background": True})
        return says("started") if results(request) else calls(background)

    async def play() -> TurnEnded:
        async with scene.opened(AnsweringModel(answer), skip_permissions=True) as opened:
            ended = await opened.session.turn("go")
            await until(lambda: not running(_LONG))  # killed; the system may take a moment
            return ended

    assert asyncio.run(play()).outcome == "done"


def test_what_interrupted_tasks_used_is_in_the_sums_of_the_turn(scene: Scene) -> None:
    """The first request of each ended, the second was under way, and is believed to cost what was sent."""
    parent = starting(*EIGHT[:2])
    model = AnsweringModel(lambda text, request: calls(("list", {})) if is_task(request) else parent(request))

    async def play() -> None:
        async with scene.opened(model) as opened:

            def second_requests_wait() -> bool:
                if len(model.requests) >= 3:
                    model.hold.clear()
                return sum(map(is_task, model.requests)) >= 4

            await stop(opened, scene, second_requests_wait)

    asyncio.run(play())
    (ended,) = scene.of(TurnEnded)
    tasks = [event for event in scene.of(TaskProgress) if event.outcome]
    own = Usage(10, 5)
    assert ended.usage == tasks[0].usage + tasks[1].usage + own
    assert all(task.usage.input > 1_000 for task in tasks)
    assert ended.cost_usd == pytest.approx((ended.usage.input + ended.usage.output) / 1e6)


def test_those_that_wait_for_a_place_end_too(scene: Scene) -> None:
    orders = [{"title": f"t{n}", "prompt": f"p{n}"} for n in range(12)]

    async def play() -> None:
        parent = starting(*orders)
        model = AnsweringModel(lambda text, request: says("ok") if is_task(request) else parent(request))
        model.hold.clear()
        async with scene.opened(model) as opened:
            await stop(opened, scene, lambda: model.streaming == 8)
            assert model.streaming == 0
            scene.events.clear()
            model.hold.set()
            assert (await opened.session.turn("again")).outcome == "done"  # all places and folders are free again

    asyncio.run(play())
    assert len(scene.tasks()) == 8 + 12


@pytest.mark.parametrize("steps", range(0, 60, 3))
def test_a_stop_at_any_step_leaves_valid_transcripts(scene: Scene, steps: int) -> None:
    """After each so many turns of the event loop, wherever that falls."""

    def answer(text: str, request: ModelRequest) -> Any:
        if not is_task(request):
            return starting(*EIGHT[:2])(request)
        return says("ok") if results(request) else calls(("write", {"path": f"d{text[1:]}/a", "content": "x"}))

    async def play() -> bool:
        async with scene.opened(AnsweringModel(answer), mode="accept-edits") as opened:
            turn = asyncio.ensure_future(opened.session.turn("go"))
            for _ in range(steps):
                await asyncio.sleep(0)
            turn.cancel()
            await asyncio.gather(turn, return_exceptions=True)
            return turn.cancelled()

    asyncio.run(play())
    for lines in scene.transcripts().values():
        if len(lines) > 1:
            assert lines[-1]["type"] == "turn"
    ends = [event for event in scene.of(TaskProgress) if event.outcome]
    assert len(ends) == len({event.call_id for event in ends})
