"""A finding: one line of `reverie doctor`, with what a person can type about it and what we can repair ourselves."""

import shlex
from pathlib import Path
from typing import Literal

import msgspec

Word = Literal["ok", "note", "warn", "fail"]
"""ok: as it should be; note: worth knowing; warn: will hurt some day; fail: something cannot work now."""


class MakeFolder(msgspec.Struct, frozen=True):
    """A folder of ours that is missing, with its parents, for this user alone."""

    path: Path

    @property
    def command(self) -> str:
        return f"mkdir -p -m 700 {quoted(self.path)}"


class SetMode(msgspec.Struct, frozen=True):
    """The permissions that a file or folder of ours should have."""

    path: Path
    mode: int

    @property
    def command(self) -> str:
        return f"chmod {self.mode:o} {quoted(self.path)}"


class RepairMemory(msgspec.Struct, frozen=True):
    """A memory whose unfinished change is to be finished, and whose index is to be made from its topics again."""

    path: Path

    @property
    def command(self) -> str:
        return f"reverie doctor --fix  # {quoted(self.path)}"


Repair = MakeFolder | SetMode | RepairMemory


class Finding(msgspec.Struct, frozen=True):
    """What was found of a subject. `fix` is a command to type, empty only when all is ok.

    `repairs` do the same as the fix, or a part of it, and are safe to carry out unasked.
    """

    subject: str
    word: Word
    text: str
    fix: str = ""
    repairs: tuple[Repair, ...] = ()


def quoted(path: Path | str) -> str:
    """A path as one word of a shell command."""
    return shlex.quote(str(path))


def edit(path: Path) -> str:
    """The command that opens a file for editing."""
    return f'"${{EDITOR:-vi}}" {quoted(path)}'
