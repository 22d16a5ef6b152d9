"""What `scripts/try` says and refuses before anything is set up or fetched."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "check out"
    folder.mkdir()
    shutil.copytree(PROJECT / "scripts", folder / "scripts")
    return folder


def try_it(checkout: Path, *, disk_mb: int, memory_mb: int, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Runs it on a machine with so much room; `setup.sh` is replaced by one that goes no further."""
    tools = checkout / "tools"
    tools.mkdir()
    _put(tools / "df", f"printf 'Filesystem 1024-blocks Used Available\\nx 1 1 {disk_mb * 1024}\\n'")
    real = shutil.which("awk")
    _put(tools / "awk", f'case "$*" in */proc/meminfo) echo {memory_mb} ;; *) exec {real} "$@" ;; esac')
    setup = (checkout / "scripts" / "setup.sh").read_text()
    (checkout / "scripts" / "setup.sh").write_text(setup + '\nsetup() { say "setting up"; exit 77; }\n')
    return subprocess.run(
        [checkout / "scripts" / "try"],
        env={
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(checkout),
            "REVERIE_HOME": str(checkout / "home"),
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _put(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_size_time_and_disk_come_first(checkout: Path) -> None:
    done = try_it(checkout, disk_mb=9000, memory_mb=9000)
    assert done.returncode == 77
    said = done.stderr
    assert "1120 MB to fetch once" in said
    assert "1500 MB of disk and 2500 MB of memory" in said
    assert "about a minute" in said
    assert said.index("MB to fetch") < said.index("setting up")


@pytest.mark.parametrize(
    ("disk", "memory", "what"), [(1499, 9000, "1499 MB of disk"), (9000, 2499, "2499 MB of memory")]
)
def test_too_little_room_is_refused_early_and_the_small_model_named(
    checkout: Path, disk: int, memory: int, what: str
) -> None:
    done = try_it(checkout, disk_mb=disk, memory_mb=memory)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert what in last
    assert "REVERIE_MODEL=local/qwen2.5-coder-0.5b scripts/try" in last
    assert "setting up" not in done.stderr


def test_the_small_model_needs_less(checkout: Path) -> None:
    done = try_it(checkout, disk_mb=900, memory_mb=1200, REVERIE_MODEL="local/qwen2.5-coder-0.5b")
    assert done.returncode == 77


def test_a_server_that_runs_already_has_its_memory(checkout: Path) -> None:
    address = checkout / "home" / "state" / "local" / "qwen2.5-coder-1.5b" / "server.json"
    address.parent.mkdir(parents=True)
    address.write_text("{}")
    models = checkout / "home" / "cache" / "models"
    models.mkdir(parents=True)
    (models / "qwen2.5-coder-1.5b.gguf").touch()
    done = try_it(checkout, disk_mb=1, memory_mb=1)
    assert done.returncode == 77
    assert "is here already" in done.stderr


def test_a_model_of_another_provider_is_not_tried_here(checkout: Path) -> None:
    done = try_it(checkout, disk_mb=9000, memory_mb=9000, REVERIE_MODEL="openai/gpt-5")
    assert done.returncode == 1
    assert "'openai/gpt-5' is no local model" in done.stderr
