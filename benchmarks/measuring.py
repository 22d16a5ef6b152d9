"""What the benchmarks share: processes timed by the kernel, memory sampled, arms in alternating order, reports.

Times of a process are those of `os.wait4` (getrusage(2)): processor time is user plus system time of it and of the
children it waited for. Memory is PSS of /proc/PID/smaps_rollup (Linux), summed over the process and its descendants.
"""

import argparse
import os
import platform
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

_Arm = TypeVar("_Arm")
_HEAD = "| what | value | lowest | ratio | budget | runs |"


class Finished(msgspec.Struct, frozen=True):
    """One process, from its start to its end: milliseconds, and the largest resident set in megabytes."""

    wall_ms: float
    cpu_ms: float
    peak_rss_mb: float
    status: int


class Running:
    """A process that was started and will be waited for, its output thrown away."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str], folder: Path) -> None:
        self.argv = argv
        self._finished: Finished | None = None
        self.started_ns = time.monotonic_ns()
        self._process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
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
            self._finished = Finished(wall_ms, cpu_ms, used.ru_maxrss / unit, self._process.returncode)
        return True


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
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
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


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured number. `runs` is how many measurements `value`, mostly their median, comes from.

    `lowest` is the smallest of them: nearest to what a quiet machine shows. `ratio` is to what `of` says. `budget` is
    in the unit of the value, or in times when `budget_of` is `ratio`.
    """

    what: str
    value: float
    unit: str
    runs: int
    lowest: float | None = None
    ratio: float | None = None
    of: str = ""
    budget: float | None = None
    budget_of: str = "value"

    @property
    def holds(self) -> bool | None:
        measured = self.ratio if self.budget_of == "ratio" else self.value
        return None if self.budget is None or measured is None else measured <= self.budget


def median_row(what: str, values: Sequence[float], unit: str, **more: object) -> Row:
    """A row with the median of the values."""
    measured = {"value": statistics.median(values), "lowest": min(values), "runs": len(values)}
    return msgspec.convert({"what": what, "unit": unit, **measured, **more}, Row)


class Report(msgspec.Struct, frozen=True):
    """A benchmark's outcome: a table for people, JSON for programs."""

    benchmark: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def show(self, json_to: str | None) -> None:
        """Print the table, and write JSON to a path or, for `-`, to standard output in place of the table."""
        if json_to != "-":
            print(self.table())
        if json_to is not None:
            text = msgspec.json.format(msgspec.json.encode(self._with_machine()), indent=1).decode() + "\n"
            if json_to == "-":
                sys.stdout.write(text)
            else:
                Path(json_to).write_text(text)

    def table(self) -> str:
        """A Markdown table, then the notes."""
        lines = [
            f"## {self.benchmark}",
            "",
            "| what | value | lowest | ratio | budget | runs |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, "", *(f"{note}  " for note in self.notes), _machine_line()])

    def _with_machine(self) -> dict[str, object]:
        rows = [msgspec.to_builtins(row) | {"holds": row.holds} for row in self.rows]
        return {"benchmark": self.benchmark, "machine": _machine(), "rows": rows, "notes": self.notes}


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} × {row.of}".strip()
    budget = ""
    if row.budget is not None:
        wanted = f"{row.budget:g} ×" if row.budget_of == "ratio" else f"{row.budget:g} {row.unit}"
        budget = f"≤ {wanted}: {'holds' if row.holds else 'MISSED'}"
    lowest = "" if row.lowest is None else _number(row.lowest, row.unit)
    return f"| {row.what} | {_number(row.value, row.unit)} {row.unit} | {lowest} | {ratio} | {budget} | {row.runs} |"


def _number(value: float, unit: str) -> str:
    digits = 0 if unit in ("tokens", "characters") else 2 if value < 10 else 1
    return f"{value:,.{digits}f}"


def _machine() -> dict[str, object]:
    load = os.getloadavg()[0]
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(load, 1),
    }


def _machine_line() -> str:
    machine = _machine()
    return (
        f"{machine['system']} {machine['machine']}, {machine['cores']} cores (load {machine['load']} at the end), "
        f"Python {machine['python']}"
    )


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
