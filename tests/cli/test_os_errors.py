"""An error of the system as one line with the next step."""

import errno
import os
from pathlib import Path

import pytest
from tests.e2e.binary import Home

from reverie.cli.os_errors import explain


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "HERE/own/data/x"),
            "'HERE/own/data/x': Permission denied; make 'HERE' yours to write, or set REVERIE_HOME to a folder that is",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "HERE"), "'HERE': Permission denied; make 'HERE' yours"),
        (
            NotADirectoryError(errno.ENOTDIR, "Not a directory", b"HERE/own/data"),
            "'HERE/own/data': Not a directory; move 'HERE' away, or set REVERIE_HOME to another folder",
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", "HERE/own"),
            "'HERE/own': No such file or directory; nothing can be made there: "
            "set REVERIE_HOME to another folder than one below 'HERE'",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "HERE/x"),
            "'HERE/x': No space left on device; make room, then try again",
        ),
        (FileNotFoundError(errno.ENOENT, "x"), "the folder you stand in is gone; change to one that is there"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "Input/output error"),
        (IsADirectoryError(errno.EISDIR, "Is a directory", 11), "Is a directory"),
        (OSError("words"), "words"),
        (ValueError("ours"), "ours"),
    ],
)
def test_the_line_names_the_file_and_what_to_do(
    error: Exception, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVERIE_HOME", str(tmp_path / "own"))
    if isinstance(error, OSError) and isinstance(error.filename, str | bytes):
        error.filename = os.fsdecode(error.filename).replace("HERE", str(tmp_path))
    assert explain(error).startswith(line.replace("HERE", str(tmp_path)))


@pytest.mark.parametrize("home", ["project/AGENTS.md", "/proc", "project/" + 300 * "a"], ids=["file", "proc", "long"])
@pytest.mark.parametrize("arguments", [("-p", "go"), ("trust", "add"), ("model", "use", "a/b")], ids=" ".join)
def test_a_home_in_an_impossible_place_is_one_line_with_a_step(
    tmp_path: Path, home: str, arguments: tuple[str, ...]
) -> None:
    own = Home(tmp_path)
    (own.project / "AGENTS.md").write_text("- be brief\n")
    place = home if home.startswith("/") else str(tmp_path / home)
    done = own.run(*arguments, environ=own.environ(REVERIE_HOME=f"{place}/x/y", REVERIE_MODEL="openai/m"))
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1 and "set REVERIE_HOME to " in done.stderr


def test_another_file_is_not_helped_by_another_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVERIE_HOME", str(tmp_path / "own"))
    denied = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "theirs" / "x"))
    assert explain(denied) == f"'{tmp_path}/theirs/x': Permission denied; make '{tmp_path}' yours to write"
