"""Background commands of one session: started, asked about, ended; none outlives the session."""

import asyncio
import contextlib
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .child import GRACE, PipeReader, end_group, start_child
from .job_log import MOST_UNREAD, JobLog


class Job:
    """One command that runs in the background, its output kept until somebody asks for it.

    What it leaves behind when it ends is ended too, at once: later the group's number may be a stranger's.
    """

    def __init__(
        self, command: str, directory: str, process: Process, reader: PipeReader, log: JobLog, grace: float
    ) -> None:
        self.command = command
        self.directory = directory
        self._process = process
        self._reader = reader
        self._log = log
        self._grace = grace
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

    def move_new_output(self, write: Callable[[str], None]) -> None:
        """Write what came since the last time, block by block."""
        self._reader.drain()
        self._log.move_to(write, final=self._watch.done())

    def close(self) -> None:
        self._reader.close()
        self._log.close()


class Jobs:
    """The background commands by their ids `job-1`, `job-2`, ...; each keeps `most_unread` bytes of output."""

    def __init__(self, grace: float = GRACE, most_unread: int = MOST_UNREAD) -> None:
        self._grace = grace
        self._most_unread = most_unread
        self._jobs: dict[str, Job] = {}

    async def start(
        self, argv: Sequence[str | bytes], command: str, directory: Path, shown: str, environment: Mapping[str, str]
    ) -> str:
        """Start a program, get its job's id. Raises OSError."""
        with contextlib.ExitStack() as opened:
            log = opened.enter_context(contextlib.closing(JobLog(self._most_unread)))
            reader = opened.enter_context(contextlib.closing(PipeReader(log.take)))
            process = await start_child(argv, directory, environment, reader.writing_end)
            reader.close_writing_end()
            opened.pop_all()  # open as long as the job
        identifier = f"job-{len(self._jobs) + 1}"
        self._jobs[identifier] = Job(command, shown, process, reader, log, self._grace)
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
