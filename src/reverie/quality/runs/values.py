"""Values: one simple command of the record, with its purpose, its scope and how it ended."""

from typing import Literal

import msgspec

Purpose = Literal[
    "test",
    "build",
    "lint",
    "format",
    "install",
    "commit",
    "push",
    "tag",
    "pull_request",
    "migrate",
    "start",
    "create",
    "delete",
    "move",
    "revert",
    "read",
    "search",
    "state",
    "other",
]
"""What a command is run for. `lint` holds type checkers; `format` what writes files anew; `start` servers, containers
and the program itself; `revert` `git checkout -- FILE` and its like; `read` cat, git diff, git show; `state` git
status, git log, ls; `other` scripts and whatever is not known."""

Ending = Literal["passed", "failed", "hidden", "unfinished", "denied", "nothing"]
"""`hidden`: exit status and output say nothing of it (`; echo done`, `> log`); `nothing`: it ran and had nothing to do
(no tests collected, all skipped)."""


class Counts(msgspec.Struct, frozen=True):
    """What the output counts; None where it does not say."""

    passed: int | None = None
    failed: int | None = None
    skipped: int | None = None
    errors: int | None = None
    warnings: int | None = None
    total: int | None = None


class Run(msgspec.Struct, frozen=True):
    """`at` is the index of its deed in the record; a command line may hold several runs, which share it.

    `program` is the tool as people name it (`pytest`, `cargo test`, `eslint`, `git push`); `text` the simple command as
    written; `scope` what it was limited to (paths, packages, test names), empty for the whole project. `exit` is its
    own exit status as far as the shell tells it: None when another command's took its place.
    """

    at: int
    program: str
    purpose: Purpose
    text: str
    scope: tuple[str, ...]
    ending: Ending
    exit: int | None
    output: str
    counts: Counts = Counts()
    dry_run: bool = False
    skips_hooks: bool = False
