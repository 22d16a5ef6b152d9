"""The values of instruction files, and how large they may be."""

from pathlib import Path
from typing import Literal

import msgspec

NAMES = ("AGENTS.md", "CLAUDE.md")
MOST_BYTES = 32 * 1024
MOST_TOTAL_BYTES = 128 * 1024
MOST_DEPTH = 5
Whose = Literal["human", "repo"]


class InstructionFile(msgspec.Struct, frozen=True):
    """`origin` is human for the person's own file, repo for one of the repository's.

    `below` is the folder that it holds for; None where it holds everywhere.
    """

    path: Path
    text: str
    origin: Whose
    below: Path | None = None


class Instructions(msgspec.Struct, frozen=True):
    """`notices` are lines for the person: what was cut, and what was not followed."""

    files: tuple[InstructionFile, ...] = ()
    notices: tuple[str, ...] = ()
