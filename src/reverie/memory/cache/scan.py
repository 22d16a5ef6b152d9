"""The files of a memory as they lie in its folder, and what changed among them since the cache last looked."""

import contextlib
import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator

import msgspec

from reverie.memory.draft import Remembered
from reverie.memory.layout import ARCHIVE, TOPICS, Layout, is_name
from reverie.memory.publish import NotOurs, read_bytes
from reverie.memory.topic import parse_topic
from reverie.storage.errors import BrokenFile, NewerFormat, UnusableFile

from .rows import Content, Status, drop_file, put_file

FOLDERS = (TOPICS, ARCHIVE)
_SETTLED = 50_000_000
_SETTLED_BY_THE_SECOND = 2_100_000_000
"""Nanoseconds after which another change of a file shows in its time of change. Old file systems tell it in seconds."""


_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""Missing, or a link or a file in its place, which is told at opening."""


class Taken(msgspec.Struct, frozen=True):
    """A file as it was read; `status` is None when it is gone."""

    name: str
    status: Status | None
    content: Content


class Found(msgspec.Struct, frozen=True):
    """What lies in the folders: files by their name, and lines about what is passed over."""

    files: dict[str, Status]
    passed_over: tuple[str, ...]


def look(layout: Layout) -> Found:
    """At the status of every file; reads none."""
    files: dict[str, Status] = {}
    passed_over: list[str] = []
    for folder in FOLDERS:
        try:
            for name, found in _entries(layout, folder):
                why = _unfit(name, found)
                if why:
                    passed_over.append(f"{_shown(layout, name)} {why}")
                else:
                    files[name] = _status(found)
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                why = error.strerror or str(error)
                passed_over.append(f"'{layout.folder / folder}' cannot be read ({why}); its facts are not shown")
    return Found(files, tuple(passed_over))


def changed_files(connection: sqlite3.Connection, found: Found) -> list[str]:
    """The names of files whose status is not the one that the tables know, gone ones among them."""
    rows = connection.execute("SELECT name, mtime, size, inode FROM files")
    known = {name: Status(*status) for name, *status in rows}
    return sorted(name for name in known.keys() | found.files.keys() if known.get(name) != found.files.get(name))


def read(layout: Layout, name: str, remembered: Remembered) -> Taken:
    """Read a file. `remembered` spares the parsing of a text that was parsed before."""
    status = status_of(layout, name)
    if status is None:
        return Taken(name, None, Content(None))
    return Taken(name, status, _content(layout, name, remembered))


def take_in(connection: sqlite3.Connection, layout: Layout, taken: Taken) -> None:
    """Bring the tables up to date with one file. In a transaction of the caller's."""
    if status_of(layout, taken.name) != taken.status:  # it was changed, and another process may know that already
        taken = read(layout, taken.name, {})
    if taken.status is None:
        drop_file(connection, taken.name)
    else:
        put_file(connection, taken.name, _settled(taken.status), taken.content)


def status_of(layout: Layout, name: str) -> Status | None:
    """None for what is no file of this memory: missing, a link, or behind a link or a folder that cannot be read."""
    path = layout.path(name)
    try:
        found = path.lstat()
    except OSError:
        return None
    return _status(found) if stat.S_ISREG(found.st_mode) and not os.path.islink(path.parent) else None


def folder_times(layout: Layout) -> tuple[int, ...]:
    """When something was last added to, or removed from, each of the folders; 0 where there is none."""
    return tuple(_time(layout, folder) for folder in FOLDERS)


def _entries(layout: Layout, folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """What is named like a topic, with its status; a link is not followed, also not one in the folder's place."""
    descriptor = os.open(layout.folder / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        with os.scandir(descriptor) as entries:
            for one in entries:
                if one.name.endswith(".md") and not one.name.startswith("."):
                    with contextlib.suppress(FileNotFoundError):  # gone while we look
                        yield f"{folder}/{one.name}", one.stat(follow_symlinks=False)
    finally:
        os.close(descriptor)


def _unfit(name: str, found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "is a link, which is not followed; put the file itself there"
    if not stat.S_ISREG(found.st_mode):
        return "is no file, so it is passed over; move it away"
    return "" if is_name(name) else "has a name that is not UTF-8, so it is passed over; rename it"


def _shown(layout: Layout, name: str) -> str:
    return f"'{layout.folder / name}'".encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _status(found: os.stat_result) -> Status:
    return Status(found.st_mtime_ns, found.st_size, found.st_ino)


def _settled(status: Status) -> Status:
    """A file that was changed just now may change again without a sign of it, so it is to be read again."""
    most = _SETTLED if status.mtime % 1_000_000_000 else _SETTLED_BY_THE_SECOND
    return Status(0, status.size, status.inode) if abs(time.time_ns() - status.mtime) < most else status


def _content(layout: Layout, name: str, remembered: Remembered) -> Content:
    path = layout.path(name)
    try:
        content = read_bytes(layout, name)
        if content is None:
            return Content(None)
        known = remembered.get(name)
        topic = known[1] if known and known[0].encode() == content else parse_topic(content, path)
    except NotOurs as error:
        return Content(None, (str(BrokenFile(path, str(error))),))
    except UnusableFile as error:
        return Content(None, (str(error),), isinstance(error, NewerFormat))
    except OSError as error:
        return Content(None, (f"'{path}' cannot be read ({error.strerror or error}); its facts are not shown",))
    return Content(topic, topic.problems)


def _time(layout: Layout, folder: str) -> int:
    try:
        return os.lstat(layout.folder / folder).st_mtime_ns
    except OSError:
        return 0
