"""Other programs: found on PATH, never in the repository one stands in, and started with little patience."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .host import Host

SECONDS = 3.0
_MOST_BYTES = 64 * 1024


class Found(msgspec.Struct, frozen=True):
    """Where a program is; `passed_over` is one of that name that is not started because of where it lies."""

    path: str | None
    passed_over: str | None = None


class Ran(msgspec.Struct, frozen=True):
    """How a program ended. `status` is None when it could not be started or did not end in time; `output` is both of
    its streams, or why there is none."""

    status: int | None
    output: str

    @property
    def first_line(self) -> str:
        return next((line.strip()[:200] for line in self.output.splitlines() if line.strip()), "it said nothing")


def find(name: str, host: Host) -> Found:
    """The program of that name. Relative entries of PATH, and what leads into the repository, are passed over."""
    passed_over = None
    for entry in host.environ.get("PATH", os.defpath).split(os.pathsep):
        path = shutil.which(name, path=entry or ".")
        if path and os.path.isabs(entry) and not _is_foreign(path, host):
            return Found(path)
        passed_over = passed_over or path
    return Found(None, passed_over)


def run(argv: Sequence[str], host: Host, seconds: float = SECONDS) -> Ran:
    """Start a program with the root as its folder and nothing to read; it is ended with its group when time is up."""
    environ = {**host.environ, "PATH": os.pathsep.join(_safe_entries(host)), "LC_ALL": "C"}
    deadline = time.monotonic() + seconds
    try:
        child = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environ,
            start_new_session=True,
        )
    except OSError as error:
        return Ran(None, f"'{argv[0]}': {error.strerror or error}")
    assert child.stdout is not None
    with child.stdout:
        output = b"".join(_read(child.stdout.fileno(), deadline))
    if _ends(child, deadline):
        return Ran(child.returncode, output.decode(errors="replace"))
    return Ran(None, f"it did not end within {seconds:g} s")


def _read(descriptor: int, deadline: float) -> Iterator[bytes]:
    left = _MOST_BYTES
    while left > 0 and select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
        piece = os.read(descriptor, left)
        if not piece:
            return
        left -= len(piece)
        yield piece


def _ends(child: "subprocess.Popen[bytes]", deadline: float) -> bool:
    """Wait for the end, or make it: whether it came by itself."""
    try:
        child.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):  # the kernel may hold it
            child.wait(1.0)
        return False
    return True


def _safe_entries(host: Host) -> Iterator[str]:
    for entry in host.environ.get("PATH", os.defpath).split(os.pathsep):
        if os.path.isabs(entry) and not _is_foreign(entry, host):
            yield entry


def _is_foreign(path: str, host: Host) -> bool:
    """Whether it lies in, or leads into, the folder that is not ours to run from."""
    foreign = host.foreign_folder()
    places = [Path(os.path.abspath(path)), Path(os.path.realpath(path))]
    if foreign is not None:
        return any(place.is_relative_to(foreign) for place in places)
    return host.folder is not None and any(host.folder in (place, place.parent) for place in places)
