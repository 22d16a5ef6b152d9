import os
import resource
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tests.tools.calling import LIMITS, Bench, text_of

from reverie.conversation.access import WriteAccess
from reverie.conversation.ports import Plan, RedactedStream, ToolRefusal
from reverie.conversation.record import EditedFile
from reverie.storage.kept_bytes import content_hash
from reverie.tools.means import Means
from reverie.tools.registry import open_tools
from reverie.tools.write import WriteArguments


def test_a_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    plan = bench.plan("write", path="a/b/c.txt", content="hello\n")
    diff = "--- /dev/null\n+++ a/b/c.txt\n@@ -0,0 +1 @@\n+hello\n"
    assert plan == Plan("create a/b/c.txt", WriteAccess(tmp_path / "a/b/c.txt"), diff, "diff")
    assert not (tmp_path / "a").exists()
    result = bench.call("write", path="a/b/c.txt", content="hello\n")
    assert result.effect == EditedFile("a/b/c.txt", diff, created=True, after=content_hash(b"hello\n"))
    assert (tmp_path / "a/b/c.txt").read_text() == "hello\n"


def test_a_new_file_has_the_umasks_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        Bench(tmp_path).call("write", path="new", content="x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_an_unread_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("old")
    bench = Bench(tmp_path)
    result = bench.call("write", path="f", content="new")
    assert text_of(result) == "'f' was not read in this session; read it first, then change it."
    assert (tmp_path / "f").read_text() == "old"
    bench.call("read", path="f")
    assert not bench.call("write", path="f", content="new").failed
    assert not bench.call("write", path="f", content="newer").failed


def test_a_file_changed_behind_its_back_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("old")
    bench = Bench(tmp_path)
    bench.call("read", path="f")
    times = path.stat()
    path.write_text("bad")  # the same size, and the same times
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    result = bench.call("write", path="f", content="new")
    assert text_of(result) == "'f' has changed since it was read; read it again, then change it."
    assert path.read_text() == "bad"


def test_mode_and_symbolic_link_stay(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("old")
    script.chmod(0o775)
    (tmp_path / "link").symlink_to("script")
    bench = Bench(tmp_path)
    bench.call("read", path="link")
    before = os.umask(0o077)
    try:
        assert not bench.call("write", path="link", content="new").failed
    finally:
        os.umask(before)
    assert (tmp_path / "link").is_symlink()
    assert script.read_text() == "new"
    assert stat.S_IMODE(script.stat().st_mode) == 0o775


def test_line_endings_mark_and_encoding_of_the_old_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes("a\r\né\r\n".encode("utf-16"))
    bench = Bench(tmp_path)
    bench.call("read", path="f")
    bench.call("write", path="f", content="b\nü\n")
    assert path.read_bytes() == "b\r\nü\r\n".encode("utf-16")


def test_a_character_that_the_encoding_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"caf\xe9")
    bench = Bench(tmp_path)
    bench.call("read", path="f")
    result = bench.call("write", path="f", content="5 €")
    assert result.failed
    assert "latin-1, which has no '\\u20ac'" in text_of(result)


def test_folders_and_binaries_are_refused(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "b").write_bytes(b"\0\1")
    bench = Bench(tmp_path)
    assert bench.plan("write", path="d", content="") == ToolRefusal("'d' is a folder; give the path of a file in it.")
    refusal = bench.plan("write", path="b", content="")
    assert isinstance(refusal, ToolRefusal)
    assert "not text (binary data)" in refusal.text
    assert "is a file, not a folder" in text_of(bench.call("write", path="b/c", content=""))


class Masking:
    def redact(self, text: str) -> str:
        return text

    def holds_mask(self, text: str) -> bool:
        return "[MASK]" in text

    def stream(self) -> RedactedStream:
        raise NotImplementedError


def test_text_with_a_redaction_mask_is_refused(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    (write,) = open_tools(Means(bench.workspace, Masking()), limits=LIMITS, names=["write"])
    refusal = write.plan(WriteArguments("f", "key = [MASK]"))
    assert isinstance(refusal, ToolRefusal)
    assert "destroy the secret" in refusal.text


FULL_DISK = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from tests.tools.calling import Bench, text_of
    bench = Bench(Path(sys.argv[1]))
    bench.call("read", path="f")
    print(text_of(bench.call("write", path="f", content="new " * 100_000)))
    print(text_of(bench.call("edit", path="f", old="old", new="new " * 100_000)))
    """
)


def limit_file_size() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("old content")
    run = subprocess.run(
        [sys.executable, "-B", "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=limit_file_size,
    )
    assert run.stdout.count("nothing was changed") == 2
    assert (tmp_path / "f").read_text() == "old content"
    assert os.listdir(tmp_path) == ["f"]


@pytest.mark.skipif(os.getuid() != 0 or sys.platform != "linux", reason="mounting a small disk needs root on Linux")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine does not allow a mount")
    try:
        (tmp_path / "f").write_text("old content")
        run = subprocess.run(
            [sys.executable, "-B", "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert run.stdout.count("the disk is full and nothing was changed") == 2
        assert (tmp_path / "f").read_text() == "old content"
        assert os.listdir(tmp_path) == ["f"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
