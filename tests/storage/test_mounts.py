import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from reverie.storage.mounts import network_kind

_MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@server/share on /Volumes/Our share (smbfs, nodev, nosuid, mounted by me)
server:/x on /Volumes/x (nfs)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


def _mounts(folder: Path, *lines: str) -> Path:
    path = folder / "mounts"
    path.write_bytes(os.fsencode("".join(f"{line}\n" for line in lines)))
    return path


def test_the_deepest_mount_above_a_path_says_its_kind(tmp_path: Path) -> None:
    (tmp_path / "my disk").mkdir()
    spaced = str(tmp_path / "my disk").replace(" ", "\\040")
    mounts = _mounts(
        tmp_path, "/dev/a / ext4 rw 0 0", f"server:/x {spaced} nfs4 rw 0 0", "old /elsewhere cifs rw 0 0", "garbage", ""
    )
    assert network_kind(tmp_path / "my disk" / "deeper", "linux", mounts) == "nfs4"
    assert network_kind(tmp_path / "my disk", "linux", mounts) == "nfs4"
    assert network_kind(tmp_path / "my disk of another name", "linux", mounts) == ""
    assert network_kind(tmp_path, "linux", mounts) == ""


def test_the_last_mount_at_a_folder_covers_those_before(tmp_path: Path) -> None:
    below = _mounts(tmp_path, f"server:/x {tmp_path} nfs4 rw 0 0", f"tmpfs {tmp_path} tmpfs rw 0 0")
    assert network_kind(tmp_path, "linux", below) == ""
    above = _mounts(tmp_path, f"tmpfs {tmp_path} tmpfs rw 0 0", f"u@h: {tmp_path} fuse.sshfs rw 0 0")
    assert network_kind(tmp_path, "linux", above) == "fuse.sshfs"


def test_a_link_is_followed_to_where_its_files_lie(tmp_path: Path) -> None:
    for name in ("share", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "home" / "data").symlink_to(tmp_path / "share")
    mounts = _mounts(tmp_path, f"//server/share {tmp_path}/share cifs rw 0 0")
    assert network_kind(tmp_path / "home" / "data", "linux", mounts) == "cifs"


def test_a_folder_whose_name_is_not_utf8_is_found(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system wants UTF-8")
    (tmp_path / "ä").mkdir()
    mounts = _mounts(tmp_path, f"s:/x {odd} nfs rw 0 0", f"s:/y {tmp_path}/\\303\\244 nfs4 rw 0 0")
    assert network_kind(odd / "x", "linux", mounts) == "nfs"
    assert network_kind(tmp_path / "ä", "linux", mounts) == "nfs4"


def test_where_nobody_says_it_counts_as_of_this_machine(tmp_path: Path) -> None:
    assert network_kind(tmp_path, "linux", tmp_path / "missing") == ""
    assert network_kind(tmp_path, "darwin", run=lambda _: "") == ""


def test_macos_is_asked_by_its_own_program() -> None:
    asked: list[Sequence[str]] = []

    def mount(argv: Sequence[str]) -> str:
        asked.append(argv)
        return _MAC

    assert network_kind(Path("/Volumes/Our share/x"), "darwin", run=mount) == "smbfs"
    assert network_kind(Path("/Volumes/x"), "darwin", run=mount) == "nfs"
    assert network_kind(Path("/Volumes/none"), "darwin", run=mount) == ""
    assert asked == [["/sbin/mount"]] * 3


def test_this_machine_is_asked_without_arguments(tmp_path: Path) -> None:
    assert isinstance(network_kind(tmp_path), str)
