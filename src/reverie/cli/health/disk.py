"""Disk: whether there is room where our folders are."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from .finding import Finding, quoted
from .host import Host

WARN_BELOW = 1_000_000_000
FAIL_BELOW = 100_000_000


class Room(msgspec.Struct, frozen=True):
    """A file system: its number, the bytes that a user may still write, and whether it can take another file."""

    device: int
    free: int
    takes_files: bool = True


def room_at(path: Path) -> Room:
    """The file system that `path` lies on. Raises OSError."""
    found = os.statvfs(path)
    takes_files = found.f_files == 0 or found.f_favail > 0  # some file systems do not count files
    return Room(path.stat().st_dev, shutil.disk_usage(path).free, takes_files)


def examine_disk(host: Host, room: Callable[[Path], Room] = room_at) -> Iterator[Finding]:
    """One line a file system, with the folders of ours that lie on it."""
    names: dict[int, list[str]] = {}
    found: dict[int, tuple[Path, Room]] = {}
    for name in host.places.__struct_fields__:
        path = nearest(getattr(host.places, name))
        one = room(path)
        names.setdefault(one.device, []).append(name)
        found.setdefault(one.device, (path, one))
    for device, (path, one) in found.items():
        yield _finding(", ".join(names[device]), path, one)


def nearest(path: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next(folder for folder in (path, *path.absolute().parents) if folder.is_dir())


def _finding(names: str, path: Path, room: Room) -> Finding:
    free = f"{room.free / 1e9:.1f} GB" if room.free >= WARN_BELOW else f"{room.free / 1e6:.0f} MB"
    text = f"{free} free for {names} ('{path}')"
    fix = f"df -h {quoted(path)} && reverie model list"
    if not room.takes_files:
        return Finding("disk", "fail", f"no file more can be made for {names} ('{path}')", f"df -i {quoted(path)}")
    if room.free < FAIL_BELOW:
        return Finding("disk", "fail", text, fix)
    return Finding("disk", "warn", text, fix) if room.free < WARN_BELOW else Finding("disk", "ok", text)
