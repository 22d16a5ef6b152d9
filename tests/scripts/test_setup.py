"""The set-up of a fresh machine: what is missing is named in one line; what may be missing is done without."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
TOOLS = ("sh", "cat", "cksum", "printf", "rm", "mkdir")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the set-up reads."""
    folder = tmp_path / "check out"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(PROJECT / name, folder)
    for name in ("scripts", "requirements", "src"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with the shell's own tools: no python, uv, make, git or rg."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


def set_up(checkout: Path, path: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HOME", "TMPDIR"))}
    return subprocess.run(
        ["sh", "-c", ". ./scripts/setup.sh; setup run"],
        cwd=checkout,
        env={**kept, "PATH": str(path), **environ},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def with_python(path: Path) -> None:
    (path / "python3").symlink_to(Path(getattr(sys, "_base_executable", sys.executable)).resolve())


def test_without_python_and_uv_one_line_names_the_commands(checkout: Path, bare_path: Path) -> None:
    done = set_up(checkout, bare_path)
    assert done.returncode == 1
    said = done.stderr.splitlines()[-1]
    assert all(word in said for word in ("Python 3.11", "apt install", "dnf install", "brew install"))
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_not_taken(checkout: Path, bare_path: Path) -> None:
    old = bare_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert set_up(checkout, bare_path).returncode == 1


def test_without_ensurepip_the_finders_own_pip_sets_up_and_repeating_is_silent(
    checkout: Path, bare_path: Path, tmp_path: Path
) -> None:
    with_python(bare_path)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "ensurepip.py").write_text("raise ImportError('hidden')\n")
    has_pip = subprocess.run([bare_path / "python3", "-m", "pip", "--version"], capture_output=True, check=False)
    done = set_up(checkout, bare_path, PYTHONPATH=str(hidden))
    if has_pip.returncode:
        assert done.returncode == 1 and "apt install python3 python3-venv" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    version = subprocess.run(
        [checkout / ".venv" / "bin" / "python", "-m", "reverie", "--version"], capture_output=True, check=True
    )
    assert version.stdout.startswith(b"reverie ")
    again = set_up(checkout, bare_path, PYTHONPATH=str(hidden))
    assert (again.returncode, again.stderr) == (0, "")


def test_a_half_made_environment_is_made_anew(checkout: Path, bare_path: Path) -> None:
    with_python(bare_path)
    broken = checkout / ".venv" / "bin"
    broken.mkdir(parents=True)
    (broken / "python").write_text("#!/bin/sh\nexit 1\n")
    (broken / "python").chmod(0o755)
    done = set_up(checkout, bare_path)
    assert done.returncode == 0, done.stderr
