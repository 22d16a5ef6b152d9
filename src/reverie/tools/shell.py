"""The tool `shell`: a command line in a fresh bash, in the foreground or as a background job."""

import asyncio
import os
import stat
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from reverie.conversation.access import CommandAccess, NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import RanCommand
from reverie.conversation.truncation import counted
from reverie.storage.programs import find_program

from .child import GRACE, PipeReader, TextDecoder, end_group, group_gone, group_lives, start_child
from .failures import CallFailed, fails, failure, refuses
from .jobs import Job, Jobs, shell_status
from .specs import tool_spec
from .workspace import Workspace, escape, is_encodable

DEFAULT_TIMEOUT = 120
_LEFT_BEHIND_GRACE = 0.5
_LEFT_BEHIND = " [processes it had left in the background were ended; use background for what must go on]"
_FIXED_VARIABLES = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "NO_COLOR": "1",
    "PAGER": "cat",
    "TERM": "dumb",
}
# bash runs or imports these before the command, which then would not be what was authorised
_STARTING_VARIABLES = frozenset({"BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS"})


class ShellArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    command: str = ""
    directory: str = ""
    timeout_s: Annotated[int, Meta(ge=1, le=3600)] | None = None
    background: bool = False
    job: str = ""
    stop: bool = False


class ShellTool:
    """`aclose` ends the background jobs; the session calls it at its end."""

    arguments = ShellArguments

    def __init__(
        self, workspace: Workspace, *, environment: Mapping[str, str] = os.environ, grace: float = GRACE
    ) -> None:
        self._workspace = workspace
        self._environment = child_environment(environment)
        self._grace = grace
        self._jobs = Jobs(grace)
        self.spec: ToolSpec = tool_spec("shell", ShellArguments)

    async def aclose(self) -> None:
        await self._jobs.aclose()

    @refuses
    def plan(self, arguments: ShellArguments) -> Plan:
        _check(arguments)
        if arguments.job:
            self._job(arguments.job)
            verb = "stop" if arguments.stop else "look at"
            return Plan(f"{verb} {arguments.job}", NoAccess())
        directory = self._workspace.resolve(arguments.directory or ".")
        if self._workspace.holds(directory):
            self._check_directory(directory)
        place = "" if directory == self._workspace.root else f" (in {self._workspace.show(directory)})"
        background = " (in the background)" if arguments.background else ""
        summary = f"{_one_line(arguments.command)}{place}{background}"
        preview = arguments.command if "\n" in arguments.command.strip() else ""
        return Plan(summary, CommandAccess(arguments.command, directory), preview)

    @fails
    async def run(self, arguments: ShellArguments, output: Output) -> ToolResult:
        _check(arguments)
        if arguments.job:
            return await self._ask_job(arguments, output)
        directory = self._workspace.resolve(arguments.directory or ".")
        self._check_directory(directory)
        if arguments.background:
            return await self._start_job(arguments.command, directory)
        return await self._run_command(arguments, directory, output)

    async def _run_command(self, arguments: ShellArguments, directory: Path, output: Output) -> ToolResult:
        timeout = arguments.timeout_s or DEFAULT_TIMEOUT
        decoder = TextDecoder(output.write)
        reader = PipeReader(decoder.feed)
        try:
            process = await start_child(self._argv(arguments.command), directory, self._environment, reader.writing_end)
            reader.close_writing_end()
            timed_out, left_behind = await self._wait(process, timeout)
            reader.drain()
        finally:
            reader.close()
            decoder.feed(b"", final=True)
        status = None if timed_out or process.returncode is None else shell_status(process.returncode)
        effect = RanCommand(arguments.command, self._workspace.show(directory), status)
        if status is None:
            return failure(_timeout_text(timeout), effect, f"ended after {timeout} s")
        return _ended(status, effect, _LEFT_BEHIND if left_behind else "")

    async def _wait(self, process: Process, timeout: float) -> tuple[bool, bool]:
        """Wait for the end; whether it took too long, and whether it left processes behind. All of them are ended."""
        timed_out = left_behind = False
        try:
            async with asyncio.timeout(timeout):
                await process.wait()
            left_behind = group_lives(process.pid) and not await group_gone(process.pid, _LEFT_BEHIND_GRACE)
        except TimeoutError:
            timed_out = True
        finally:
            await end_group(process, self._grace)
        return timed_out, left_behind

    async def _start_job(self, command: str, directory: Path) -> ToolResult:
        shown = self._workspace.show(directory)
        identifier = await self._jobs.start(self._argv(command), command, directory, shown, self._environment)
        text = f"Started as {identifier}; give job '{identifier}' to see its output (and stop to end it)."
        effect = RanCommand(command, shown, background=True)
        return ToolResult(f"started {identifier}", (TextPart(text, "tool"),), effect=effect)

    async def _ask_job(self, arguments: ShellArguments, output: Output) -> ToolResult:
        job = self._job(arguments.job)
        was_running = job.exit_status is None
        if arguments.stop and was_running:
            await job.stop()
        elif arguments.timeout_s and was_running:
            await job.wait(arguments.timeout_s)
        status = job.exit_status
        job.move_new_output(output.write)
        if status is None:
            text = f"[{arguments.job} is running]"
            return ToolResult(text.strip("[]"), (TextPart(text, "tool"),))
        if arguments.stop and was_running:
            text = f"[{arguments.job} was stopped]"
            effect = RanCommand(job.command, job.directory, background=True)
            return ToolResult(text.strip("[]"), (TextPart(text, "tool"),), effect=effect)
        return _ended(status, RanCommand(job.command, job.directory, status, background=True))

    def _job(self, identifier: str) -> Job:
        if job := self._jobs.find(identifier):
            return job
        known = ", ".join(self._jobs.ids) or "none was started in this session"
        raise CallFailed(f"There is no background job '{identifier}'; known: {known}.")

    def _check_directory(self, directory: Path) -> None:
        try:
            if stat.S_ISDIR(directory.stat().st_mode):
                return
        except FileNotFoundError:
            raise CallFailed(
                f"The directory '{self._workspace.show(directory)}' is not there; list to find it."
            ) from None
        raise CallFailed(f"'{self._workspace.show(directory)}' is no directory; give one, or leave it out.")

    def _argv(self, command: str) -> tuple[str, ...]:
        bash = find_program("bash", self._environment)
        if bash is None:
            raise CallFailed("bash is not on PATH, so no command can run; ask the person to install it.")
        return (bash, "--norc", "--noprofile", "-c", command)


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a command: ours, without what would run before it, start colours or a pager.

    Reverie's own keys (`REVERIE_…KEY`, `…TOKEN`, `…SECRET`) are left out. All other keys are passed on, the providers'
    too: a person's own tests may need them, and a command runs only with their yes.
    """
    return {name: value for name, value in environment.items() if not _is_dropped(name)} | _FIXED_VARIABLES


def _is_dropped(name: str) -> bool:
    if name in _STARTING_VARIABLES or name.startswith("BASH_FUNC_"):
        return True
    return name.startswith("REVERIE_") and any(word in name for word in ("KEY", "TOKEN", "SECRET"))


def _check(arguments: ShellArguments) -> None:
    if bool(arguments.command.strip()) == bool(arguments.job):
        raise CallFailed("Give either a command to run, or the job of one that runs in the background.")
    if arguments.stop and not arguments.job:
        raise CallFailed("stop needs the job that it is to end.")
    if "\0" in arguments.command or not is_encodable(arguments.command):
        raise CallFailed("The command holds a NUL byte or half a character, which no command line can; leave it out.")


def _one_line(command: str) -> str:
    first_line, *more = command.strip().split("\n")
    return f"$ {escape(first_line)}" + (f" (+{counted(len(more), 'line')})" if more else "")


def _timeout_text(seconds: int) -> str:
    return (
        f"Still running after {seconds} s, so it was ended with all that it started. "
        "Give a larger timeout_s (at most 3600), or run it in the background."
    )


def _ended(status: int, effect: RanCommand, remark: str = "") -> ToolResult:
    note = f"exit status {status}"
    return ToolResult(note, (TextPart(f"[{note}]{remark}", "tool"),), failed=status != 0, effect=effect)
