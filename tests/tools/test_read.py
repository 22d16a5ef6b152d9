import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.tools.calling import Bench, origins_of, text_of

from reverie.conversation.access import ReadAccess
from reverie.conversation.messages import ImagePart
from reverie.conversation.ports import Plan, ToolRefusal
from reverie.conversation.record import ReadFile
from reverie.conversation.truncation import Limits
from reverie.tools.paging import page_of_file, page_of_text


def test_a_small_file_comes_whole_with_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\n\ttwo\nlast")
    result = Bench(tmp_path).call("read", path="a.py")
    assert text_of(result) == "1→one\n2→\ttwo\n3→last\n"
    assert origins_of(result) == ["repo"]
    assert result.effect == ReadFile("a.py")
    assert result.note == "3 lines"


def test_pages_name_the_offset_that_goes_on(tmp_path: Path) -> None:
    (tmp_path / "long").write_text("".join(f"{number}\n" for number in range(1, 12_346)))
    bench = Bench(tmp_path)
    first = text_of(bench.call("read", path="long", limit=400))
    assert first.endswith("400→400\n[lines 1-400 of 12,345; go on with offset 401]")
    last = text_of(bench.call("read", path="long", offset=12_345))
    assert last == "12345→12345\n[lines 12,345-12,345 of 12,345]"
    beyond = text_of(bench.call("read", path="long", offset=99_999))
    assert beyond == "[the file has 12,345 lines; use an offset of at most 12345]"


def test_a_page_keeps_to_the_characters_too_and_long_lines_are_cut_inside(tmp_path: Path) -> None:
    (tmp_path / "wide").write_text("x" * 500_000 + "\nend\n")
    text = text_of(Bench(tmp_path, limits=Limits(1000, 3000)).call("read", path="wide"))
    assert len(text) < 3000
    assert "[... 498,000 characters cut ...]" in text
    assert "2→end" in text


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert text_of(Bench(tmp_path).call("read", path="empty")) == "[the file is empty]"


@pytest.mark.parametrize(
    ("content", "shown", "remark"),
    [
        (b"a\r\nb\r\n", "1→a\n2→b\n", "[CRLF line endings]"),
        (b"\xef\xbb\xbfa\n", "1→a\n", "[utf-8 with byte order mark]"),
        ("é\n".encode("utf-16"), "1→é\n", "[utf-16-le]"),
        (b"\xfe\xff" + "é\n".encode("utf-16-be"), "1→é\n", "[utf-16-be]"),
        (b"caf\xe9\n", "1→café\n", "[latin-1]"),
        ("\x0bé\u2028\n".encode(), "1→\x0bé\u2028\n", ""),
    ],
)
def test_encodings_are_read_and_named(tmp_path: Path, content: bytes, shown: str, remark: str) -> None:
    (tmp_path / "f").write_bytes(content)
    assert text_of(Bench(tmp_path).call("read", path="f")) == shown + remark


def test_a_picture_is_seen(tmp_path: Path) -> None:
    content = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
    (tmp_path / "p.txt").write_bytes(content)
    assert Bench(tmp_path).call("read", path="p.txt").content == (ImagePart("image/png", content, "repo"),)


def test_a_huge_picture_is_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "p.jpg").write_bytes(b"\xff\xd8\xff" + b"\0" * (5 << 20))
    result = Bench(tmp_path).call("read", path="p.jpg")
    assert result.failed
    assert "image/jpeg) of 5,242,883 bytes" in text_of(result)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\x7fELF\x02\0\0", "ELF executable"), (b"%PDF-1.7\n", "PDF document"), (b"\x01\x02\x00", "binary data")],
)
def test_a_binary_is_refused_with_type_and_size(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "b").write_bytes(content)
    result = Bench(tmp_path).call("read", path="b")
    assert result.failed
    assert f"({kind}, {len(content)} bytes)" in text_of(result)


def test_a_missing_path_names_close_ones_and_a_folder_points_to_list(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "Parser.py").touch()
    bench = Bench(tmp_path)
    assert bench.plan("read", path="src/parser.py") == ToolRefusal(
        "'src/parser.py' is not there. Close to it: 'src/Parser.py'."
    )
    assert bench.plan("read", path="src") == ToolRefusal("'src' is a folder; use list.")


def test_names_outside_the_project_are_not_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").touch()
    (tmp_path / "project").mkdir()
    result = Bench(tmp_path / "project").call("read", path="../secret.tx")
    assert result.failed
    assert "secret.txt" not in text_of(result)


def test_a_named_pipe_and_a_device_are_refused_without_hanging(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    bench = Bench(tmp_path)
    assert bench.plan("read", path="pipe") == ToolRefusal(
        "'pipe' is a named pipe, not a regular file; only regular files can be used."
    )
    assert "is a device" in text_of(bench.call("read", path="/dev/zero"))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_view_of_the_kernel_is_refused(tmp_path: Path) -> None:
    assert "is a view of the kernel" in text_of(Bench(tmp_path).call("read", path="/proc/version"))


@pytest.mark.parametrize("name", [b"with space", b"new\nline", b"not utf-8 \xff\xfe", b"tab\tand\\back"])
def test_any_name_is_shown_escaped_and_can_be_given_back(tmp_path: Path, name: bytes) -> None:
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
        file.write(b"found\n")
    bench = Bench(tmp_path)
    shown = text_of(bench.call("list")).rsplit("  ", 1)[0]
    shown.encode()  # it can be sent
    assert shown.isprintable()
    plan = bench.plan("read", path=shown)
    assert isinstance(plan, Plan)
    assert isinstance(plan.access, ReadAccess)
    assert os.fsencode(plan.access.path) == os.fsencode(tmp_path) + b"/" + name
    assert text_of(bench.call("read", path=shown)) == "1→found\n"


def test_a_transcript_is_never_read_but_an_output_is(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    (sessions / "ID").mkdir(parents=True)
    (sessions / "ID.jsonl").write_text('{"needle": 1}\n')
    (sessions / "ID" / "1-shell.txt").write_text("output\n")
    bench = Bench(tmp_path / "sessions" / "ID", sessions=sessions)
    refusal = bench.plan("read", path=str(sessions / "ID.jsonl"))
    assert isinstance(refusal, ToolRefusal)
    assert "search it" in refusal.text
    assert "1:" in text_of(bench.call("search", pattern="needle", path=str(sessions / "ID.jsonl")))
    assert text_of(bench.call("read", path="1-shell.txt")) == "1→output\n"
    assert isinstance(bench.plan("write", path="1-shell.txt", content="x"), ToolRefusal)


def test_the_two_ways_of_paging_agree(tmp_path: Path) -> None:
    path = tmp_path / "f"
    for text in ("", "a", "a\n", "a\nb", "a\r\nb\r\n", "\n\n\n", "é\n" * 50):
        path.write_bytes(text.encode())
        for first in (1, 2, 3, 40, 60):
            for limits in (Limits(2, 1000), Limits(1000, 60)):
                assert page_of_file(path, first, limits) == page_of_text(text, first, limits)


def test_a_200_mb_file_is_read_in_constant_memory(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from tests.tools.calling import Bench, text_of
        bench = Bench(Path(sys.argv[1]))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(text_of(bench.call("read", path="huge", offset=1_600_000, limit=2)))
        print(text_of(bench.call("read", path="one-line", limit=2))[-120:])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        """
    )
    block = b"x" * 127 + b"\n"
    with (tmp_path / "huge").open("wb") as huge:
        for _ in range(200):
            huge.write(block * 8192)
    with (tmp_path / "one-line").open("wb") as line:
        for _ in range(50):
            line.write(b"y" * (1 << 20))
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert lines[0] == "1600000→" + "x" * 127
    assert lines[2] == "[lines 1,600,000-1,600,001 of 1,638,400; go on with offset 1600002]"
    assert "characters cut" in run.stdout
    kilobytes = int(lines[-1]) if sys.platform == "linux" else int(lines[-1]) // 1024
    assert kilobytes < 20_000


def test_a_small_read_costs_less_than_a_millisecond_of_cpu(tmp_path: Path) -> None:
    """Best of many, in cpu time: a loaded machine makes it slower, never quicker."""
    import asyncio

    (tmp_path / "a.py").write_text("some line of code\n" * 200)
    bench = Bench(tmp_path)

    async def best() -> float:
        times = []
        for _ in range(50):
            start = time.thread_time()
            bench.plan("read", path="a.py")
            await bench.run("read", path="a.py")
            times.append(time.thread_time() - start)
        return min(times)

    assert asyncio.run(best()) < 0.001
