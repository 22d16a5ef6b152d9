"""A home and a project folder for the memory's commands, and how a test calls them."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from reverie.cli.memory import memory
from reverie.cli.undo import undo
from reverie.cli.why import why
from reverie.config.places import Places, find_places

COMMANDS: dict[str, click.Command] = {"memory": memory, "undo": undo, "why": why}


def own_places(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Everything below `folder`; one stands in its folder `p`, which is a project without git."""
    for name in ("p", "home"):
        (folder / name).mkdir()
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REVERIE_HOME", str(folder / "own"))
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.chdir(folder / "p")
    return find_places({"REVERIE_HOME": str(folder / "own")})


def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """`call("memory", "add", "TEXT")`."""
    return CliRunner().invoke(COMMANDS[arguments[0]], arguments[1:], input=stdin)


def done(*arguments: str, stdin: str | bytes | None = None) -> str:
    """The standard output of a call that must work, and tell nothing beside it."""
    result = call(*arguments, stdin=stdin)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def as_json(*arguments: str) -> Any:
    return json.loads(done(*arguments, "--json"))


def added(*arguments: str) -> str:
    """The id of a fact that is added so."""
    (first, *_) = as_json("memory", "add", *arguments)["saved"]
    return str(first["id"])


def refused(*arguments: str, stdin: str | bytes | None = None, status: int = 1) -> str:
    """The one line that a call which must fail says on standard error."""
    result = call(*arguments, stdin=stdin)
    assert (result.exit_code, result.stdout) == (status, ""), result.output
    lines = [one for one in result.stderr.splitlines() if one and not one.startswith(("Usage: ", "Try '"))]
    assert len(lines) == 1, result.stderr
    return lines[0].removeprefix("Error: ")


def memory_folder(places: Places) -> Path:
    """That of the only project there is."""
    (folder,) = (places.data / "projects").glob("*/memory")
    return folder


def topics(places: Places) -> dict[str, str]:
    """The topics of the only project, by their file's name."""
    return {path.name: path.read_text() for path in sorted((memory_folder(places) / "topics").iterdir())}
