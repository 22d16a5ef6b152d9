"""Children started and ended as groups, at whatever moment they are stopped."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path

import pytest

from reverie.tools.child import end_group, group_lives, start_child

_PATIENCE = 50_000
"""Looks at whether it runs: many times longer than it takes, where it was started at all."""


@pytest.mark.parametrize("steps", range(8))
def test_one_that_is_cancelled_while_it_starts_leaves_nobody_behind(tmp_path: Path, steps: int) -> None:
    """A command may have started others before its own start has been noticed here."""
    told = tmp_path / "group"
    script = f"sleep 1000 & echo $$ > {told}.new; mv {told}.new {told}; sleep 1000"

    async def play() -> None:
        start = start_child(["/bin/sh", "-c", script], tmp_path, dict(os.environ), DEVNULL)
        starting = asyncio.ensure_future(start)
        for _ in range(steps):
            await asyncio.sleep(0)
        for _ in range(_PATIENCE):  # without a turn of the event loop, which has not seen it start
            if starting.done() or told.exists():
                break
            os.sched_yield()
        starting.cancel()
        (started,) = await asyncio.gather(starting, return_exceptions=True)
        if isinstance(started, Process):  # it was not cancelled in time
            await end_group(started)
        if told.exists():
            group = int(told.read_text())
            async with asyncio.timeout(30):
                while group_lives(group):
                    await asyncio.sleep(0.01)

    asyncio.run(play())


def test_ending_that_is_cancelled_kills_at_once_and_leaves_nobody(tmp_path: Path) -> None:
    """The grace is longer than any test: nothing but the second wish ends it."""
    told = tmp_path / "started"
    script = f"trap '' TERM INT; echo > {told}; while :; do sleep 1000; done"

    async def play() -> None:
        process = await start_child(["/bin/bash", "-c", script], tmp_path, dict(os.environ), DEVNULL)
        async with asyncio.timeout(30):
            while not told.exists():
                await asyncio.sleep(0.01)
            ending = asyncio.ensure_future(end_group(process, grace=1_000))
            await asyncio.sleep(0.05)
            ending.cancel()
            await asyncio.wait({ending})
        assert ending.cancelled() and process.returncode is not None and not group_lives(process.pid)

    asyncio.run(play())
