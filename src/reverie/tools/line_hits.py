"""Line hits: runs a regular expression over many files by `rg`, or by our own worker where there is no rg."""

import asyncio
import base64
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from .child import PipeReader, end_group, start_child
from .failures import CallFailed

_WORKER = Path(__file__).with_name("search_worker.py")
_ARGUMENT_BYTES = 200_000  # for one program start; a Mac allows 1 MB with the environment
_LONGEST_RECORD = 32 << 20
_SAMPLE = 8192
_FOREIGN_GRAMMAR = re.compile("regex parse error|not supported|not allowed")


class Query(msgspec.Struct, frozen=True):
    """What to look for: hits end after `most` in one file, and after `most` in all."""

    pattern: str
    ignore_case: bool = False
    context: int = 0
    most: int = 200
    most_in_file: int = 200


class LineHit(msgspec.Struct, frozen=True):
    """One line, `start` its match's place in characters; None for a line of context."""

    path: str
    number: int
    line: str
    start: int | None


class Found(msgspec.Struct, frozen=True):
    """The hits in the order of the files; `complete` is false when looking was stopped, `timed_out` by the clock."""

    hits: tuple[LineHit, ...]
    complete: bool
    timed_out: bool = False


class _Text(msgspec.Struct):
    """rg gives what is not UTF-8 in base64."""

    text: str | None = None
    encoded: str = msgspec.field(default="", name="bytes")

    def raw(self) -> bytes:
        return base64.b64decode(self.encoded) if self.text is None else self.text.encode()


class _Match(msgspec.Struct):
    start: int


class _Line(msgspec.Struct):
    path: _Text
    lines: _Text
    line_number: int
    submatches: list[_Match]


class _Record(msgspec.Struct):
    type: str
    data: msgspec.Raw


class _Collector:
    """Takes the output of one program, block by block; `full` is set when there is enough."""

    def __init__(self, query: Query, folder: Path, hits: list[LineHit]) -> None:
        self._most = query.most
        self._folder = folder
        self._hits = hits
        self._matches = sum(hit.start is not None for hit in hits)
        self._rest = b""
        self._binary: dict[str, bool] = {}
        self.full = asyncio.Event()

    def take(self, block: bytes) -> None:
        *records, self._rest = (self._rest + block).split(b"\n")
        for record in records:
            if not self.full.is_set():
                self._add(record)
        if len(self._rest) > _LONGEST_RECORD:
            self.full.set()

    def _add(self, record: bytes) -> None:
        parsed = msgspec.json.decode(record, type=_Record)
        if parsed.type not in ("match", "context"):
            return
        found = msgspec.json.decode(parsed.data, type=_Line)
        path = os.fsdecode(found.path.raw()).removeprefix("./")
        if path not in self._binary:
            self._binary[path] = _is_binary(self._folder / path)
        if self._binary[path]:
            return
        raw = found.lines.raw()
        start = len(raw[: found.submatches[0].start].decode("utf-8", "replace")) if found.submatches else None
        if start is not None:
            self._matches += 1
            if self._matches > self._most:
                self.full.set()
                return
        self._hits.append(LineHit(path, found.line_number, raw.decode("utf-8", "replace").rstrip("\r\n"), start))


async def find_lines(
    query: Query, folder: Path, files: Sequence[str], environment: Mapping[str, str], timeout: float
) -> Found:
    """Look into the files (relative to `folder`), in their order. Raises `CallFailed` for a wrong pattern, OSError."""
    hits: list[LineHit] = []
    rg = shutil.which("rg", path=environment.get("PATH"))
    programs = [[rg, "--no-config", "--json", "--threads=1", "--crlf", "--no-messages"]] if rg else []
    programs.append([sys.executable, "-I", "-S", "-X", "utf8", str(_WORKER)])
    try:
        async with asyncio.timeout(timeout):
            for batch in _batches(files):
                if not await _run_first_that_can(programs, query, folder, batch, environment, hits):
                    return Found(tuple(hits), complete=False)
    except TimeoutError:
        return Found(tuple(hits), complete=False, timed_out=True)
    return Found(tuple(hits), complete=True)


async def _run_first_that_can(
    programs: list[list[str]],
    query: Query,
    folder: Path,
    batch: list[str],
    environment: Mapping[str, str],
    hits: list[LineHit],
) -> bool:
    """Run the batch; a program that does not know the pattern's grammar is dropped for the next. False when full."""
    while True:
        complete, problem = await _run(programs[0], query, folder, batch, environment, hits)
        if not problem:
            return complete
        if len(programs) == 1 or not _FOREIGN_GRAMMAR.search(problem):
            raise CallFailed(f"The pattern '{query.pattern}' cannot be searched for: {problem}; correct it.")
        programs.pop(0)


async def _run(
    program: list[str],
    query: Query,
    folder: Path,
    batch: list[str],
    environment: Mapping[str, str],
    hits: list[LineHit],
) -> tuple[bool, str]:
    """Run one program over a batch; whether it went to the end, and its complaint about the pattern."""
    collector = _Collector(query, folder, hits)
    complaints: list[bytes] = []
    reader, errors = PipeReader(collector.take), PipeReader(complaints.append)
    try:
        argv = [*program, *_options(query), "--", *(f"./{name}" for name in batch)]
        process = await start_child(argv, folder, environment, reader.writing_end, errors.writing_end)
        reader.close_writing_end()
        errors.close_writing_end()
        waiters = [asyncio.ensure_future(process.wait()), asyncio.ensure_future(collector.full.wait())]
        try:
            await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiter in waiters:
                waiter.cancel()
            await end_group(process, grace=0)
        reader.drain()
        errors.drain()
    finally:
        reader.close()
        errors.close()
    problem = b"".join(complaints).decode("utf-8", "replace").strip() if process.returncode == 2 else ""
    return not collector.full.is_set(), " ".join(problem.split())


def _options(query: Query) -> list[str]:
    options = [f"--regexp={query.pattern}", f"--max-count={query.most_in_file}", f"--context={query.context}"]
    return [*options, "--ignore-case"] if query.ignore_case else options


def _batches(files: Sequence[str]) -> Iterator[list[str]]:
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


def _is_binary(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError:
        return False
    return b"\0" in sample and sample[:2] not in (b"\xff\xfe", b"\xfe\xff")
