"""The files of a memory as they lie in its folder, and what changed among them since the cache last looked."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator

from reverie.memory.draft import Remembered
from reverie.memory.layout import ARCHIVE, TOPICS, Layout
from reverie.memory.publish import TooLarge, read_bytes
from reverie.memory.topic import parse_topic
from reverie.storage.errors import BrokenFile, NewerFormat, UnusableFile

from .rows import Content, Status, drop_file, put_file

FOLDERS = (TOPICS, ARCHIVE)
_SETTLED = 50_000_000
"""Nanoseconds after which another change of a file shows in its time of change on any file system that we know."""
_BATCH = 64
"""Files that are taken in while nobody else can write to the cache."""


def take_in(connection: sqlite3.Connection, layout: Layout, name: str, remembered: Remembered) -> None:
    """Bring the tables up to date with one file, whether it is there or not. In a transaction of the caller's."""
    now = time.time_ns()
    status = _status_of(layout, name)
    if status is None:
        drop_file(connection, name)
        return
    if abs(now - status.mtime) < _SETTLED:
        status = Status(0, status.size, status.inode)
    put_file(connection, name, status, _read(layout, name, remembered))


def changed_files(connection: sqlite3.Connection, layout: Layout) -> list[str]:
    """The names of files whose status is not the one that the tables know, gone ones among them."""
    known = {
        name: Status(*status) for name, *status in connection.execute("SELECT name, mtime, size, inode FROM files")
    }
    there = dict(_statuses(layout))
    return sorted(name for name in known.keys() | there.keys() if known.get(name) != there.get(name))


def has_changed(connection: sqlite3.Connection, layout: Layout, name: str) -> bool:
    """Whether a file's status is not the one that the tables know."""
    row = connection.execute("SELECT mtime, size, inode FROM files WHERE name = ?", (name,)).fetchone()
    return (Status(*row) if row else None) != _status_of(layout, name)


def folder_times(layout: Layout) -> tuple[int, ...]:
    """When something was last added to, or removed from, each of the folders; 0 where there is none."""
    return tuple(_time(layout, folder) for folder in FOLDERS)


def batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _BATCH):
        yield names[start : start + _BATCH]


def _statuses(layout: Layout) -> Iterator[tuple[str, Status]]:
    for folder in FOLDERS:
        for name in layout.names(folder):
            if (status := _status_of(layout, name)) is not None:
                yield name, status


def _status_of(layout: Layout, name: str) -> Status | None:
    try:
        found = layout.path(name).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Status(found.st_mtime_ns, found.st_size, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _read(layout: Layout, name: str, remembered: Remembered) -> Content:
    path = layout.path(name)
    try:
        content = read_bytes(layout, name)
        if content is None:
            return Content(None)
        known = remembered.get(name)
        topic = known[1] if known and known[0].encode() == content else parse_topic(content, path)
    except TooLarge as error:
        return Content(None, (str(BrokenFile(path, str(error))),))
    except UnusableFile as error:
        return Content(None, (str(error),), isinstance(error, NewerFormat))
    except OSError as error:
        return Content(None, (f"'{path}' cannot be read ({error.strerror or error}); its facts are not shown",))
    return Content(topic, topic.problems)


def _time(layout: Layout, folder: str) -> int:
    try:
        return os.stat(layout.folder / folder, follow_symlinks=False).st_mtime_ns
    except OSError:
        return 0
