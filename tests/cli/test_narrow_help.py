"""Help fits the terminal, however narrow it is."""

import re
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from reverie.cli.commands import COMMANDS
from reverie.cli.main import call, find_command


def _all_commands() -> list[list[str]]:
    found: list[list[str]] = [[]]
    for name in COMMANDS:
        found.append([name])
        command = getattr(import_module(f"reverie.cli.{name}"), name)
        if isinstance(command, click.Group):
            found += [[name, one] for one in command.commands]
    return found


def _help(
    arguments: list[str], columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(click.Context, "formatter_class", click.HelpFormatter)
    monkeypatch.setenv("COLUMNS", str(columns))
    assert call([*arguments, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [40, 51, 60, 68, 80])
def test_no_line_of_any_help_is_wider_than_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in _all_commands():
        text = _help(arguments, columns, monkeypatch, capsys)
        assert not [line for line in text.splitlines() if len(line) > columns], arguments


def test_a_narrow_help_says_all_that_a_wide_one_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = _help(["memory", "add"], 80, monkeypatch, capsys)
    narrow = _help(["memory", "add"], 40, monkeypatch, capsys)
    assert re.sub(r"\s", "", narrow) == re.sub(r"\s", "", wide)
    assert "  --kind [preference|feedback|\n  decision|fact|procedure|\n  reference]\n      [default: fact]\n" in narrow


def test_help_names_every_command() -> None:
    command, _, _ = find_command([])
    text = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert f"Commands: {', '.join(COMMANDS)} (each with --help)." in text
