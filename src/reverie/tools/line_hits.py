"""Line hits: runs a regular expression over many files by `rg`, or by our own worker where there is no rg."""

import asyncio
import os
import sys
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reverie.storage.programs import find_program

from .child import PipeReader, end_group, start_child
from .failures import CallFailed
from .rg_records import HitCollector, LineHit
from .unread import split_complaints

_WORKER = Path(__file__).with_name("search_worker.py")
_ARGUMENT_BYTES = 200_000  # for one program start; a Mac allows 1 MB with the environment
_FOREIGN_GRAMMAR = ("regex parse error", "not supported", "not allowed")


class Query(msgspec.Struct, frozen=True):
    """What to look for: hits end after `most_in_file` in one file, and after `most` in all."""

    pattern: str
    ignore_case: bool = False
    context: int = 0
    most: int = 200
    most_in_file: int = 200

    @property
    def options(self) -> list[str]:
        """As rg and our worker take them."""
        options = [f"--regexp={self.pattern}", f"--max-count={self.most_in_file}", f"--context={self.context}"]
        return [*options, "--ignore-case"] if self.ignore_case else options


class Found(msgspec.Struct, frozen=True):
    """The hits in the order of the files; `complete` is false when looking was stopped, `timed_out` by the clock.

    `unread` names the files (and folders) that could not be read.
    """

    hits: tuple[LineHit, ...]
    complete: bool
    timed_out: bool = False
    unread: tuple[str, ...] = ()


class LineFinder:
    """Looks into files below `folder`; `environment` says where rg is. What takes longer than `timeout` is stopped."""

    def __init__(self, folder: Path, environment: Mapping[str, str], timeout: float) -> None:
        self._folder = folder
        self._environment = environment
        self._timeout = timeout
        self._programs = _programs(environment)

    async def find(self, query: Query, files: Sequence[str]) -> Found:
        """Look into the files, in their order. Raises `CallFailed` for a wrong pattern, OSError."""
        collector = HitCollector(self._folder, query.most)
        unread: list[str] = []
        complete = timed_out = False
        try:
            async with asyncio.timeout(self._timeout):
                for batch in _batches(files):
                    unread += await self._search(query, batch, collector)
                    if collector.full.is_set():
                        break
                else:
                    complete = True
        except TimeoutError:
            timed_out = True
        return Found(tuple(collector.hits), complete, timed_out, tuple(unread))

    async def _search(self, query: Query, batch: list[str], collector: HitCollector) -> list[str]:
        """Run the first program; one that does not know the pattern's grammar is dropped for the next.

        Gives the files that it could not read.
        """
        while True:
            problem, unread = await self._run(query, batch, collector)
            if not problem:
                return unread
            if len(self._programs) == 1 or not any(words in problem for words in _FOREIGN_GRAMMAR):
                raise CallFailed(f"The pattern '{query.pattern}' cannot be searched for: {problem}; correct it.")
            self._programs.pop(0)

    async def _run(self, query: Query, batch: list[str], collector: HitCollector) -> tuple[str, list[str]]:
        """Run one program to its end, or until there is enough; its complaints, as `split_complaints` gives them."""
        complaints: list[bytes] = []
        reader, errors = PipeReader(collector.take), PipeReader(complaints.append)
        try:
            argv = [*self._programs[0], *query.options, "--", *(f"./{name}" for name in batch)]
            process = await start_child(argv, self._folder, self._environment, reader.writing_end, errors.writing_end)
            reader.close_writing_end()
            errors.close_writing_end()
            try:
                await _first_of(process.wait(), collector.full.wait())
            finally:
                await end_group(process, grace=0)
            reader.drain()
            errors.drain()
        finally:
            reader.close()
            errors.close()
        problem, unread = split_complaints(b"".join(complaints))
        return (problem if process.returncode == 2 else ""), unread


def _programs(environment: Mapping[str, str]) -> list[list[str]]:
    """The command lines that can search, the best one first."""
    worker = [sys.executable, "-I", "-S", "-X", "utf8", str(_WORKER)]
    rg = find_program("rg", environment)
    return [[rg, "--no-config", "--json", "--threads=1", "--crlf"], worker] if rg else [worker]


async def _first_of(*waiting: Coroutine[Any, Any, object]) -> None:
    tasks = [asyncio.ensure_future(each) for each in waiting]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


def _batches(files: Sequence[str]) -> Iterator[list[str]]:
    """The files in groups that fit on a command line."""
    batch: list[str] = []
    size = 0
    for name in files:
        size += len(os.fsencode(name)) + 16
        if size > _ARGUMENT_BYTES and batch:
            yield batch
            batch, size = [], 0
        batch.append(name)
    if batch:
        yield batch
