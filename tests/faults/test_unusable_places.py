"""Folders that cannot be used: one line that names the file and the next step."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.binary import COMMAND, Home

COMMANDS = [["-p", "go", "--model", "openai/x"], ["sessions", "list"], ["trust", "add"]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: one[0])
def test_a_home_of_ours_that_is_a_file(home: Home, arguments: list[str]) -> None:
    (home.home / "reverie").write_text("")
    done = home.run(*arguments)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert f"'{home.home}/reverie" in done.stderr and "set REVERIE_HOME to another folder" in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: one[0])
def test_a_home_of_ours_that_cannot_be_written(home: Home, arguments: list[str]) -> None:
    """Not to be written by anyone: a file system of the kernel's, since root passes every mode."""
    done = home.run(*arguments, environ=home.environ(REVERIE_HOME="/proc/reverie"))
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert "'/proc/reverie" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_of_ours_without_the_right_to_write(home: Home) -> None:
    (home.home / "reverie").mkdir(mode=0o500)
    done = home.run("trust", "add")
    assert done.returncode == 1 and "set REVERIE_HOME to a folder that is" in done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: one[0])
def test_a_folder_that_is_gone(home: Home, arguments: list[str]) -> None:
    line = f'mkdir gone && cd gone && rmdir ../gone && exec {COMMAND[0]} -m reverie "$@"'
    done = subprocess.run(
        ["bash", "-c", line, "bash", *arguments],
        cwd=home.project, env=home.environ(), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.endswith("the folder you stand in is gone; change to one that is there\n"), done.stderr
    assert len(done.stderr.splitlines()) == 1
