"""A new path, spelled the way the old one was: from the root, or from the note's folder."""

import posixpath

from reverie.audit.values import Note


def respelled(written: str, old: str, new: str, note: Note) -> tuple[str, str] | None:
    """The text to replace and what replaces it; None when the note does not hold the path as it is."""
    folder = posixpath.dirname(note.place)
    plain = written.strip("`[]()")
    if note.place and plain and plain != old and posixpath.normpath(posixpath.join(folder, plain)) == old.rstrip("/"):
        relative = posixpath.relpath(new, folder or ".")
        return plain, f"./{relative}" if plain.startswith("./") and not relative.startswith("..") else relative
    if old not in written:
        return None
    return old, f"{new}/" if old.endswith("/") and not new.endswith("/") else new
