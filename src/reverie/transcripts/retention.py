"""Retention: old sessions are removed, by age and by size, the oldest first.

What a memory rests on goes last: each session is removed only after `release` agreed, which may first keep the quotes
that facts need. A session that a process has open is never touched.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.storage.atomic import replace_file
from reverie.storage.clock import Clock
from reverie.storage.lock import Busy, FileLock

from .errors import SessionBusy
from .session_folder import SessionFolder

_DAY = 86_400.0
_LONGEST_RUN = 0.5
"""Seconds. The end of a session does not wait for more; the rest is done at the end of the next."""

Release = Callable[[str], bool]
"""Asked for a session's id before it is removed. True: nothing needs its transcript any more, because no fact rests on
it or the quotes were kept, durably, before the answer. It may raise OSError, which keeps the session."""


def release_all(_session: str) -> bool:
    """For as long as nothing rests on transcripts."""
    return True


class Caps(msgspec.Struct, frozen=True):
    """How long and how much is kept: days since a session was last written to, megabytes (2^20 bytes) of all sessions
    of a project. 0: no such cap."""

    days: int = 30
    megabytes: int = 2048


class Stored(msgspec.Struct, frozen=True):
    """One session on disk: when it was last written to, in seconds since the epoch, and its bytes, outputs included."""

    session: str
    written: float
    bytes: int


class Retired(msgspec.Struct, frozen=True):
    """What was removed, the oldest first. Of the rest of what was due `stays` is open somewhere or needed by a memory,
    `problems` say in a line what the system refused; `finished` is false when time ran out."""

    removed: tuple[str, ...] = ()
    bytes: int = 0
    stays: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    finished: bool = True


def is_due(stored: Stored, total: int, caps: Caps, now: float) -> bool:
    """Whether a session is too old, or all that is left, `total` bytes, too much. Asked of the oldest first."""
    too_old = bool(caps.days) and now - stored.written > caps.days * _DAY
    return too_old or (bool(caps.megabytes) and total > caps.megabytes << 20)


def retire(
    sessions: SessionFolder,
    caps: Caps,
    *,
    keep: Sequence[str],
    release: Release = release_all,
    clock: Clock = time.time,
    timer: Clock = time.monotonic,
    longest_s: float = _LONGEST_RUN,
) -> Retired:
    """Remove what is due, but for the sessions in `keep`. Raises OSError when the folder cannot be read."""
    now = clock()
    found = sorted(_stored(sessions, now), key=lambda one: (one.written, one.session))
    end = timer() + longest_s
    total = sum(one.bytes for one in found)
    removed: list[Stored] = []
    stays: list[str] = []
    problems: list[str] = []
    finished = True
    for one in found:
        if one.session in keep or not is_due(one, total, caps, now):
            continue
        if timer() > end:
            finished = False
            break
        try:
            if _remove(sessions, one.session, release):
                total -= one.bytes
                removed.append(one)
            else:
                stays.append(one.session)
        except OSError as error:
            problems.append(f"session {one.session} is old but could not be removed: {error.strerror or error}")
    return Retired(
        tuple(one.session for one in removed),
        sum(one.bytes for one in removed),
        tuple(stays),
        tuple(problems),
        finished,
    )


def retire_daily(
    sessions: SessionFolder,
    caps: Caps,
    *,
    keep: Sequence[str],
    release: Release = release_all,
    clock: Clock = time.time,
) -> Retired | None:
    """The same at most once a day and in one process at a time; None when it was not due. Raises OSError.

    The file `.retention` in the folder holds when it was done.
    """
    stamp = sessions.folder / ".retention"
    if not (caps.days or caps.megabytes) or _was_done_today(stamp, clock()):
        return None
    try:
        with FileLock(sessions.folder / ".retention.lock").acquire(wait=False):
            if _was_done_today(stamp, clock()):
                return None
            done = retire(sessions, caps, keep=keep, release=release, clock=clock)
            if done.finished:
                replace_file(stamp, f"{clock():.0f}\n".encode())
            return done
    except Busy:
        return None


def _remove(sessions: SessionFolder, session: str, release: Release) -> bool:
    """Whether it is gone now; not when a process has it open or a memory needs it. Raises OSError."""
    if sessions.is_open(session) or not release(session):
        return False
    try:
        sessions.remove(session)
    except SessionBusy:
        return False
    return True


def _was_done_today(stamp: Path, now: float) -> bool:
    """A time in the future is no time: the clock went backwards."""
    with suppress(OSError, ValueError):
        return 0 <= now - float(stamp.read_text()) < _DAY
    return False


def _stored(sessions: SessionFolder, now: float) -> Iterator[Stored]:
    """The sessions of the folder; also a folder of outputs alone, which a kill in the middle of a removal leaves."""
    names = {Path(name).stem for name in os.listdir(sessions.folder) if not name.startswith(".")}
    for session in filter(is_session_id, names):
        path = sessions.path(session)
        with suppress(FileNotFoundError):  # another process removed it meanwhile
            if path.exists():
                written = path.stat().st_mtime
            elif (written := path.with_suffix("").stat().st_mtime) > now - _DAY:
                continue  # one that begins now
            yield Stored(session, written, _size(path))


def _size(path: Path) -> int:
    files = [path, path.with_name(path.name + ".torn")]
    for folder, _, names in os.walk(path.with_suffix("")):
        files += [Path(folder, name) for name in names]
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.lstat().st_size
    return total
