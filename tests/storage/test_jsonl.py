import errno
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.storage.jsonl import JsonLines, whole_lines


def _write(path: Path, *lines: bytes) -> None:
    file = JsonLines(path)
    for line in lines:
        file.append(line)
    file.sync()
    file.close()


def test_lines_are_kept_in_order_over_reopening(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    _write(path, b"1", b"2")
    _write(path, b"3")
    assert list(whole_lines(path)) == [b"1", b"2", b"3"]
    assert not (tmp_path / "t.jsonl.torn").exists()


_LINES = st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b" ")), min_size=1, max_size=6)


@given(_LINES, st.integers(min_value=0))
def test_a_cut_at_any_byte_loses_only_the_torn_line_and_keeps_its_bytes(lines: list[bytes], cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.jsonl"
        _write(path, *lines)
        whole = path.read_bytes()
        kept = whole[: cut % (len(whole) + 1)]
        path.write_bytes(kept)
        end = kept.rfind(b"\n") + 1
        assert list(whole_lines(path)) == kept[:end].split(b"\n")[:-1]
        _write(path, b"next")
        assert path.read_bytes() == kept[:end] + b"next\n"
        torn = path.with_name("t.jsonl.torn")
        assert torn.exists() == (end < len(kept))
        if torn.exists():
            assert torn.read_bytes() == kept[end:] + b"\n"


def test_a_torn_line_longer_than_a_block_is_found(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(b"first\n" + b"x" * 200_000)
    JsonLines(path).close()
    assert path.read_bytes() == b"first\n"
    assert (tmp_path / "t.jsonl.torn").read_bytes() == b"x" * 200_000 + b"\n"


def test_a_full_disk_takes_back_the_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.jsonl"
    file = JsonLines(path)
    file.append(b"first")
    real_write, calls = os.write, iter([3, 0])

    def short_write(descriptor: int, content: bytes) -> int:
        if size := next(calls):
            return real_write(descriptor, bytes(content)[:size])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.write", short_write)
        with pytest.raises(OSError, match="No space"):
            file.append(b"second")
    assert path.read_bytes() == b"first\n"
    file.append(b"third")
    file.close()
    assert list(whole_lines(path)) == [b"first", b"third"]
