"""How `reverie doctor` finds and starts other programs."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.cli.doctor_host import host_in, program

from reverie.cli.health.install import install_line
from reverie.cli.health.programs import Found, find, run


def test_a_program_is_found_where_path_leads(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    path = program(tmp_path / "bin", "rg")
    assert find("rg", host) == Found(str(path))
    assert find("git", host) == Found(None)


@pytest.mark.parametrize("entry", ["", ".", "bin"])
def test_a_relative_entry_of_path_is_passed_over(tmp_path: Path, entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "project", "rg")
    program(tmp_path / "project" / "bin", "rg")
    monkeypatch.chdir(tmp_path / "project")
    found = find("rg", host_in(tmp_path, path=entry))
    assert found.path is None
    assert found.passed_over


def test_nothing_in_the_repository_is_found_and_the_next_one_is(tmp_path: Path) -> None:
    repository = tmp_path / "project"
    (repository / ".git").mkdir(parents=True)
    (repository / ".git" / "HEAD").touch()
    inside, outside = program(repository / "tools", "rg"), program(tmp_path / "bin", "rg")
    here = repository / "src"
    here.mkdir()
    host = host_in(tmp_path, cwd=here, path=f"{inside.parent}:{outside.parent}")
    assert find("rg", host) == Found(str(outside))
    host = host_in(tmp_path, cwd=here, path=str(inside.parent))
    assert find("rg", host) == Found(None, str(inside))


def test_a_link_into_the_folder_one_stands_in_is_passed_over(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    target = program(tmp_path / "project", "evil")
    (tmp_path / "bin" / "rg").symlink_to(target)
    assert find("rg", host) == Found(None, str(tmp_path / "bin" / "rg"))


def test_who_stands_above_their_home_still_has_programs(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "rg")
    assert find("rg", host_in(tmp_path, cwd=tmp_path)) == Found(str(path))
    assert find("rg", host_in(tmp_path, cwd=tmp_path / "bin")).path is None


def test_a_program_runs_in_the_root_with_the_safe_path_alone(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "say", 'echo "$PWD $PATH"; echo wrong >&2; exit 3')
    ran = run([str(path)], host_in(tmp_path, path=f".:{tmp_path}/project:{tmp_path}/bin"))
    assert ran.status == 3
    assert ran.output == f"/ {tmp_path}/bin\nwrong\n"


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "hang", "trap '' TERM", "/bin/sleep 1000 &", f"echo $! > {tmp_path}/child", "wait")
    ran = run([str(path)], host_in(tmp_path), seconds=0.5)
    assert (ran.status, ran.output) == (None, "it did not end within 0.5 s")
    child = (tmp_path / "child").read_text().strip() if (tmp_path / "child").exists() else ""
    deadline = time.monotonic() + 10
    while child and _lives(int(child)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not (child and _lives(int(child)))


def _lives(pid: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def test_a_program_that_never_stops_writing_is_ended(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "flood", "while :; do echo flood flood flood flood; done")
    assert run([str(path)], host_in(tmp_path), seconds=0.5).status != 0


def test_what_cannot_be_started_says_why(tmp_path: Path) -> None:
    path = tmp_path / "bin" / "empty"
    host = host_in(tmp_path)
    path.write_text("\x7fELF no")
    path.chmod(0o755)
    ran = run([str(path)], host)
    assert ran.status is None
    assert ran.output


def test_the_install_line_is_that_of_the_system(tmp_path: Path) -> None:
    sudo = "" if os.geteuid() == 0 else "sudo "
    assert install_line("ripgrep", host_in(tmp_path)) == f"{sudo}apt-get install -y ripgrep"
    program(tmp_path / "bin", "apk")
    assert install_line("ripgrep", host_in(tmp_path)) == f"{sudo}apk add ripgrep"
    assert install_line("ripgrep", host_in(tmp_path, platform="darwin")) == "brew install ripgrep"
