"""Checks of commands run only for a person who asked for it."""

from datetime import date
from pathlib import Path

from tests.fakes.codebase import FakeCodebase

from reverie.memory.doubt import CodeDoubter
from reverie.memory.doubt.branch import NoBranch
from reverie.memory.doubt.view import Looks
from reverie.memory.fact import Fact

_CHECK = "command `grep -q hello a.txt`"
_FACT = Fact(id="k7m2q9x4td", title="It greets", kind="fact", origin="human", seen="2026-11-20", checks=(_CHECK,))


class _Ended:
    def __init__(self, status: int | None) -> None:
        self.status = status
        self.ran: list[str] = []

    def exit_status(self, command: str) -> int | None:
        self.ran.append(command)
        return self.status


def _doubter(commands: _Ended | None) -> CodeDoubter:
    looks = Looks(lambda: FakeCodebase({"a.txt": "hello\n"}))
    return CodeDoubter(looks, NoBranch, lambda: date(2026, 11, 22), commands=commands)


def test_nothing_is_run_unasked(tmp_path: Path) -> None:
    standing = _doubter(None).standing(_FACT)
    assert standing.word == "unverified"
    assert "commands are not run unless asked" in standing.said


def test_how_it_ends_decides() -> None:
    for status, word in ((0, "verified"), (1, "refuted"), (None, "unverified")):
        commands = _Ended(status)
        assert _doubter(commands).standing(_FACT).word == word
        assert commands.ran == ["grep -q hello a.txt"]
