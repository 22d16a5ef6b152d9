"""What the benchmarks share: processes timed by the kernel, memory sampled, arms in alternating order, flags.

Times of a process are those of `os.wait4` (getrusage(2)): processor time is user plus system time of it and of the
children it waited for. Memory is PSS of /proc/PID/smaps_rollup (Linux), summed over the process and its descendants.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

_Arm = TypeVar("_Arm")


class Finished(msgspec.Struct, frozen=True):
    """One process, from its start to its end: milliseconds, the largest resident set in megabytes, its last error."""

    wall_ms: float
    cpu_ms: float
    peak_rss_mb: float
    status: int
    error: str


class Running:
    """A process that was started and will be waited for. Of its output the last line of standard error is kept."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], folder: Path) -> None:
        self.argv = argv
        self._finished: Finished | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115, closed in `_error`
        self.started_ns = time.monotonic_ns()
        self._process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            cwd=folder,
            env=dict(environ),
            start_new_session=True,
        )
        self.pid = self._process.pid

    def has_ended(self) -> bool:
        """Whether it has ended by itself."""
        return self._collect(os.WNOHANG)

    def kill(self) -> None:
        """End it and all that it started."""
        os.killpg(self.pid, signal.SIGKILL)

    def wait(self) -> Finished:
        self._collect(0)
        assert self._finished is not None
        return self._finished

    def _collect(self, flags: int) -> bool:
        """Ask the kernel for its end; it tells that once."""
        if self._finished is None:
            pid, status, used = os.wait4(self.pid, flags)
            if pid == 0:
                return False
            wall_ms = (time.monotonic_ns() - self.started_ns) / 1e6
            self._process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
            unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # getrusage(2): bytes there, kilobytes elsewhere
            cpu_ms = (used.ru_utime + used.ru_stime) * 1000
            self._finished = Finished(wall_ms, cpu_ms, used.ru_maxrss / unit, self._process.returncode, self._error())
        return True

    def _error(self) -> str:
        with self._errors:
            self._errors.seek(0)
            lines = self._errors.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "")


class PeakMemory:
    """Samples the PSS of a process and its descendants in a thread, until it is gone. `mb` is the largest sum."""

    def __init__(self, pid: int, every_s: float = 0.05) -> None:
        self.mb: float | None = None
        self._pid = pid
        self._every_s = every_s
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def finish(self) -> float | None:
        """The peak in megabytes; None where the system has no PSS. Call it after the process has ended."""
        self._thread.join()
        return self.mb

    def _sample(self) -> None:
        while (kilobytes := _pss_of_family(self._pid)) is not None:
            self.mb = max(self.mb or 0.0, kilobytes / 1024)
            time.sleep(self._every_s)


def _pss_of_family(pid: int) -> int | None:
    own = _pss(pid)
    if own is None:
        return None
    return own + sum(_pss(child) or 0 for child in _descendants(pid))


def _pss(pid: int) -> int | None:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return None
    return None


def _descendants(pid: int) -> Iterator[int]:
    """Processes may end while they are looked for."""
    try:
        texts = [Path(f"/proc/{pid}/task/{task}/children").read_text() for task in os.listdir(f"/proc/{pid}/task")]
    except OSError:
        return
    for child in map(int, " ".join(texts).split()):
        yield child
        yield from _descendants(child)


def alternating(arms: Sequence[_Arm], runs: int) -> Iterator[_Arm]:
    """Each arm `runs` times, back and forth, so that a machine that gets slower meanwhile slows all of them."""
    for run in range(runs):
        yield from arms if run % 2 == 0 else reversed(arms)


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest of the values that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def arguments(description: str | None, *, runs: int) -> argparse.ArgumentParser:
    """The flags that every benchmark has."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=_positive, default=runs, help=f"measurements of each arm (default {runs})")
    parser.add_argument("--json", metavar="FILE", help="also write JSON there; - writes it in place of the table")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not at least 1")
    return number
