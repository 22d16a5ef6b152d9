"""Opening a memory folder in whatever state it is: what can be read is read, what stands in the way is said in a line.

Nothing is written by opening but the cache, and the end of a transaction that a killed writer left.
"""

from contextlib import suppress
from pathlib import Path

from reverie.storage.clock import Clock, system_clock
from reverie.storage.errors import UnusableFile
from reverie.storage.lock import Busy, FileLock
from reverie.storage.mounts import network_kind

from .cache.fact_cache import FactCache
from .draft import Remembered
from .errors import MemoryTrouble
from .findings import FindingsFromDisk
from .gates.context import Binder
from .index.agreement import disagreement
from .journal import Journal, unfinished
from .layout import Layout
from .obstacles import page_problems, why_read_only
from .publish import remove_leftovers
from .store import Memory
from .transaction import recover

_MOST_PROBLEMS = 5
"""Lines about files that cannot be read; the overview has all of them."""


def open_memory(
    folder: Path,
    *,
    sessions: Path | None = None,
    root: Path | None = None,
    binder: Binder | None = None,
    clock: Clock = system_clock,
) -> Memory:
    """The memory in `folder`, which need not be there yet: the first write makes it.

    `sessions` is the folder of transcripts that facts may cite, `root` the project's folder, `binder` finds checks.
    What is wrong stands in `notices` of what this gives; this raises for nothing of it.
    """
    layout = Layout(folder)
    network = network_kind(folder)
    read_only = why_read_only(layout, network)
    finished = _finish(layout, is_read_only=bool(read_only))
    if not read_only:
        _clear_away(layout)
    remembered: Remembered = {}
    cache = FactCache(layout, remembered, in_memory=bool(network))
    problems = (*page_problems(layout), *cache.problems())
    read_only = read_only or cache.newer_file()
    lines = (
        read_only,
        finished,
        *_unfinished_purges(layout),
        "" if read_only else cache.notice,
        *_told(tuple(one for one in problems if one != read_only)),
    )
    return Memory(
        layout,
        cache,
        FindingsFromDisk(sessions, binder, root=root),
        clock,
        remembered=remembered,
        read_only=read_only,
        notices=tuple(line for line in lines if line),
        index_trouble=_disagreement(layout),
    )


def _disagreement(layout: Layout) -> str:
    try:
        return disagreement(layout)
    except OSError:  # said of the page itself
        return ""


def _finish(layout: Layout, *, is_read_only: bool) -> str:
    """Finish what a killed writer left, unless somebody else is at it; one line about it, empty when all was well."""
    if not layout.journal.is_file():
        return ""
    try:
        entry = unfinished(layout.journal)
    except OSError:
        return ""
    if entry is None:
        return ""
    left = f"a change of {entry.at[:16].replace('T', ' ')} was not finished"
    if is_read_only:
        return f"{left}; the memory is shown as it is until it can be written"
    try:
        with FileLock(layout.lock).acquire(wait=False):
            journal = Journal(layout.journal)
            try:
                return recover(layout, journal)
            finally:
                journal.close()
    except Busy:
        return ""
    except (OSError, UnusableFile, MemoryTrouble) as error:
        return f"{left} and cannot be now ({error}); the memory is shown as it is"


def _clear_away(layout: Layout) -> None:
    with suppress(OSError):  # it stays where it is until it can be removed, and is in nobody's way
        remove_leftovers(layout)


def _unfinished_purges(layout: Layout) -> list[str]:
    if not any(layout.folder.glob(".purge-*.json")):
        return []
    from .purge.pending import pending_lines  # with all that a purge needs, and nobody else

    return pending_lines(layout)


def _told(problems: tuple[str, ...]) -> tuple[str, ...]:
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    rest = len(problems) - _MOST_PROBLEMS
    return (*problems[:_MOST_PROBLEMS], f"and {rest} more such lines; 'reverie memory' shows all of them")
