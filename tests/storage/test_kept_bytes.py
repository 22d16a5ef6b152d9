"""Copies of files as they were: one a content, private, and known when they are not what was kept."""

import errno
import os
import stat
from pathlib import Path

import pytest

from reverie.storage import kept_bytes
from reverie.storage.errors import BrokenFile
from reverie.storage.kept_bytes import KeptBytes, content_hash, kept_hash, kept_mode


def test_a_content_is_kept_once_for_this_user_alone(tmp_path: Path) -> None:
    kept = KeptBytes(tmp_path / "before")
    name = kept.keep(b"\xff\0", 0o755)
    assert kept.keep(b"\xff\0", 0o755) == name and kept.read(name) == b"\xff\0"
    assert (kept_hash(name), kept_mode(name)) == (content_hash(b"\xff\0"), 0o755)
    assert os.listdir(tmp_path / "before") == [name]
    assert stat.S_IMODE((tmp_path / "before" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "before").stat().st_mode) == 0o700


def test_the_mode_is_a_part_of_what_is_kept(tmp_path: Path) -> None:
    kept = KeptBytes(tmp_path)
    assert kept.keep(b"x", 0o644) != kept.keep(b"x", 0o4600)
    assert sorted(kept_mode(name) or 0 for name in os.listdir(tmp_path)) == [0o600, 0o644]


def test_a_damaged_copy_is_told_and_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    kept = KeptBytes(tmp_path / "before")
    name = kept.keep(b"right", 0o644)
    (tmp_path / "before" / name).write_bytes(b"wrong")
    with pytest.raises(BrokenFile, match=name):
        kept.read(name)
    (tmp_path / "secret").write_text("")
    for bad in ("../secret", "", "x", name + "/.."):
        with pytest.raises(FileNotFoundError):
            kept.read(bad)
        assert kept_mode(bad) is None


def test_what_is_too_large_or_finds_no_room_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptBytes(tmp_path / "before")
    monkeypatch.setattr(kept_bytes, "MOST_KEPT_BYTES", 4)
    with pytest.raises(OSError, match="more than") as refused:
        kept.keep(b"12345", 0o644)
    assert refused.value.errno == errno.EFBIG and not (tmp_path / "before").exists()

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        kept.keep(b"1234", 0o644)
    assert os.listdir(tmp_path / "before") == []
