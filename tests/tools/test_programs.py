import asyncio
import os
import subprocess
from pathlib import Path

import pytest
from tests.tools.calling import LIMITS, KeptOutput, text_of

from reverie.storage.programs import find_program
from reverie.tools.search import SearchArguments, SearchTool
from reverie.tools.shell import ShellArguments, ShellTool
from reverie.tools.workspace import Workspace


def put_program(path: Path, text: str = "") -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to stand in, whose own `rg`, `git` and `bash` leave a file behind when they are run."""
    root = tmp_path / "repository"
    root.mkdir()
    (root / "a.txt").write_text("needle\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for name in ("rg", "git", "bash"):
        put_program(root / name, f"touch '{tmp_path}/{name} ran'")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("path", [".:{}", ":{}", "../repository:{}", "{}"])
def test_a_repositorys_own_programs_are_not_run(repository: Path, path: str) -> None:
    environment = {**os.environ, "PATH": path.format(os.environ["PATH"])}
    workspace = Workspace(repository)
    search = SearchTool(workspace, LIMITS, environment=environment)
    found = asyncio.run(search.run(SearchArguments(pattern="^needle"), KeptOutput()))
    shell, output = ShellTool(workspace, environment=environment), KeptOutput()
    asyncio.run(shell.run(ShellArguments(command="echo from the real bash"), output))
    assert text_of(found) == "a.txt\n1:needle\n"
    assert output.text == "from the real bash\n"
    assert not list(repository.parent.glob("* ran"))


def test_a_program_is_found_by_absolute_entries_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    second = put_program(tmp_path / "two" / "tool")
    monkeypatch.chdir(tmp_path / "two")
    assert find_program("tool", {"PATH": f"{tmp_path}/one:{tmp_path}/two"}) == str(second)
    first = put_program(tmp_path / "one" / "tool")
    assert find_program("tool", {"PATH": f"{tmp_path}/one:{tmp_path}/two"}) == str(first)
    assert [find_program("tool", {"PATH": path}) for path in ("", ".", ":", f"{tmp_path}/none")] == [None] * 4
    assert find_program("sh", {}) is not None
