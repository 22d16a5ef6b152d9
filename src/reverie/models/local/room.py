"""How much memory the machine can give."""

from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def available_memory(meminfo: Path = _MEMINFO, cgroup: Path = _CGROUP) -> int | None:
    """Bytes that a new process may take without harm, None where the system does not say (macOS)."""
    machine = _machine_available(meminfo)
    container = _container_available(cgroup)
    known = [amount for amount in (machine, container) if amount is not None]
    return min(known) if known else None


def _machine_available(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _container_available(cgroup: Path) -> int | None:
    """The room below this cgroup's cap (v2); the file cache in it counts as free."""
    try:
        cap = (cgroup / "memory.max").read_text().strip()
        used = int((cgroup / "memory.current").read_text())
        fields = dict(line.split() for line in (cgroup / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):
        return None
    if cap == "max":
        return None
    return int(cap) - used + int(fields.get("inactive_file", 0))
