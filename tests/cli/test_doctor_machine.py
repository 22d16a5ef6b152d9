"""What `reverie doctor` says of Python, programs, sandbox, terminal and disk."""

import errno
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest
from tests.cli.doctor_host import host_in, only, program, wrong

from reverie.cli.health.disk import Room, examine_disk
from reverie.cli.health.git import examine_git
from reverie.cli.health.host import Host, Terminal
from reverie.cli.health.python import _python, examine_python
from reverie.cli.health.sandbox import examine_sandbox, landlock_abi
from reverie.cli.health.search import examine_search
from reverie.cli.health.terminal import examine_terminal


def loaded(**modules: object) -> "ModuleType":
    return cast(ModuleType, SimpleNamespace(**modules))


def test_this_python_has_what_is_wanted(tmp_path: Path) -> None:
    assert [finding.subject for finding in examine_python(host_in(tmp_path))] == ["python", "tls", "sqlite"]
    assert not [finding for finding in examine_python(host_in(tmp_path)) if finding.word == "fail"]


def test_an_old_python_and_one_without_environment_are_said() -> None:
    assert _python((3, 10, 2), True).word == "fail"
    assert _python((3, 12, 0), False).word == "note"
    assert _python((3, 12, 0), True).word == "ok"


def test_a_python_without_tls_and_sqlite_fails(tmp_path: Path) -> None:
    def load(name: str) -> ModuleType:
        raise ImportError(f"No module named '_{name}'")

    found = wrong(examine_python(host_in(tmp_path), load))
    assert {finding.subject for finding in found if finding.word == "fail"} >= {"tls", "sqlite"}
    assert all("python3 -m venv" in finding.fix for finding in found)


def test_an_old_sqlite_fails(tmp_path: Path) -> None:
    module = loaded(OPENSSL_VERSION="OpenSSL 3", sqlite_version_info=(3, 34, 1), sqlite_version="3.34.1")
    (found,) = [one for one in examine_python(host_in(tmp_path), lambda _: module) if one.subject == "sqlite"]
    assert (found.word, found.text) == ("fail", "SQLite 3.34.1 is too old, 3.37 or newer is wanted")


def test_a_missing_certificate_file_fails(tmp_path: Path) -> None:
    (found,) = [one for one in examine_python(host_in(tmp_path, SSL_CERT_FILE="/no/such")) if one.subject == "tls"]
    assert (found.word, found.fix) == ("fail", "unset SSL_CERT_FILE")


def test_git_is_a_note_when_missing_and_a_warning_when_broken(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    missing = only(examine_git(host))
    assert (missing.word, missing.fix.split()[-1]) == ("note", "git")
    program(tmp_path / "bin", "git", "echo 'broken: no libcurl' >&2", "exit 1")
    assert only(examine_git(host)).word == "warn"
    program(tmp_path / "bin", "git", "echo git version 2.47.1")
    assert only(examine_git(host)).text == f"2.47.1 ({tmp_path}/bin/git)"


def test_git_of_the_repository_is_named_and_not_started(tmp_path: Path) -> None:
    path = program(tmp_path / "project", "git", f"touch {tmp_path}/started")
    found = only(examine_git(host_in(tmp_path, path=str(path.parent))))
    assert found.word == "note"
    assert str(path) in found.text
    assert not (tmp_path / "started").exists()


def test_search_needs_an_rg_that_takes_our_options(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    assert "our own slower search" in only(examine_search(host)).text
    program(
        tmp_path / "bin", "rg", 'test "$1" = --version && echo ripgrep 0.1 && exit 0', "echo bad option >&2; exit 2"
    )
    found = only(examine_search(host))
    assert (found.word, "bad option" in found.text) == ("warn", True)
    program(tmp_path / "bin", "rg", 'test "$1" = --version && echo ripgrep 14.1.0 && exit 0', "exit 1")
    assert only(examine_search(host)).text.startswith("ripgrep 14.1.0 (")


def bubblewrap(folder: Path, version: str, works: bool) -> None:
    last = "exit 0" if works else "echo 'bwrap: No permissions to create new namespace' >&2; exit 1"
    program(folder, "bwrap", f'test "$1" = --version && echo bubblewrap {version} && exit 0', last)


def test_a_sandbox_that_is_really_there(tmp_path: Path) -> None:
    bubblewrap(tmp_path / "bin", "0.11.0", works=True)
    found = list(examine_sandbox(host_in(tmp_path), lambda: 5))
    assert [(one.word, one.text) for one in found] == [
        ("ok", "bubblewrap 0.11.0 starts an unprivileged namespace"),
        ("ok", "Landlock ABI 5"),
    ]


def test_a_namespace_that_is_forbidden_names_the_switch(tmp_path: Path) -> None:
    bubblewrap(tmp_path / "bin", "0.11.0", works=False)
    (tmp_path / "sys" / "kernel").mkdir(parents=True)
    (tmp_path / "sys" / "kernel" / "apparmor_restrict_unprivileged_userns").write_text("1\n")
    found = next(iter(examine_sandbox(host_in(tmp_path), lambda: 5, tmp_path / "sys")))
    assert found.word == "note"
    assert "No permissions to create new namespace" in found.text
    assert found.fix == "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"


def test_a_missing_or_old_sandbox_is_only_a_note(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    missing = list(examine_sandbox(host, lambda: -errno.ENOSYS))
    assert [one.word for one in missing] == ["note", "note"]
    assert missing[0].fix.endswith("bubblewrap")
    assert "ENOSYS" in missing[1].text
    bubblewrap(tmp_path / "bin", "0.4.1", works=True)
    found = list(examine_sandbox(host, lambda: -errno.EOPNOTSUPP))
    assert "0.4.1 is older" in found[0].text
    assert "not enabled at boot" in found[1].text


def test_the_kernel_is_really_asked() -> None:
    assert landlock_abi() != 0


@pytest.mark.parametrize(
    ("environ", "word", "said"),
    [
        ({}, "ok", "TERM=xterm-256color, 80 x 24, 256 colours; line editing"),
        ({"COLORTERM": "truecolor"}, "ok", "all colours"),
        ({"NO_COLOR": "1"}, "ok", "no colours (NO_COLOR is set)"),
        ({"TERM": "dumb"}, "note", "TERM=dumb: plain lines"),
        ({"TERM": ""}, "note", "TERM is not set: plain lines"),
    ],
)
def test_the_interface_a_terminal_gets(tmp_path: Path, environ: dict[str, str], word: str, said: str) -> None:
    host = host_in(tmp_path)
    found = next(iter(examine_terminal(Host(host.places, {**host.environ, **environ}, host.folder, host.home))))
    assert found.word == word
    assert said in found.text
    assert bool(found.fix) == (word != "ok")


def test_a_screen_reader_gets_plain_lines(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    host.places.config.mkdir(parents=True)
    (host.places.config / "config.toml").write_text("screen_reader = true\n")
    found = next(iter(examine_terminal(host)))
    assert (found.word, "plain lines" in found.text) == ("ok", True)


def test_a_pipe_a_small_screen_and_other_letters(tmp_path: Path) -> None:
    assert only(examine_terminal(host_in(tmp_path, terminal=Terminal(shown=False)))).word == "note"
    small = wrong(examine_terminal(host_in(tmp_path, terminal=Terminal(columns=20, rows=5, encoding="latin-1"))))
    assert [(one.subject, one.word) for one in small] == [("terminal", "warn"), ("locale", "warn")]
    unknown = wrong(examine_terminal(host_in(tmp_path, terminal=Terminal(columns=0, rows=0))))
    assert [one.word for one in unknown] == ["note"]


@pytest.mark.parametrize(
    ("room", "word"),
    [
        (Room(1, 99_999_999), "fail"),
        (Room(1, 100_000_000), "warn"),
        (Room(1, 999_999_999), "warn"),
        (Room(1, 1_000_000_000), "ok"),
        (Room(1, 1_000_000_000, takes_files=False), "fail"),
    ],
)
def test_the_room_on_a_disk(tmp_path: Path, room: Room, word: str) -> None:
    found = only(examine_disk(host_in(tmp_path), lambda _: room))
    assert found.word == word
    assert "config, data, state, cache" in found.text


def test_each_disk_has_a_line(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    host.places.cache.mkdir(parents=True)
    found = list(examine_disk(host, lambda path: Room(2 if path.name == "cache" else 1, 50_000_000_000)))
    assert [one.text.partition(" for ")[2].partition(" (")[0] for one in found] == ["config, data, state", "cache"]
    assert [one.word for one in examine_disk(host)] != []
