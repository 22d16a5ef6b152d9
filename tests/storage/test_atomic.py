import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reverie.storage.atomic import private_folder, replace_file


def test_replaces_whole_content_and_sets_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["a"]


def test_a_full_disk_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    replace_file(path, b"old")

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from reverie.storage.atomic import replace_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    replace_file(Path(sys.argv[1]), b"n" * 100_000)
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no file size limit here")
def test_a_write_that_the_kernel_cuts_short_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    replace_file(path, b"old")
    done = subprocess.run([sys.executable, "-c", _LIMITED, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "OSError"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_private_folder_is_for_this_user_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "x" / "y")
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert private_folder(folder) == folder
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        private_folder(tmp_path / "file")


def test_a_failure_names_the_file_and_not_our_temporary_one(tmp_path: Path) -> None:
    (tmp_path / "folder" / "below").mkdir(parents=True)
    for path in (tmp_path / "gone" / "a", tmp_path / "folder", tmp_path / ("x" * 250)):
        with pytest.raises(OSError, match=r"Is a directory|No such file|too long") as caught:
            replace_file(path, b"new")
        assert (caught.value.filename, caught.value.filename2) == (str(path), None)
        assert ".new" not in str(caught.value)
