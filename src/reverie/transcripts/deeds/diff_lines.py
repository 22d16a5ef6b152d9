"""Diffs as a deed holds them: lines that begin with `+` and `-`, context as far as the transcript has it."""

from collections.abc import Iterable


def replaced(old: str, new: str) -> str:
    """One text for another."""
    return removed(old) + added(new)


def added(text: str) -> str:
    return "".join(f"+{line}\n" for line in text.splitlines())


def removed(text: str) -> str:
    return "".join(f"-{line}\n" for line in text.splitlines())


def of_hunks(hunks: Iterable[Iterable[str]]) -> str:
    """Hunks whose lines have their signs."""
    return "".join(f"{line}\n" for hunk in hunks for line in hunk)
