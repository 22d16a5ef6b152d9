"""What checks need besides a project's files, as ports."""

from typing import Protocol


class History(Protocol):
    """The commits behind what is checked out."""

    def contains(self, commit: str) -> bool | None:
        """Whether a commit (full or abbreviated hash) is HEAD or an ancestor of it; None: it cannot be told. Never
        raises."""


class Commands(Protocol):
    """Runs read-only commands that a person asked for; who makes one answers for what it runs."""

    def exit_status(self, command: str) -> int | None:
        """How it ended; None: it was not run, or not to its end. Never raises."""
