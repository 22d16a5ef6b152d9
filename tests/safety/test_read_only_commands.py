"""Commands that only look are run; nothing that could do more, or look elsewhere, is."""

import subprocess
from pathlib import Path

import pytest

from reverie.safety.read_only_commands import ReadOnlyCommands


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "a.txt").write_text("hello\n")
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    return root


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("grep -q hello a.txt", 0),
        ("grep -q bye a.txt", 1),
        ("ls a.txt", 0),
        ("ls missing", 2),
        ("find . -name a.txt", 0),
        ("git ls-files --others", 0),
        ("git rev-parse HEAD", 128),
        ("git branch --show-current", 0),
    ],
)
def test_what_only_looks_is_run(root: Path, command: str, status: int) -> None:
    assert ReadOnlyCommands(root).exit_status(command) == status


@pytest.mark.parametrize(
    "command",
    [
        "touch made",
        "rm a.txt",
        "make check",
        "python -c 1",
        "sh -c ls",
        "bash",
        "./run",
        "cat /etc/passwd",
        "cat ../secret",
        "cat --file=/etc/passwd",
        "ls ~",
        "ls; touch made",
        "ls && touch made",
        "ls > made",
        "ls $(touch made)",
        "find . -name x -exec touch made ;",
        "find . -delete",
        "find . -fprint made",
        "rg --pre touch x",
        "grep -rf patterns a.txt",
        "git commit -m x",
        "git checkout main",
        "git branch made",
        "git branch -D main",
        "git diff --output=made",
        "git diff --ext-diff",
        "git grep -Otouch hello",
        "git -c core.pager=touch log",
        "git config --list",
        "",
        "   ",
    ],
)
def test_nothing_else_is(root: Path, command: str) -> None:
    assert ReadOnlyCommands(root).exit_status(command) is None
    assert not (root / "made").exists()
    assert (root / "a.txt").exists()


def test_a_program_in_the_project_is_not_taken_for_one_of_the_systems(root: Path) -> None:
    (root / "ls").write_text("#!/bin/sh\ntouch made\n")
    (root / "ls").chmod(0o755)
    assert ReadOnlyCommands(root, environ={"PATH": ".::relative"}).exit_status("ls a.txt") is None
    assert not (root / "made").exists()


def test_one_that_does_not_end_is_ended(root: Path) -> None:
    import os

    os.mkfifo(root / "pipe")
    assert ReadOnlyCommands(root, seconds=0.05).exit_status("cat pipe") is None
