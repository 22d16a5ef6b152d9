"""Repairs as a unified diff, which `git apply` and `patch` take."""

from collections.abc import Iterator

from .repair import Repaired


def diff_of(repaired: Repaired) -> Iterator[str]:
    """Lines without their ends; carriage returns are kept."""
    import difflib

    name = repaired.note.place or repaired.note.shown
    before, after = repaired.before.splitlines(keepends=True), repaired.after.splitlines(keepends=True)
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
