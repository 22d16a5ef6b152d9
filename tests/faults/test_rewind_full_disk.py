"""Going back on a project's disk that is really full: what does not fit is named, the rest is done, nothing is lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agent.rewinding import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """A project on a file system of 1 MB; the session lies elsewhere."""
    project = tmp_path / "project"
    project.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(project)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield Scene(tmp_path)
    subprocess.run(["umount", "-l", str(project)], check=True)


def test_what_does_not_fit_stays_and_can_be_put_back_later(scene: Scene) -> None:
    scene.write("large", "x" * 300_000)
    scene.write("large", "small\n")
    scene.write("made", "m\n")
    filler = scene.root / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(4096))
    done = scene.back(scene.turn_point(2))
    assert [each.path for each in done.changes] == ["made"] and not done.problem
    assert [each.why for each in done.refused] == ["it could not be put back (No space left on device)"]
    assert scene.content("large") == "small\n" and sorted(os.listdir(scene.root)) == ["filler", "large"]
    assert "still as they were left: large." in scene.said()[-1]
    filler.unlink()
    assert not scene.back(scene.turn_point(2), "files").refused
    assert scene.content("large") == "x" * 300_000
