"""`reverie doctor` as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.binary import Home, model
from tests.e2e.terminal import Terminal


def found(home: Home, *arguments: str, **environ: str) -> tuple[int, dict[str, Any]]:
    done = home.run("doctor", "--json", *arguments, environ=home.environ(**environ))
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def of(subject: str, said: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in said["findings"] if finding["subject"] == subject]


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_a_new_home_has_nothing_that_fails_and_is_left_as_it_was(home: Home) -> None:
    done = home.run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    words = [line.split()[0] for line in done.stdout.splitlines() if line[0] != " "]
    assert set(words[:-2]) <= {"ok", "note", "warn"}
    assert done.stdout.endswith("reverie doctor --fix\n")
    assert "\x1b" not in done.stdout
    assert list(home.home.iterdir()) == []


def test_the_models_server_is_asked_for_nothing_that_costs(home: Home) -> None:
    with model() as server:
        status, said = found(home, REVERIE_MODEL="mine/scripted", REVERIE_BASE_URL=server.url)
        assert server.requests == []  # where what a model is asked would be
    assert status == 0
    assert [finding["word"] for finding in of("model", said)] == ["ok"]
    assert "answers and has it" in of("model", said)[0]["text"]


def test_a_server_that_is_not_there_fails(home: Home) -> None:
    with model() as server:
        pass
    status, said = found(home, REVERIE_MODEL="mine/scripted", REVERIE_BASE_URL=server.url)
    assert (status, said["failed"]) == (1, True)
    assert "refused the connection" in of("model", said)[0]["text"]


def test_fix_closes_what_is_open_and_a_second_look_finds_nothing(home: Home) -> None:
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True, mode=0o755)
    keys = config / "keys.toml"
    keys.write_text('[keys]\nOPENAI_API_KEY = "sk-secret"\n')
    keys.chmod(0o644)
    before = sorted(home.project.rglob("*"))
    environ = home.environ(REVERIE_MODEL="scripted/x.json")
    done = home.run("doctor", "--fix", environ=environ)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout
    assert f"done: chmod 600 {keys}" in lines
    assert f"done: mkdir -p -m 700 {home.home}/reverie/data" in lines
    assert "secret" not in done.stdout
    assert (keys.stat().st_mode & 0o777, config.stat().st_mode & 0o777) == (0o600, 0o700)
    assert sorted(home.project.rglob("*")) == before
    status, said = found(home, "--fix", REVERIE_MODEL="scripted/x.json")
    assert (status, said["repaired"], said["not_repaired"]) == (0, [], [])
    assert not any(finding["repairable"] for finding in said["findings"])


def test_broken_settings_are_one_line_of_many(home: Home) -> None:
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True, mode=0o700)
    (config / "config.toml").write_text("modle = 'openai/gpt-5'\n")
    (home.home / "reverie" / "data").mkdir(mode=0o700)
    (home.home / "reverie" / "data" / "projects.json").write_text("{")
    status, said = found(home)
    assert status == 1
    assert "model" in of("settings", said)[0]["text"]
    assert [finding["word"] for finding in of("records", said)] == ["fail"]
    assert of("disk", said)[0]["word"] in ("ok", "warn", "fail")
    assert (config / "config.toml").read_text() == "modle = 'openai/gpt-5'\n"


def test_programs_that_hang_are_not_waited_for_and_those_of_the_repository_not_started(home: Home) -> None:
    program(home.home / "bin", "git", "exec sleep 1000")
    program(home.home / "bin", "rg", "while :; do echo flood; done")
    program(home.project / "bin", "bwrap", f"touch {home.home}/started")
    program(home.project, "bwrap", f"touch {home.home}/started")
    (home.project / ".git").mkdir()
    (home.project / ".git" / "HEAD").touch()
    status, said = found(home, PATH=f"{home.project}/bin:.::{home.home}/bin:/nowhere")
    assert status == 0
    assert [finding["word"] for finding in (*of("git", said), *of("search", said))] == ["warn", "warn"]
    assert not (home.home / "started").exists()


def test_it_runs_without_terminal_home_or_a_folder_to_stand_in(home: Home, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    environ = {"PATH": os.environ["PATH"], "HOME": "/dev/null/nothing"}
    (home.project / "leave.sh").write_text(f'cd {gone}; rmdir {gone}; exec "$@"')
    done = subprocess.run(
        ["sh", str(home.project / "leave.sh"), sys.executable, "-P", "-m", "reverie", "doctor", "--fix", "--json"],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    said = json.loads(done.stdout)
    folders = of("folders", said)
    assert {finding["word"] for finding in folders} == {"fail", "warn"}
    assert "the folder you stand in is gone" in folders[-1]["text"]


def test_a_home_of_nobody_is_one_line(home: Home) -> None:
    done = home.run("doctor", environ=home.environ(REVERIE_HOME="~no-such-person/x"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reverie doctor: REVERIE_HOME '~no-such-person/x': nobody of that name has a home")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_on_a_terminal_what_takes_long_is_shown_and_cleared(home: Home, term: str) -> None:
    program(home.home / "bin", "git", "exec sleep 1000")
    environ = home.environ(TERM=term, PATH=f"{home.home}/bin:{os.environ['PATH']}", REVERIE_MODEL="scripted/x")
    terminal = Terminal("doctor", cwd=home.project, environ=environ)
    terminal.wait_for("looking at git: 1 s")
    assert terminal.end() == 0
    shown = terminal.screen
    assert ("\r\x1b[K" in shown, "\x1b[32mok" in shown) == (term != "dumb", term != "dumb")
    assert "TERM=" in shown
    if term == "dumb":
        assert "\x1b" not in shown
