"""A disk that is really full: one line, nothing half done, and the session goes on when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.test_sessions import assert_valid_chat


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, *, leave: int) -> Path:
    """Take all the room but so many bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return filler


@pytest.mark.parametrize("leave", [0, 4096, 8192, 16384, 65536])
def test_a_full_data_disk_costs_the_turn_and_nothing_before(tmp_path: Path, small_disk: Path, leave: int) -> None:
    home = Home(tmp_path)
    (small_disk / "reverie").mkdir()
    (home.home / "reverie").symlink_to(small_disk / "reverie")
    with model({"text": "before"}) as server:
        assert home.run("-p", "one", *flags(server)).returncode == 0
    kept = home.transcripts()[0].read_bytes()
    filler = fill(small_disk, leave=leave)
    steps = [call("shell", command="seq 1 100000"), {"text": "x" * 200_000}]
    with model(*steps) as server:
        done = home.run("-p", "two", *flags(server), "-c", "--allowed-tools", "shell")
    assert done.returncode == 1, done.stderr
    assert "No space left" in done.stderr and "Traceback" not in done.stderr
    assert home.transcripts()[0].read_bytes().startswith(kept)
    filler.unlink()
    with model({"text": "room again"}) as server:
        done = home.run("-p", "three", *flags(server), "-c")
    assert (done.returncode, done.stdout) == (0, "room again\n")
    assert_valid_chat(server.requests[0].body)


def test_a_full_project_disk_leaves_the_old_file_whole(tmp_path: Path, small_disk: Path) -> None:
    home = Home(tmp_path)
    target = small_disk / "kept.txt"
    target.write_text("old content\n")
    fill(small_disk, leave=0)
    steps = [call("read", path="kept.txt"), call("write", path="kept.txt", content="n" * 50_000), {"text": "could not"}]
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server), "--allowed-tools", "write", cwd=small_disk)
    assert done.returncode == 0 and "the disk is full" in done.stderr
    assert target.read_text() == "old content\n"
    assert sorted(os.listdir(small_disk)) == ["filler", "kept.txt"]
    assert b"the disk is full" in server.requests[2].body
