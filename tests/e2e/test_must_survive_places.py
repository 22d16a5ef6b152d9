"""Files and settings that cannot be used, for somebody who works: typing goes on, and one line says what is wrong."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.binary import COMMAND, Home, flags, model
from tests.e2e.drawn_terminal import DrawnTerminal
from tests.e2e.talk import FACES, Talk, full

both_faces = pytest.mark.parametrize("face", FACES)


def config(home: Home) -> Path:
    folder = home.home / "reverie" / "config"
    folder.mkdir(parents=True)
    return folder / "config.toml"


def one_turn(talk: Talk) -> None:
    talk.at_prompt()
    talk.send("begin")
    talk.wait("an answer")
    talk.at_prompt()


def test_a_history_that_cannot_be_written_costs_the_past_and_nothing_else(home: Home) -> None:
    (home.home / "reverie" / "state" / "input_history.jsonl").mkdir(parents=True)
    with model({"text": "an answer"}) as server, full(home, *flags(server)) as talk:
        one_turn(talk)
        talk.type("\x1b[A")
        talk.wait("› begin")


@both_faces
def test_a_broken_file_is_one_line_and_no_session(home: Home, face: str) -> None:
    config(home).write_text("model = \n")
    with model() as server, FACES[face](home, *flags(server)) as talk:
        assert talk.end() == 2
        assert "config.toml" in talk.shown() and "Traceback" not in talk.shown()


@both_faces
def test_a_newer_file_is_read_for_what_is_known(home: Home, face: str) -> None:
    config(home).write_text('format = 99\npermission_mode = "plan"\nfuture = "yes"\n')
    before = config_text(home)
    with model({"text": "an answer"}) as server, FACES[face](home, *flags(server)) as talk:
        one_turn(talk)
        assert "newer" in talk.shown() and (face == "lines" or "mode plan" in talk.shown())
    assert config_text(home) == before


@both_faces
@pytest.mark.parametrize("mode", [0o400, 0o600], ids=["read-only", "a link"])
def test_a_link_and_a_read_only_file_are_read(home: Home, face: str, mode: int) -> None:
    target = home.home / "dotfiles.toml"
    target.write_text('permission_mode = "plan"\n')
    target.chmod(mode)
    config(home).symlink_to(target)
    with model({"text": "an answer"}) as server, FACES[face](home, *flags(server)) as talk:
        one_turn(talk)
    assert b"plan mode" in server.requests[0].body.lower()
    assert (home.home / "reverie" / "config" / "config.toml").is_symlink()


def config_text(home: Home) -> str:
    return (home.home / "reverie" / "config" / "config.toml").read_text()


@both_faces
@pytest.mark.parametrize(
    "environ",
    [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"COLUMNS": "0"}, {"COLUMNS": "-5"}, {"COLUMNS": "999999999"}, {"LINES": "x"}],
    ids=str,
)
def test_an_environment_of_another_time(home: Home, face: str, environ: dict[str, str]) -> None:
    with model({"text": "an answer"}) as server, FACES[face](home, *flags(server), **environ) as talk:
        talk.at_prompt()
        talk.send("hé 世")
        talk.wait("an answer")
    assert "hé 世".encode() in server.requests[0].body


@pytest.mark.parametrize("redirect", ["<&-", "</dev/null", ">&-", ">/dev/null"])
def test_half_a_terminal_is_no_conversation_and_one_line(home: Home, redirect: str) -> None:
    with model() as server:
        line = f'"$0" -m reverie {" ".join(flags(server))} {redirect}; echo "status $?"'
        argv = ["/bin/sh", "-c", line, COMMAND[0]]
        terminal = DrawnTerminal(argv, cwd=home.project, environ=home.environ(TERM="xterm-256color"))
        terminal.wait_for("status 2")
        assert "nothing to do" in terminal.text() and len(terminal.rows()) == 2
        assert terminal.end() == 0


@both_faces
def test_a_full_disk_costs_the_turn_and_typing_goes_on(home: Home, tmp_path: Path, face: str) -> None:
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        (home.home / "reverie").symlink_to(disk)
        with (
            model({"text": "an answer"}, {"text": "lost " * 20_000}, {"text": "room again"}) as server,
            FACES[face](home, *flags(server)) as talk,
        ):
            one_turn(talk)
            filler = fill(disk)
            talk.send("more")
            talk.wait("No space left")
            talk.at_prompt()
            talk.send("/help")
            talk.wait("/quit")
            talk.at_prompt()
            filler.unlink()
            talk.send("again")
            talk.wait("room again")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(4096))
    return filler
