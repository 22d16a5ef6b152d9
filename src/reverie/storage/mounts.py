"""Which file system a path lies on, as far as it matters: whether another machine keeps it.

The locks and syncs of such a file system cannot be relied on, so what must not be lost is not written there.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_NETWORK = re.compile(
    r"(nfs|nfs4|cifs|smb\w*|afpfs|webdav|davfs|9p|drvfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|fuse\.(sshfs|rclone|s3fs|gcsfuse|ceph|glusterfs).*)"
)
_MAC_LINE = re.compile(r"^\S+ on (.+) \((\w+)[,)]")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_SECONDS = 3.0

Run = Callable[[Sequence[str]], str]
"""Starts a program of the system and gives what it printed, as far as it did."""


def network_kind(
    path: Path, platform: str = sys.platform, mounts: Path = Path("/proc/self/mounts"), run: Run | None = None
) -> str:
    """The kind of network file system below `path` (`nfs4`); empty for one of this machine, or where nobody says.

    Linux tells by one read of `mounts`. macOS (`platform` is `darwin`) is asked by `/sbin/mount`, which `run` starts.
    """
    real = os.path.realpath(path)  # first of all: looking at it may be what mounts it
    found = _mac_mounts(run or _run) if platform == "darwin" else _linux_mounts(mounts)
    above = [(folder, kind) for folder, kind in found if f"{real}/".startswith(f"{folder.rstrip('/')}/")]
    kind = max(above, key=lambda one: len(one[0]), default=("", ""))[1]
    return kind if _NETWORK.fullmatch(kind) else ""


def _linux_mounts(mounts: Path) -> Iterator[tuple[str, str]]:
    """proc_pid_mounts(5): device, folder with octal escapes, kind. The last one at a folder covers those before."""
    try:
        lines = mounts.read_bytes().split(b"\n")
    except OSError:
        return
    for line in reversed(lines):
        fields = line.split(b" ")
        if len(fields) > 2:
            yield os.fsdecode(_unescaped(fields[1])), os.fsdecode(fields[2])


def _unescaped(text: bytes) -> bytes:
    return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), text)


def _mac_mounts(run: Run) -> Iterator[tuple[str, str]]:
    for line in run(["/sbin/mount"]).splitlines():
        if found := _MAC_LINE.match(line):
            yield found[1], found[2]


def _run(argv: Sequence[str]) -> str:
    import subprocess

    try:
        ran = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return os.fsdecode(ran.stdout)
