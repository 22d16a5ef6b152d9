"""Crashes by the system itself: a program killed by strace at its calls, a file system that is full, a power cut.

strace's `--seccomp-bpf` is not used: with it signals are silently dropped. The power cut is a copy of the image of a
loop-mounted ext4, taken while the writer stands still, mounted again: what had not reached the block device is lost.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .child import read_steps
from .points import Point
from .scenarios import SCENARIOS, Scenario
from .verdict import violations

_CALLS = "write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,fsync,fdatasync,ftruncate,mkdir,mkdirat"
_IMAGE_MB = 24


def why_no_strace() -> str:
    """Why programs cannot be killed by strace here; empty when they can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not trace here"


def why_no_mounts() -> str:
    """Why nothing can be mounted here; empty when it can."""
    if sys.platform != "linux":
        return "mounts are tried on Linux only"
    if os.geteuid() != 0:
        return "only root may mount"
    missing = [name for name in ("mount", "umount", "mkfs.ext4") if shutil.which(name) is None]
    return f"{', '.join(missing)} not installed" if missing else ""


def straced(scenario: Scenario, most: int) -> Iterator[Point]:
    """The program killed at up to `most` of its calls, evenly spread."""
    total = _count(scenario)
    every = max(1, total // most)
    for at in range(1, total + 1, every):
        with tempfile.TemporaryDirectory() as holder:
            folder = Path(holder) / "memory"
            scenario.prepare(folder)
            inject = f"inject={_CALLS}:signal=KILL:when={at}"
            ran = _run(scenario, folder, "strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={_CALLS}", "-e", inject)
            found = violations(folder, scenario.prepared, read_steps(ran.stdout))
            yield Point(scenario.name, "kill", at, tuple(found), ran.returncode != 0)


def full_disks(scenario: Scenario) -> Iterator[Point]:
    """The scenario on a tmpfs with ever fewer free pages, down to none."""
    for pages in range(24):
        with tempfile.TemporaryDirectory() as holder, _mounted("tmpfs", "-t", "tmpfs", "-o", "size=4m", holder):
            folder = Path(holder) / "memory"
            scenario.prepare(folder)
            _leave_free(Path(holder), pages)
            ran = _run(scenario, folder)
            (Path(holder) / "ballast").unlink()
            found = violations(folder, scenario.prepared, read_steps(ran.stdout))
            if ran.returncode not in (0, 1) or b"Traceback" in ran.stderr:
                found.append(f"it ended with {ran.returncode}: {ran.stderr.decode()[-200:]}")
            yield Point(scenario.name, "full", pages, tuple(found), ran.returncode != 0)


def power_cuts_of_ext4(scenario: Scenario, cuts: int) -> Iterator[Point]:
    """The writer stopped at `cuts` moments, the image copied, and the copy mounted and judged."""
    with tempfile.TemporaryDirectory() as holder:
        image, place = Path(holder) / "image", Path(holder) / "disk"
        place.mkdir()
        for number in range(cuts):
            _make_image(image)
            with _mounted("loop", "-o", "loop", str(image), str(place)):
                folder = place / "memory"
                scenario.prepare(folder)
                os.sync()
                output = _stopped_in_the_middle(scenario, folder, image, 0.02 + 0.011 * number)
            with _mounted("loop", "-o", "loop", f"{image}.cut", str(place)):
                found = violations(place / "memory", scenario.prepared, read_steps(output))
            yield Point(scenario.name, "kill", number, tuple(found), True)


def _stopped_in_the_middle(scenario: Scenario, folder: Path, image: Path, after: float) -> bytes:
    """What was acknowledged before the copy of the image; `after` is counted from the first step that was said."""
    with tempfile.TemporaryFile() as said:
        argv = [sys.executable, "-m", "benchmarks.crash.child", scenario.name, str(folder)]
        process = subprocess.Popen(argv, stdout=said, env=_environment())
        while said.seek(0, os.SEEK_END) == 0 and process.poll() is None:
            time.sleep(0.001)
        time.sleep(after)
        process.send_signal(signal.SIGSTOP)
        said.seek(0)
        output = said.read()
        shutil.copyfile(image, f"{image}.cut")
        process.kill()
        process.wait()
    return output


def _run(scenario: Scenario, folder: Path, *before: str) -> "subprocess.CompletedProcess[bytes]":
    argv = [*before, sys.executable, "-m", "benchmarks.crash.child", scenario.name, str(folder)]
    return subprocess.run(argv, capture_output=True, check=False, env=_environment())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def _count(scenario: Scenario) -> int:
    """How many calls of the kinds the whole program makes."""
    with tempfile.TemporaryDirectory() as holder:
        folder, trace = Path(holder) / "memory", Path(holder) / "trace"
        scenario.prepare(folder)
        _run(scenario, folder, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={_CALLS}")
        return len(trace.read_text(errors="replace").splitlines())


def _leave_free(folder: Path, pages: int) -> None:
    """Fill the file system but for so many pages of 4 KiB."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        while True:
            try:
                ballast.write(b"x" * 4096)
            except OSError:
                break
        ballast.truncate(max(0, ballast.tell() - pages * 4096))


def _make_image(image: Path) -> None:
    with image.open("wb") as file:
        file.truncate(_IMAGE_MB << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)


@contextmanager
def _mounted(what: str, *arguments: str) -> Iterator[None]:
    source = ["tmpfs"] if what == "tmpfs" else []
    *options, place = arguments
    subprocess.run(["mount", *options, *source, place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


REAL = SCENARIOS[:3]
