"""Which folder lies at a path: its numbers in the file system, cheap to ask for at every start.

A number alone is not enough: ext4 and XFS give it to the next folder that is made. So the mark of its birth counts: the
generation of its inode (FS_IOC_GETVERSION, ioctl_iflags(2)), else the time it was made (`st_birthtime`, statx(2)).
Network and overlay file systems may tell neither, and number their folders anew at every mount.
"""

import os
import sys
from pathlib import Path
from typing import Any

import msgspec

_LONG = 8 if sys.maxsize > 1 << 32 else 4
_GET_VERSION = 0x8000_7601 | _LONG << 16  # _IOR('v', 1, long)
_AT_FDCWD, _WANTED, _BORN = -100, 0x800, 0x50  # STATX_BTIME; where `stx_btime` lies in `struct statx`


class FolderIdentity(msgspec.Struct, frozen=True, omit_defaults=True):
    """`born` is a mark of the folder's birth, to be compared with marks of its `kind` alone; empty when not told."""

    device: int
    inode: int
    born: str = ""

    @property
    def kind(self) -> str:
        """`generation` or `time`; empty without a mark."""
        return self.born.partition(":")[0]


def identify(folder: Path) -> FolderIdentity | None:
    """None where there is nothing, or the file system does not number its folders."""
    try:
        found = os.stat(folder)
    except (OSError, ValueError):  # ValueError: a name with a NUL
        return None
    return FolderIdentity(found.st_dev, found.st_ino, _born(folder, found)) if found.st_ino else None


def is_same(one: FolderIdentity, other: FolderIdentity) -> bool:
    """Where both births are told the number of the device does not count: many change it with every mount."""
    if is_told(one, other):
        return (one.inode, one.born) == (other.inode, other.born)
    return (one.device, one.inode) == (other.device, other.inode)


def is_told(one: FolderIdentity, other: FolderIdentity) -> bool:
    """Whether both births are known in one way, so that a difference proves that the folder was made anew."""
    return bool(one.born) and one.kind == other.kind


def _born(folder: Path, found: os.stat_result) -> str:
    if (time := getattr(found, "st_birthtime", None)) is not None:  # macOS, BSD
        return f"time:{time}"
    return (_generation(folder) or _birth_time(folder)) if sys.platform == "linux" else ""


def _generation(folder: Path) -> str:
    """Most local file systems of Linux draw it anew for every folder that they make."""
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        told = fcntl.ioctl(descriptor, _GET_VERSION, bytes(_LONG))
    except OSError:  # overlay, tmpfs, network and FUSE know no such call
        return ""
    finally:
        os.close(descriptor)
    number = int.from_bytes(told[:4], sys.byteorder)
    return f"generation:{number}" if number else ""


def _birth_time(folder: Path) -> str:
    """By the C library, which takes some milliseconds to reach and is not asked where the generation is told."""
    import ctypes

    statx: Any = getattr(ctypes.CDLL(None), "statx", None)
    told = ctypes.create_string_buffer(256)
    if statx is None or statx(_AT_FDCWD, os.fsencode(folder), 0, _WANTED, told) != 0:
        return ""
    mask = int.from_bytes(told.raw[:4], sys.byteorder)
    seconds = int.from_bytes(told.raw[_BORN : _BORN + 8], sys.byteorder, signed=True)
    nanoseconds = int.from_bytes(told.raw[_BORN + 8 : _BORN + 12], sys.byteorder)
    return f"time:{seconds}.{nanoseconds:09}" if mask & _WANTED else ""
