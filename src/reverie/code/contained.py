"""Opening what lies in one folder and nothing else, whoever changes it meanwhile.

Each part of a path is opened below the one before it, links not followed. Only where a link stands in the way is the
path resolved, and the result, when it lies inside, is opened in the same manner. Pipes and devices are never opened.
"""

import errno
import os
import stat
from typing import Literal

import msgspec

from .values import Unread

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_LINK_IN_THE_WAY = (errno.ELOOP, errno.ENOTDIR, errno.EMLINK)
_BLOCK = 1 << 20

OUTSIDE = "outside of the project"

Parts = tuple[str, ...]
Stamp = tuple[int, int, int, int, int]
"""What changes when a file does: device, inode, size in bytes, and the times of content and of inode in ns."""


class LeadsOut(Exception):
    """A path that ends, by itself or by a link, outside of the root."""


class Entry(msgspec.Struct, frozen=True):
    """A name in a folder; links, pipes and devices are `other`."""

    name: str
    kind: Literal["file", "folder", "other"]


class Content(msgspec.Struct, frozen=True):
    """The bytes of a file and its stamp when they were read."""

    raw: bytes
    stamp: Stamp


def parts_of(path: str) -> Parts:
    """The names on a relative path; none for the root itself. Raises `LeadsOut` for what can lie in no root."""
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    if path.startswith("/") or "\0" in path or ".." in parts:
        raise LeadsOut
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        raise LeadsOut from error
    return parts


def read_inside(root: str, path: str, most: int) -> Content | Unread:
    """A regular file of at most `most` bytes."""
    try:
        opened = _opened(root, parts_of(path))
    except LeadsOut:
        return Unread(path, OUTSIDE)
    except OSError as error:
        return unread_for(path, error)
    if opened is None:
        return Unread(path, "not a regular file")
    try:
        return _read(opened, path, most)
    except OSError as error:
        return unread_for(path, error)
    finally:
        os.close(opened)


def status_inside(root: str, path: str) -> os.stat_result | Literal["link"] | None:
    """What is there, links followed; `link`: one that leads out or nowhere. None: nothing that can be looked at."""
    try:
        parts = parts_of(path)
    except LeadsOut:
        return None
    try:
        found = _status(root, parts)
        if not stat.S_ISLNK(found.st_mode):
            return found
    except OSError as error:
        if error.errno not in _LINK_IN_THE_WAY:
            return None
        found = None
    try:
        return _status(root, _resolved(root, parts))
    except LeadsOut:
        return "link"
    except OSError:
        return "link" if found else None


def entries_inside(root: str, path: str) -> list[Entry]:
    """What lies in a folder that is no link and not behind one, sorted by name. Raises `LeadsOut` and OSError."""
    folder = _descended(root, parts_of(path))
    try:
        with os.scandir(folder) as found:
            return sorted((_entry(entry) for entry in found if _is_text(entry.name)), key=lambda entry: entry.name)
    finally:
        os.close(folder)


def names_inside(root: str, path: str) -> list[str]:
    """The sorted names in a folder, links on the way followed inside. Raises `LeadsOut` and OSError."""
    return [entry.name for entry in entries_inside(root, "/".join(_resolved(root, parts_of(path))))]


def _is_text(name: str) -> bool:
    """Names that are no UTF-8 are passed over: no text can speak of them."""
    return name.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in name)


def _entry(found: "os.DirEntry[str]") -> Entry:
    if found.is_dir(follow_symlinks=False):
        return Entry(found.name, "folder")
    return Entry(found.name, "file" if found.is_file(follow_symlinks=False) else "other")


def stamp_of(status: os.stat_result) -> Stamp:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def unread_for(path: str, error: OSError) -> Unread:
    """Why the system would not give a file."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return Unread(path, "not there", is_absent=True)
    return Unread(path, (error.strerror or type(error).__name__).lower())


def sized(count: int) -> str:
    """A number of bytes for a person."""
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"


def _opened(root: str, parts: Parts) -> int | None:
    """A regular file, opened; None when it is something else."""
    try:
        return _opened_plain(root, parts)
    except OSError as error:
        if error.errno not in _LINK_IN_THE_WAY:
            raise
    return _opened_plain(root, _resolved(root, parts))


def _opened_plain(root: str, parts: Parts) -> int | None:
    if not parts:
        return None
    folder = _descended(root, parts[:-1])
    try:
        mode = os.stat(parts[-1], dir_fd=folder, follow_symlinks=False).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            return None
        opened = os.open(parts[-1], _FILE, dir_fd=folder)  # a link is refused with ELOOP
    finally:
        os.close(folder)
    if stat.S_ISREG(os.fstat(opened).st_mode):
        return opened
    os.close(opened)
    return None


def _descended(root: str, parts: Parts) -> int:
    """The folder at the end of these names, opened."""
    folder = os.open(root, _FOLDER)
    for part in parts:
        try:
            below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
        finally:
            os.close(folder)
        folder = below
    return folder


def _status(root: str, parts: Parts) -> os.stat_result:
    if not parts:
        return os.stat(root)
    folder = _descended(root, parts[:-1])
    try:
        return os.stat(parts[-1], dir_fd=folder, follow_symlinks=False)
    finally:
        os.close(folder)


def _resolved(root: str, parts: Parts) -> Parts:
    """The same place without links. Raises `LeadsOut`, and OSError when it is not there or goes round in circles."""
    real = os.path.realpath(os.path.join(root, *parts), strict=True)
    inside = root.rstrip("/") + "/"
    if real != root and not real.startswith(inside):
        raise LeadsOut
    return tuple(real[len(inside) :].split("/")) if real != root else ()


def _read(opened: int, path: str, most: int) -> Content | Unread:
    status = os.fstat(opened)
    if status.st_size > most:
        return Unread(path, f"{sized(status.st_size)}, too large")
    blocks, left = [], most + 1
    while left and (block := os.read(opened, min(left, _BLOCK))):
        blocks.append(block)
        left -= len(block)
    raw = b"".join(blocks)
    return Content(raw, stamp_of(status)) if len(raw) <= most else Unread(path, f"over {sized(most)}, too large")
