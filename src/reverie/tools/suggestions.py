"""Suggestions: what a model may have meant by a path that is not there."""

import os
from pathlib import Path

from .workspace import Workspace

_MOST_NAMES = 5000


def missing_path(workspace: Workspace, path: Path) -> str:
    """One text that says the path is not there, with close names of the nearest folder that is (below the root)."""
    folder, name = path.parent, path.name
    while not folder.is_dir() and folder != folder.parent:
        folder, name = folder.parent, folder.name
    text = f"'{workspace.show(path)}' is not there."
    if not folder.is_relative_to(workspace.root):  # names outside are told to nobody before reading there is allowed
        return f"{text} Give a path that is, such as one that list or search found."
    close = _close_names(folder, name)
    if close:
        shown = ", ".join(f"'{workspace.show(folder / other)}'" for other in close)
        return f"{text} Close to it: {shown}."
    return f"{text} List '{workspace.show(folder)}', or search with a glob, to find it."


def _close_names(folder: Path, name: str) -> list[str]:
    import difflib

    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False)]
    except OSError:
        return []
    by_folded = {other.casefold(): other for other in names}
    return [by_folded[folded] for folded in difflib.get_close_matches(name.casefold(), by_folded, n=3)]
