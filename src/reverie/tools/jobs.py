"""Background commands of one session: started, asked about, ended; none outlives the session."""

import asyncio
import codecs
import os
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from .child import GRACE, end_group, start_child

_BLOCK = 1 << 16


class Job:
    """One command that runs in the background, writing to a file without a name, which ends with it.

    What it leaves behind when it ends is ended too, at once: later the group's number may be a stranger's.
    """

    def __init__(self, command: str, directory: str, process: Process, log: BinaryIO, grace: float) -> None:
        self.command = command
        self.directory = directory
        self._process = process
        self._log = log
        self._grace = grace
        self._position = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._watch = asyncio.create_task(self._end_group_at_end())

    @property
    def exit_status(self) -> int | None:
        """As a shell counts it (128 + signal), None while it runs."""
        return None if self._process.returncode is None else shell_status(self._process.returncode)

    async def wait(self, seconds: float) -> None:
        """Wait for its end, at most that long."""
        await asyncio.wait({self._watch}, timeout=seconds)

    async def stop(self) -> None:
        """End it with all that it started; it need not be running."""
        if not self._watch.done():
            await end_group(self._process, self._grace)
            await self._watch

    async def _end_group_at_end(self) -> None:
        try:
            await self._process.wait()
        finally:
            await end_group(self._process, self._grace)

    def copy_new_output(self, write: Callable[[str], None]) -> None:
        """Write what came since the last time, block by block."""
        has_ended = self._watch.done()
        end = os.fstat(self._log.fileno()).st_size
        while self._position < end and (block := os.pread(self._log.fileno(), _BLOCK, self._position)):
            self._position += len(block)
            write(self._decoder.decode(block))
        if has_ended and (rest := self._decoder.decode(b"", final=True)):
            write(rest)

    def close(self) -> None:
        self._log.close()


class Jobs:
    """The background commands by their ids `job-1`, `job-2`, ..."""

    def __init__(self, grace: float = GRACE) -> None:
        self._grace = grace
        self._jobs: dict[str, Job] = {}

    async def start(
        self, argv: Sequence[str | bytes], command: str, directory: Path, shown: str, environment: Mapping[str, str]
    ) -> str:
        """Start a program, get its job's id. Raises OSError."""
        import tempfile

        log = tempfile.TemporaryFile()  # noqa: SIM115  it is open as long as the job
        try:
            process = await start_child(argv, directory, environment, log.fileno())
        except BaseException:
            log.close()
            raise
        identifier = f"job-{len(self._jobs) + 1}"
        self._jobs[identifier] = Job(command, shown, process, log, self._grace)
        return identifier

    def find(self, identifier: str) -> Job | None:
        return self._jobs.get(identifier)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._jobs)

    async def aclose(self) -> None:
        """End all that still run, at the same time."""
        await asyncio.gather(*(job.stop() for job in self._jobs.values()))
        for job in self._jobs.values():
            job.close()
        self._jobs.clear()


def shell_status(returncode: int) -> int:
    """The exit status as a shell gives it: a signal counts 128 and its number."""
    return returncode if returncode >= 0 else 128 - returncode
