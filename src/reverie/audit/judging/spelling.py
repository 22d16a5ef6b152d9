"""A new path, spelled the way the old one was: from the root, or from the note's folder."""

import posixpath

from reverie.audit.values import Note


def respelled(written: str, old: str, new: str, note: Note) -> tuple[str, str] | None:
    """The text to replace and what replaces it; None when the note does not hold the path as it is."""
    if old not in written:
        return None
    folder = posixpath.dirname(note.place)
    is_link = written.startswith(("](", "(")) or f"]({old}" in written or old.startswith(("./", "../"))
    if note.place and is_link:
        relative = posixpath.relpath(new, folder or ".")
        return old, f"./{relative}" if old.startswith("./") and not relative.startswith("..") else relative
    return old, f"{new}/" if old.endswith("/") and not new.endswith("/") else new
