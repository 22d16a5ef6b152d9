"""Which file system a path lies on, as far as it matters: whether another machine keeps it."""

import re
from pathlib import Path

from .host import Host
from .programs import run

_NETWORK = re.compile(
    r"(nfs|nfs4|cifs|smb\w*|afpfs|webdav|davfs|9p|drvfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|fuse\.(sshfs|rclone|s3fs|gcsfuse|ceph|glusterfs).*)"
)
_MAC_LINE = re.compile(r"^\S+ on (.+) \((\w+)[,)]")
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_kind(path: Path, host: Host, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of network file system below `path`; empty for one of this machine, or where nobody says."""
    found = _mac_mounts(host) if host.platform == "darwin" else _linux_mounts(mounts)
    real = path.resolve()
    above = [(folder, kind) for folder, kind in found if real.is_relative_to(folder)]
    kind = max(above, key=lambda one: len(one[0].parts), default=(Path(), ""))[1]
    return kind if _NETWORK.fullmatch(kind) else ""


def _linux_mounts(mounts: Path) -> list[tuple[Path, str]]:
    """proc_pid_mounts(5): device, folder with octal escapes, kind. The last one at a folder covers those before."""
    try:
        lines = mounts.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return []
    fields = (line.split(" ") for line in reversed(lines))
    return [(Path(_unescaped(found[1])), found[2]) for found in fields if len(found) > 2]


def _unescaped(text: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), text)


def _mac_mounts(host: Host) -> list[tuple[Path, str]]:
    lines = run(["/sbin/mount"], host).output.splitlines()
    return [(Path(found[1]), found[2]) for line in lines if (found := _MAC_LINE.match(line))]
