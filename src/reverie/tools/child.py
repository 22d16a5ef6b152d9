"""Child processes in a group of their own, whose output is read as it comes and which are ended as a whole."""

import asyncio
import codecs
import contextlib
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_BLOCK = 1 << 16
_MOST_LEFT_IN_PIPE = 16 * _BLOCK
_LOOK_AGAIN = 0.02
GRACE = 2.0
"""Seconds between asking a group to end (SIGTERM) and ending it (SIGKILL)."""


async def start_child(
    argv: Sequence[str | bytes], directory: Path, environment: Mapping[str, str], output: int, errors: int | None = None
) -> Process:
    """Start a program as leader of a new session and group, without input, writing to these descriptors.

    Cancelled while it starts, it is killed with all that it began: asyncio by itself would kill the leader alone.
    """
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *argv,
            cwd=directory,
            env=environment,
            stdin=DEVNULL,
            stdout=output,
            stderr=output if errors is None else errors,
            start_new_session=True,
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        starting.add_done_callback(_kill_started)
        await asyncio.wait({starting})
        if starting.exception() is None:
            await starting.result().wait()
        raise


def _kill_started(starting: "asyncio.Future[Process]") -> None:
    if not starting.cancelled() and starting.exception() is None:
        _signal(starting.result().pid, signal.SIGKILL)


class PipeReader:
    """The reading end of a pipe in the running loop: gives each block to `take` as it comes.

    `writing_end` is for the child; close it here once the child has it. What a child wrote before it ended is in the
    pipe then, so `drain` gets all of it without waiting, even when a grandchild still holds the other end.
    """

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._loop = asyncio.get_running_loop()
        self._reading_end, self.writing_end = os.pipe()
        os.set_blocking(self._reading_end, False)
        self._loop.add_reader(self._reading_end, self._read)
        self._watching = True

    def close_writing_end(self) -> None:
        if self.writing_end >= 0:
            os.close(self.writing_end)
            self.writing_end = -1

    def drain(self) -> None:
        """Take what is in the pipe now; bounded, because somebody may still be writing."""
        taken = 0
        while self._watching and taken < _MOST_LEFT_IN_PIPE and (size := self._read()):
            taken += size

    def close(self) -> None:
        self._stop_watching()
        self.close_writing_end()
        if self._reading_end >= 0:
            os.close(self._reading_end)
            self._reading_end = -1

    def _read(self) -> int:
        try:
            block = os.read(self._reading_end, _BLOCK)
        except BlockingIOError:
            return 0
        if block:
            self._take(block)
        else:
            self._stop_watching()
        return len(block)

    def _stop_watching(self) -> None:
        if self._watching:
            self._loop.remove_reader(self._reading_end)
            self._watching = False


class TextDecoder:
    """Bytes in pieces to text in pieces; what is not UTF-8 becomes U+FFFD."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, block: bytes, *, final: bool = False) -> None:
        if text := self._decoder.decode(block, final):
            self._write(text)


async def end_group(process: Process, grace: float = GRACE) -> None:
    """End a child and its whole group: ask, wait up to `grace` seconds, then kill. Returns when the child is gone.

    Cancelled while it waits, it kills at once: who asks twice does not want to wait.
    """
    group = process.pid
    try:
        if group_lives(group):
            _signal(group, signal.SIGTERM)
            await group_gone(group, grace)
    finally:
        if group_lives(group):
            _signal(group, signal.SIGKILL)
        await process.wait()


async def group_gone(group: int, seconds: float) -> bool:
    """Wait until no process of the group lives, at most that long; whether it is so."""
    for _ in range(int(seconds / _LOOK_AGAIN)):
        if not group_lives(group):
            return True
        await asyncio.sleep(_LOOK_AGAIN)
    return not group_lives(group)


def group_lives(group: int) -> bool:
    """Whether a process of the group lives; one that has ended but that nobody has waited for does not."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    members = _members(group)
    return members is None or bool(members)


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _members(group: int) -> list[int] | None:
    """The living processes of a group, from /proc; None where there is none (macOS, where init reaps at once)."""
    try:
        names = os.listdir("/proc")
    except FileNotFoundError:
        return None
    return [int(name) for name in names if name.isdigit() and _is_living_member(name, group)]


def _is_living_member(pid: str, group: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            status = file.read()
    except OSError:  # it has ended in this moment
        return False
    state, _, own_group = status.rpartition(b")")[2].split()[:3]
    return int(own_group) == group and state not in b"ZX"
