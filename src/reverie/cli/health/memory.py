"""The memories of the project one stands in and of the person: readable, whole, and their index as their topics say."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import msgspec

from reverie.config.project import known_project
from reverie.conversation.truncation import counted
from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.history.folder import git_folder, why_unusable
from reverie.memory.index.problems import problems as index_problems
from reverie.memory.journal import check_header, unfinished
from reverie.memory.layout import INDEX, Layout
from reverie.memory.obstacles import STOOD_IN_IT, emptied_topics, why_read_only
from reverie.memory.purge import pending_lines
from reverie.memory.scopes import project_memory_folder, user_memory_folder
from reverie.storage.errors import NewerFormat, UnusableFile
from reverie.storage.lock import Busy, FileLock
from reverie.storage.mounts import network_kind

from .disk import nearest
from .finding import Finding, RepairMemory, edit, quoted
from .host import Host
from .programs import run

_MOST = 10
_FIX = "reverie doctor --fix"
_UPDATE = "pip install --upgrade ."
_ELSEWHERE = "export REVERIE_HOME=/a/folder/of/yours"
_FILE = re.compile(r"'([^']+)'")


class _Known(msgspec.Struct, frozen=True):
    """What the files of a memory say: how many facts hold, and what cannot be read, one line each."""

    facts: int
    problems: tuple[str, ...]


def examine_memory(host: Host) -> Iterator[Finding]:
    """What needs a person, or `--fix`; then how much there is. Nothing is written, not even a cache."""
    told: list[str] = []
    for name, layout in _memories(host).items():
        known = _known(layout)
        yield from _looked_at(layout, known, host)
        told.append(f"{name}: {counted(known.facts, 'fact')}")
    yield Finding("memory", "ok", "; ".join(told) if told else "none yet")


def _memories(host: Host) -> dict[str, Layout]:
    """Those that are there. A project that was never worked in has none."""
    folders: dict[str, Path] = {}
    try:
        project = known_project(host.folder, host.places, host.home) if host.folder else None
    except UnusableFile:  # `records` tells of it
        project = None
    if project is not None and project.id is not None:
        folders["this project"] = project_memory_folder(project, host.places)
    folders["yours"] = user_memory_folder(host.places)
    return {name: Layout(folder) for name, folder in folders.items() if folder.exists()}


def _known(layout: Layout) -> _Known:
    with closing(FactCache(layout, in_memory=True)) as cache:
        problems = cache.problems()
        return _Known(sum(one.facts for one in cache.tallies() if one.is_current), problems)


def _looked_at(layout: Layout, known: _Known, host: Host) -> Iterator[Finding]:
    yield from _read_only(layout, host)
    yield from _journal(layout)
    yield from map(_broken, islice(known.problems, _MOST))
    if len(known.problems) > _MOST:
        text = f"and {len(known.problems) - _MOST} more such lines of '{layout.folder}'"
        yield Finding("memory", "warn", text, "reverie memory")
    for line in islice(emptied_topics(layout), _MOST):
        text, _, look = line.partition(STOOD_IN_IT)
        yield Finding("memory", "warn", text, look)
    yield from _index(layout)
    yield from _history(layout)
    for line in pending_lines(layout):
        yield Finding("memory", "warn", line, "reverie memory forget --purge")


def _read_only(layout: Layout, host: Host) -> Iterator[Finding]:
    network = network_kind(nearest(layout.folder), host.platform, run=lambda argv: run(argv, host).output)
    why = why_read_only(layout, network)
    if why:
        yield Finding("memory", "fail", why, _way_out(layout, network))


def _way_out(layout: Layout, network: str) -> str:
    if network:
        return _ELSEWHERE
    try:
        check_header(layout.journal)
    except NewerFormat:
        return _UPDATE
    except (UnusableFile, OSError):
        return f"mv {quoted(layout.journal)} {quoted(f'{layout.journal}.broken')}"
    if blocked := next((one for one in (layout.folder / INDEX, layout.lock) if one.is_dir()), None):
        return f"mv {quoted(blocked)} {quoted(f'{blocked}.old')}"
    can_write = os.access(layout.folder, os.W_OK | os.X_OK)
    return f"ls -la {quoted(layout.folder)}" if can_write else f"chmod u+rwx {quoted(layout.folder)}"


def _journal(layout: Layout) -> Iterator[Finding]:
    """A change that is being written at this moment is none that was left."""
    try:
        entry = None if _is_written_to(layout) else unfinished(layout.journal)
        is_torn = _is_torn(layout.journal)
    except OSError:  # told already: it cannot be written either
        return
    repairs = (RepairMemory(layout.folder),)
    if entry is not None:
        text = f"a change of {entry.at[:16].replace('T', ' ')} in '{layout.folder}' was not finished"
        yield Finding("memory", "warn", text, _FIX, repairs)
    elif is_torn:
        text = f"'{layout.journal}' ends within a line; --fix, or the next write, sets that aside"
        yield Finding("memory", "note", text, _FIX, repairs)


def _is_written_to(layout: Layout) -> bool:
    if not layout.lock.exists():
        return False
    try:
        FileLock(layout.lock).acquire(wait=False).release()
    except Busy:
        return True
    return False


def _is_torn(journal: Path) -> bool:
    try:
        with journal.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 1))
            return size > 0 and file.read(1) != b"\n"
    except FileNotFoundError:
        return False


def _broken(line: str) -> Finding:
    """A line about a file names it first. The journal is ours to write, so a person looks at it only."""
    found = _FILE.match(line)
    if found is None:
        return Finding("memory", "warn", line, "reverie memory")
    path = Path(found[1])
    return Finding("memory", "warn", line, f"less {quoted(path)}" if path.suffix == ".jsonl" else edit(path))


def _index(layout: Layout) -> Iterator[Finding]:
    try:
        lines = index_problems(layout)
    except OSError:  # told already: the memory is only read then
        return
    for line in islice(lines, _MOST):
        if _FIX in line:
            yield Finding("memory", "warn", line, _FIX, (RepairMemory(layout.folder),))
        else:
            yield Finding("memory", "warn", line, edit(layout.folder / INDEX))


def _history(layout: Layout) -> Iterator[Finding]:
    """The memory's own repository. One that is not there yet is begun by the next write."""
    folder = git_folder(layout)
    try:
        why = why_unusable(folder) if os.path.lexists(folder) else ""
    except OSError as error:
        why = error.strerror or str(error)
    if why:
        text = f"the git history '{folder}' cannot be used ({why}); no fact is lost by that"
        yield Finding("memory", "note", text, f"mv {quoted(folder)} {quoted(f'{folder}.old')}")
