"""Which command a typed text is."""

from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
from tests.fakes.faces import FakeRoom, in_room

from reverie.plain.commands import help as help_command
from reverie.plain.commands.registry import ALIASES, COMMANDS, OWN_SHELL, UNKNOWN, find
from reverie.plain.face import Keys


@pytest.mark.parametrize(
    ("typed", "name", "argument"),
    [
        ("/help", "help", ""),
        ("/Help model", "help", "model"),
        ("  /cost  ", "cost", ""),
        ("/plan first line\nsecond", "plan", "first line\nsecond"),
        ("/?", "help", ""),
        ("exit", "quit", ""),
        ("/exit", "quit", ""),
        ("/permissions rm 3", "permissions", "rm 3"),
        ("!ls -l", "!", "ls -l"),
        ("! ls", "!", "ls"),
        ("!!ls", "!", "!ls"),
        ("!", "!", ""),
    ],
)
def test_a_command_is_found_by_its_name(typed: str, name: str, argument: str) -> None:
    found = find(typed)
    assert found is not None and (found[0].name, found[1]) == (name, argument)


@pytest.mark.parametrize(
    "typed",
    ["/clear the cache", "/model a\nb", "/quit\nnow", "/modle", "/modle x", "/compactt now", "/nothing", "/", "/tmp"],
)
def test_what_is_nearly_a_command_is_never_a_prompt(typed: str) -> None:
    assert find(typed) == (UNKNOWN, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "fix it",
        "/usr/bin/env is missing",
        "/etc is a folder",
        "a/b",
        "exit the loop",
        "/* no */",
        "",
        "![a picture](x.png)\nls",
    ],
)
def test_a_prompt_is_no_command(typed: str) -> None:
    assert find(typed) is None


@pytest.mark.parametrize("command", [*COMMANDS, OWN_SHELL, UNKNOWN], ids=lambda command: command.name or "unknown")
def test_each_command_has_its_module(command: object) -> None:
    assert iscoroutinefunction(import_module(command.module).run)  # type: ignore[attr-defined]


def test_names_are_told_once_and_summaries_are_short() -> None:
    names = [command.name for command in COMMANDS]
    assert len(set(names) | set(ALIASES)) == len(names) + len(ALIASES)
    assert set(ALIASES.values()) <= set(names)
    assert all(0 < len(command.summary) <= 45 for command in COMMANDS)


def test_a_misspelt_command_is_told_the_close_one(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        return [await room.says("/modle x"), await room.says("/nonsense")]

    close, far = in_room(tmp_path, act)
    assert close == "'/modle' is no command and was not sent; did you mean /model?"
    assert far == "'/nonsense' is no command and was not sent; /help lists the commands"


def test_what_a_command_does_not_take_is_neither_done_nor_sent(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        return [await room.says("/clear the cache"), await room.says("/model a\nb")]

    nothing, line = in_room(tmp_path, act)
    assert nothing == "nothing was done or sent: /clear takes nothing after its name"
    assert line == "nothing was done or sent: /model [PROVIDER/NAME] takes one line"


def test_help_names_all_in_twenty_five_narrow_lines(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("/help"))
    lines = said.split("\n")
    assert len(lines) <= 25 and max(map(len, lines)) <= 80
    assert all(f"/{command.name}" in said for command in COMMANDS)


def test_only_keys_that_the_face_has_are_named(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        told = []
        for keys in (Keys(), Keys("Esc", "Shift-Tab", "Esc Esc", "Ctrl-O", "Up")):
            room.face.keys = keys
            told.append(await room.says("/help") + await room.says("/permissions"))
        return told

    without, with_all = in_room(tmp_path, act)
    for key in ("Esc", "Shift-Tab", "Ctrl-O", "Up:"):
        assert key not in without and key in with_all
    assert "Ctrl-C" in without and "Ctrl-D" in without


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_one_command_says_its_usage(tmp_path: Path, command: object) -> None:
    name, usage = command.name, command.usage  # type: ignore[attr-defined]
    said = in_room(tmp_path, lambda room: room.says(f"/help {name}"))
    assert said.startswith(f"/{name} {usage}".rstrip() + ": ")
    assert set(help_command._MORE) <= {each.name for each in COMMANDS}


def test_help_of_no_command_says_so(tmp_path: Path) -> None:
    assert in_room(tmp_path, lambda room: room.says("/help cots")) == "no command 'cots'; did you mean /cost?"


def test_quit_and_expand(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> object:
        await room.type("/expand")
        assert room.face.expanded == 1
        return await room.type("/quit")

    assert in_room(tmp_path, act).status == 0
