"""A search says what it could not read, because it knows nothing of it."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tools.calling import LIMITS, KeptOutput, text_of
from tests.tools.test_search import BACKENDS

from reverie.tools.line_hits import LineFinder, Query
from reverie.tools.ranked_search import RankedSearchArguments, RankedSearchTool
from reverie.tools.search import SearchArguments, SearchTool
from reverie.tools.unread import split_complaints, unread_text
from reverie.tools.workspace import Workspace


def environment_for(backend: str) -> dict[str, str]:
    return {**os.environ, "PATH": os.environ["PATH"] if backend == "rg" else ""}


def skip_unless_it_runs(backend: str) -> None:
    """Tests that run as root give up their rights, and may then be unable to start what lies in root's own folders."""
    program = sys.executable if backend == "worker" else shutil.which("rg")
    if program is None or not os.access(program, os.X_OK, effective_ids=True):
        pytest.skip(f"{program} cannot be run by this user")


@pytest.mark.parametrize("backend", BACKENDS)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, backend: str) -> None:
    (tmp_path / "a.txt").write_text("needle\n")
    finder = LineFinder(tmp_path, environment_for(backend), 30.0)
    names = ["a: b.txt", "a.txt", "gone", "new\nline"]
    found = asyncio.run(finder.find(Query("needle"), names))
    assert [(hit.path, hit.number) for hit in found.hits] == [("a.txt", 1)]
    assert (found.unread, found.complete) == (("a: b.txt", "gone", "new\nline"), True)


def test_a_complaint_about_the_pattern_is_none_about_a_file() -> None:
    assert split_complaints(b"regex parse error:\n    (\n    ^\n") == ("regex parse error: ( ^", [])
    assert split_complaints(b"rg: ./a: No: x\nrg: ./b\nc: Denied (os error 13)\n") == ("", ["a: No", "b\nc"])
    assert split_complaints(b"") == ("", [])


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A project with a file and a folder that this test may not read, also where tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "closed").mkdir()
        for name in ("a.txt", "b.txt", "closed/c.txt"):
            (root / name).write_text("needle\n")
        (root / "b.txt").chmod(0)
        (root / "closed").chmod(0)
        asyncio.run(asyncio.to_thread(int))  # so that asyncio has imported what it needs while this user still can
        was_root = os.geteuid() == 0
        if was_root:
            os.seteuid(65534)
        try:
            yield root
        finally:
            if was_root:
                os.seteuid(0)
            (root / "closed").chmod(0o700)


REMARK = "[not searched, because reading failed: 'closed', 'b.txt']"


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_search_does_not_call_clean_what_it_could_not_read(guarded: Path, backend: str) -> None:
    skip_unless_it_runs(backend)
    tool = SearchTool(Workspace(guarded), LIMITS, environment=environment_for(backend))

    def search(**arguments: str) -> tuple[str, str]:
        result = asyncio.run(tool.run(SearchArguments(**arguments), KeptOutput()))  # type: ignore[arg-type]
        return text_of(result), result.note

    assert search(pattern="needle") == (f"a.txt\n1:needle\n\n{REMARK}", "1 hit in 1 file, 2 paths not read")
    assert search(pattern="thread") == (
        f"Nothing found for 'thread' in 1 file.\n{REMARK}",
        "nothing found, 2 paths not read",
    )
    assert search(glob="*.py") == (
        "No file matches files *.py; try another glob or path.\n[not searched, because reading failed: 'closed']",
        "nothing found, 1 path not read",
    )
    assert search(pattern="x", path="b.txt")[0] == (
        "Nothing found for 'x' in 0 files.\n[not searched, because reading failed: 'b.txt']"
    )


def test_neither_does_the_search_by_words(guarded: Path) -> None:
    skip_unless_it_runs("worker" if shutil.which("rg") is None else "rg")
    tool = RankedSearchTool(Workspace(guarded), LIMITS)
    found = asyncio.run(tool.run(RankedSearchArguments("needle"), KeptOutput()))
    assert (text_of(found), found.note) == (f"a.txt\n1:needle\n2:\n{REMARK}", "1 hits in 1 files, 2 paths not read")
    nothing = asyncio.run(tool.run(RankedSearchArguments("thread"), KeptOutput()))
    assert text_of(nothing) == f"Nothing found for 'thread' in 1 file; try other words. {REMARK}"


def test_only_the_first_of_many_are_named(tmp_path: Path) -> None:
    text = unread_text(Workspace(tmp_path), tmp_path, [f"f{number}" for number in range(1000)])
    assert text == "[not searched, because reading failed: 'f0', 'f1', 'f2', 'f3', 'f4' and 995 more]"
    assert unread_text(Workspace(tmp_path), tmp_path, []) == ""
