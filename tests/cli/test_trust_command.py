import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reverie.cli.trust import trust
from reverie.config.places import Places, find_places
from reverie.config.project import find_project
from reverie.safety.rules import parse_rules
from reverie.safety.trust import TrustStore


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    (tmp_path / "p").mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("REVERIE_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "p")
    return find_places({"REVERIE_HOME": str(tmp_path / "own")})


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(trust, arguments)


def test_add_list_and_remove(places: Places, tmp_path: Path) -> None:
    assert _call().output == "nothing is trusted yet; trust the project you stand in with: reverie trust add\n"
    assert _call("add").output == f"trusted {tmp_path / 'p'}\n"
    project = find_project(tmp_path / "p", places)
    TrustStore(places).add_grant(project, parse_rules("shell(pytest *)")[0])
    first, second = _call().output.splitlines()
    assert first.startswith(f"{tmp_path / 'p'}  trusted since 20")
    assert second == "    always allowed: shell(pytest *)"
    (entry,) = json.loads(_call("--json").output)
    assert (entry["root"], entry["grants"][0]["text"]) == (str(tmp_path / "p"), "pytest")
    assert _call("rm").output == f"no longer trusted: {tmp_path / 'p'}\n"
    assert not TrustStore(places).is_trusted(project)
    assert TrustStore(places).grants(project) == ()


def test_a_folder_that_is_gone_can_be_removed(places: Places, tmp_path: Path) -> None:
    (tmp_path / "q").mkdir()
    assert _call("add", str(tmp_path / "q")).exit_code == 0
    (tmp_path / "q").rmdir()
    assert _call("rm", str(tmp_path / "q")).exit_code == 0
    assert TrustStore(places).entries() == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rm",), "was not trusted; see what is: reverie trust"),
        (("add", "nowhere"), "'nowhere' is no folder"),
        (("add", "../home"), "is or holds a home directory: trust it a run, with --trust"),
        (("add", "/"), "'/' is or holds a home directory"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(places: Places, arguments: tuple[str, ...], message: str) -> None:
    result = _call(*arguments)
    assert result.exit_code != 0
    assert message in result.output


def test_a_broken_file_is_named(places: Places) -> None:
    places.data.mkdir(parents=True)
    (places.data / "trust.json").write_text("{")
    result = _call()
    assert result.exit_code == 1
    assert "trust.json' is broken" in result.output


def test_a_folder_name_cannot_write_to_the_screen(places: Places, tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[2Kq\nnext\udcff"
    folder.mkdir()
    shown = "\\x1b[2Kq\\nnext"
    for arguments in (("add", str(folder)), (), ("rm", str(folder)), ("rm", str(folder)), ("add", f"{folder}/none")):
        output = _call(*arguments).output
        assert shown in output and "\x1b" not in output and len(output.splitlines()) <= 4, output
    project = find_project(folder, places)
    TrustStore(places).add_grant(project, parse_rules("shell(echo '\x1b[2K\nx')")[0])
    assert "\\x1b[2K\\nx" in _call().output and "\x1b" not in _call().output
