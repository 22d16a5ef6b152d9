"""What could confine commands: bubblewrap and Landlock on Linux, Seatbelt on macOS. Nothing uses it yet."""

import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from .finding import Finding
from .host import Host
from .install import install_line
from .programs import find, run

OLDEST_BUBBLEWRAP = (0, 8)
_SEATBELT = "/usr/bin/sandbox-exec"
_CREATE_RULESET = 444
_VERSION_FLAG = 1
_NAMESPACE = ("--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev")
_SWITCHES = (
    ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "user.max_user_namespaces=15000"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=0"),
)


def landlock_abi() -> int:
    """The version of Landlock that the kernel has, or the negated error number.

    landlock_create_ruleset(2), whose number is the same on all architectures that we run on.
    """
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    found = int(libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG))
    return found if found >= 0 else -ctypes.get_errno()


def examine_sandbox(
    host: Host, abi: Callable[[], int] = landlock_abi, sys_folder: Path = Path("/proc/sys")
) -> Iterator[Finding]:
    """What is there, and whether it really starts. A missing one is only a note."""
    if host.platform == "darwin":
        yield _seatbelt(host)
        return
    yield _bubblewrap(host, sys_folder)
    yield _landlock(abi())


def _bubblewrap(host: Host, sys_folder: Path) -> Finding:
    path = find("bwrap", host).path
    if path is None:
        text = "bubblewrap is not installed; nothing uses it yet"
        return Finding("sandbox", "note", text, install_line("bubblewrap", host))
    said = run([path, "--version"], host)
    number = re.search(r"(\d+)\.(\d+)", said.first_line) if said.status == 0 else None
    if number is None:
        return Finding("sandbox", "note", f"'{path}' does not work: {said.first_line}", f"{path} --version")
    if (int(number[1]), int(number[2])) < OLDEST_BUBBLEWRAP:
        text = f"{said.first_line} is older than 0.8; nothing uses it yet"
        return Finding("sandbox", "note", text, install_line("bubblewrap", host))
    started = run([path, *_NAMESPACE, "--", "/bin/sh", "-c", "exit 0"], host)
    if started.status != 0:
        text = f"{said.first_line} cannot start an unprivileged namespace: {started.first_line}; nothing uses it yet"
        return Finding("sandbox", "note", text, _allow_namespaces(sys_folder))
    return Finding("sandbox", "ok", f"{said.first_line} starts an unprivileged namespace")


def _allow_namespaces(sys_folder: Path) -> str:
    """The kernel's switch that forbids it, turned; in a container it is the container's own settings."""
    for name, forbids, setting in _SWITCHES:
        try:
            if (sys_folder / name).read_text().strip() == forbids:
                return f"sudo sysctl -w {setting}"
        except OSError:
            continue
    return "unshare --user --map-root-user true"


def _landlock(abi: int) -> Finding:
    if abi > 0:
        return Finding("sandbox", "ok", f"Landlock ABI {abi}")
    if -abi == errno.EOPNOTSUPP:
        text = "the kernel has Landlock, but it was not enabled at boot; nothing uses it yet"
        return Finding("sandbox", "note", text, "cat /sys/kernel/security/lsm")
    text = f"no Landlock ({errno.errorcode.get(-abi, abi)}): Linux 5.13 or newer can have it; nothing uses it yet"
    return Finding("sandbox", "note", text, "uname -r")


def _seatbelt(host: Host) -> Finding:
    started = run([_SEATBELT, "-p", "(version 1)(allow default)", "/usr/bin/true"], host)
    if started.status != 0:
        text = f"Seatbelt cannot be used: {started.first_line}; nothing uses it yet"
        return Finding("sandbox", "note", text, f"{_SEATBELT} -p '(version 1)(allow default)' /usr/bin/true")
    return Finding("sandbox", "ok", "Seatbelt starts")
