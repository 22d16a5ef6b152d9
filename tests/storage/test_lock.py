import subprocess
import sys
from pathlib import Path

import pytest

from reverie.storage.lock import Busy, FileLock

_HOLDER = """
import sys, time
from pathlib import Path
from reverie.storage.lock import FileLock
lock = FileLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_holder_is_told_that_it_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path), pytest.raises(Busy, match="lock"):
        FileLock(path).acquire(wait=False)
    FileLock(path).acquire(wait=False).release()


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy):
            FileLock(path).acquire(wait=False)
        holder.kill()
    FileLock(path).acquire(wait=False).release()
