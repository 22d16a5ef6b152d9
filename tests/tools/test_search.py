import asyncio
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tools.calling import LIMITS, Bench, KeptOutput, origins_of, text_of

from reverie.conversation.ports import ToolRefusal, ToolResult
from reverie.conversation.record import Searched
from reverie.conversation.truncation import Limits
from reverie.tools.glob_pattern import glob_filter
from reverie.tools.search import SearchArguments, SearchTool
from reverie.tools.workspace import Workspace

Search = Callable[..., ToolResult]
BACKENDS = [
    pytest.param("rg", marks=pytest.mark.skipif(shutil.which("rg") is None, reason="rg is not installed here")),
    "worker",
]


def path_without_rg(folder: Path) -> str:
    """A PATH on which there is git, but no rg."""
    folder.mkdir()
    git = shutil.which("git")
    if git is not None:
        (folder / "git").symlink_to(git)
    return str(folder)


def searching(root: Path, backend: str, scratch: Path, timeout: float = 30.0) -> Search:
    path = os.environ["PATH"] if backend == "rg" else path_without_rg(scratch / "bin")
    environment = {**os.environ, "PATH": path}

    def search(**arguments: object) -> ToolResult:
        tool = SearchTool(Workspace(root), LIMITS, environment=environment, timeout=timeout)
        return asyncio.run(tool.run(SearchArguments(**arguments), KeptOutput()))  # type: ignore[arg-type]

    return search


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "src" / "deep").mkdir(parents=True)
    (root / "node_modules").mkdir()
    (root / ".config").mkdir()
    (root / "src" / "a.py").write_bytes(b"import os\r\nneedle = 1\r\nlast line\r\n")
    (root / "src" / "deep" / "b.ts").write_text("Needle: é needle\nplain\n\nneedle again")
    (root / ".config" / "hidden.toml").write_text("needle = true\n")
    (root / "node_modules" / "c.js").write_text("needle\n")
    (root / "binary").write_bytes(b"needle\0needle\n")
    (root / "latin").write_bytes(b"caf\xe9 needle \xff\n")
    (root / "wide.txt").write_text("x" * 50_000 + "needle" + "y" * 50_000 + "\n")
    (root / "utf16.txt").write_bytes("a needle\n".encode("utf-16"))
    (root / "mark.txt").write_bytes(b"\xef\xbb\xbfneedle at the start\n")
    (root / "outside").symlink_to("/etc/hostname")
    (root / "zero").symlink_to("/dev/zero")
    for name in (b"new\nline: 7", b"bytes \xff", b"-C"):
        with open(os.fsencode(root) + b"/" + name, "wb") as file:
            file.write(b"a needle here\n")
    return root


QUERIES: list[dict[str, object]] = [
    {"pattern": "needle"},
    {"pattern": "NEEDLE", "ignore_case": True},
    {"pattern": "needle", "context": 1},
    {"pattern": "needle$", "glob": "*.{py,ts}"},
    {"pattern": "^needle"},
    {"pattern": r"n\w{3}le\b.*1$"},
    {"pattern": "é"},
    {"pattern": "needle", "mode": "files"},
    {"pattern": "needle", "mode": "count"},
    {"pattern": "needle", "path": "src"},
    {"pattern": "needle", "path": "src/a.py"},
    {"pattern": "needle", "path": "node_modules"},
    {"pattern": "needle", "glob": "src/**/*.ts"},
    {"pattern": "not there at all"},
    {"pattern": "-e"},
    {"pattern": r"(?<=import )os"},
    {"pattern": r"line{"},
    {"glob": "*.py"},
    {"glob": "**/deep/*"},
]


@pytest.mark.skipif(shutil.which("rg") is None, reason="rg is not installed here")
@pytest.mark.parametrize("with_git", [True, False])
def test_both_backends_find_the_same(tree: Path, tmp_path: Path, with_git: bool) -> None:
    if with_git:
        (tree / ".gitignore").write_text("node_modules\n")
        subprocess.run(["git", "init", "-q", str(tree)], check=True)
    rg, worker = searching(tree, "rg", tmp_path), searching(tree, "worker", tmp_path)
    for query in QUERIES:
        assert rg(**query) == worker(**query), query


@pytest.mark.parametrize("backend", BACKENDS)
def test_hits_stand_below_their_file(tree: Path, tmp_path: Path, backend: str) -> None:
    result = searching(tree, backend, tmp_path)(pattern="needle")
    assert text_of(result).split("\n")[:-1] == [
        "-C",
        "1:a needle here",
        ".config/hidden.toml",
        "1:needle = true",
        "bytes \\xff",
        "1:a needle here",
        "latin",
        "1:caf\ufffd needle \ufffd",
        "mark.txt",
        "1:needle at the start",
        "new\\nline: 7",
        "1:a needle here",
        "src/a.py",
        "2:needle = 1",
        "src/deep/b.ts",
        "1:Needle: é needle",
        "4:needle again",
        "utf16.txt",
        "1:a needle",
        "wide.txt",
        "1:[... 49,900 characters cut ...] " + "x" * 100 + "needle" + "y" * 194 + " [... 49,806 characters cut ...]",
    ]
    assert origins_of(result) == ["repo"]
    assert result.note == "11 hits in 10 files"
    assert result.effect == Searched("'needle'")


@pytest.mark.parametrize("backend", BACKENDS)
def test_context_and_modes(tree: Path, tmp_path: Path, backend: str) -> None:
    search = searching(tree, backend, tmp_path)
    assert text_of(search(pattern="needle", path="src", context=1)) == (
        "src/a.py\n1-import os\n2:needle = 1\n3-last line\n"
        "src/deep/b.ts\n1:Needle: é needle\n2-plain\n3-\n4:needle again\n"
    )
    assert text_of(search(pattern="needle", path="src", mode="files")) == "src/a.py\nsrc/deep/b.ts\n"
    assert text_of(search(pattern="needle", path="src", mode="count")) == "1 src/a.py\n2 src/deep/b.ts\n"
    assert text_of(search(glob="*.py")) == "src/a.py\n"
    assert text_of(search(pattern="zebra", glob="*.py")) == "Nothing found for 'zebra' files *.py in 1 file."


@pytest.mark.parametrize("backend", BACKENDS)
def test_many_hits_are_capped_and_it_is_said(tmp_path: Path, backend: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "many").write_text("needle\n" * 100_000)
    result = searching(root, backend, tmp_path)(pattern="needle")
    assert text_of(result).endswith("200:needle\n[there are more; narrow pattern, path or glob to see them]")
    assert result.note == "200 hits in 1 file"


@pytest.mark.parametrize("backend", BACKENDS)
def test_more_files_than_fit_on_one_command_line(tmp_path: Path, backend: str) -> None:
    root = tmp_path / "root"
    folder = root / ("long" * 30)
    folder.mkdir(parents=True)
    for number in range(3000):
        (folder / f"{number:04}").write_text("needle" if number % 1000 == 7 else "")
    text = text_of(searching(root, backend, tmp_path)(pattern="needle", mode="files"))
    assert [line[-4:] for line in text.splitlines()] == ["0007", "1007", "2007"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_wrong_pattern_is_explained(tree: Path, tmp_path: Path, backend: str) -> None:
    result = searching(tree, backend, tmp_path)(pattern="(unclosed")
    assert result.failed
    assert "'(unclosed' cannot be searched for: regex parse error" in text_of(result)


def test_without_rg_and_git_everything_but_what_is_never_source_is_searched(tree: Path, tmp_path: Path) -> None:
    tool = SearchTool(Workspace(tree), LIMITS, environment={"PATH": str(tmp_path)})
    text = text_of(asyncio.run(tool.run(SearchArguments("needle", mode="files"), KeptOutput())))
    assert "src/a.py" in text
    assert "node_modules" not in text


def test_a_pattern_that_never_ends_is_stopped(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "f").write_text("a" * 60 + "!\n")
    result = searching(root, "worker", tmp_path, timeout=0.5)(pattern="(a+)+$")
    assert result.failed
    assert "Stopped after 0.5 s without a hit" in text_of(result)


def test_git_decides_what_is_searched_and_a_named_folder_is_searched_anyway(tree: Path, tmp_path: Path) -> None:
    (tree / ".gitignore").write_text("/src\n")
    (tree / "src" / "tracked.py").write_text("needle\n")
    git = ["git", "-C", str(tree)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", "src/tracked.py"], check=True)
    (tree / "src" / "gone.py").write_text("needle\n")
    subprocess.run([*git, "add", "-f", "src/gone.py"], check=True)
    (tree / "src" / "gone.py").unlink()
    search = searching(tree, "worker", tmp_path)
    assert "src/tracked.py\n" in text_of(search(pattern="needle", mode="files"))
    assert "src/a.py" not in text_of(search(pattern="needle", mode="files"))
    assert "node_modules/c.js" in text_of(search(pattern="needle", path="node_modules", mode="files"))


def test_a_repositorys_own_git_settings_run_nothing(tree: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tree)], check=True)
    hook = tmp_path / "hook"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    subprocess.run(["git", "-C", str(tree), "config", "core.fsmonitor", str(hook)], check=True)
    searching(tree, "worker", tmp_path)(pattern="needle")
    assert not (tmp_path / "ran").exists()


def test_queries_that_make_no_sense_are_refused(tree: Path) -> None:
    bench = Bench(tree)
    assert isinstance(bench.plan("search"), ToolRefusal)
    for pattern in ("a\nb", r"a\nb"):
        refusal = bench.plan("search", pattern=pattern)
        assert isinstance(refusal, ToolRefusal)
        assert "within one line" in refusal.text
    assert not isinstance(bench.plan("search", pattern=r"C:\\new"), ToolRefusal)


def test_a_small_result_for_a_small_model(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a needle and much more on this line\n" * 1000)
    bench = Bench(tmp_path, limits=Limits(lines=50, characters=500))
    assert len(text_of(bench.call("search", pattern="needle"))) < 600


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("*.py", ["a.py", "x/y/a.py"], ["a.pyc", "a.py/b"]),
        ("src/*.py", ["src/a.py"], ["src/x/a.py", "a.py"]),
        ("src/**/*.py", ["src/a.py", "src/x/y/a.py"], ["a.py", "src/a.ts"]),
        ("**/test_*", ["test_a", "x/test_a.py"], ["a_test_b"]),
        ("*.{ts,tsx}", ["a.ts", "x/a.tsx"], ["a.tsxx", "a.{ts,tsx}"]),
        ("[!a]?.txt", ["bc.txt"], ["ac.txt", "b.txt"]),
        ("docs/**", ["docs/a", "docs/x/y"], ["src/docs"]),
        ("{odd", ["{odd"], ["odd"]),
        ("a[", ["a["], ["a"]),
    ],
)
def test_globs(pattern: str, matching: list[str], other: list[str]) -> None:
    matches = glob_filter(pattern)
    assert all(matches(path) for path in matching)
    assert not any(matches(path) for path in other)
