"""Paths in a note may be meant from the root of the project, or from the folder of the note."""

import posixpath

import msgspec

from reverie.audit.values import Note
from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck, PathIs


def relative_readings(candidate: Candidate, note: Note) -> Candidate:
    """The candidate with the reading from the note's own folder added, where that is another."""
    folder = posixpath.dirname(note.place)
    more = [other for check in (candidate.check, *candidate.also) if (other := _from(folder, check))]
    return msgspec.structs.replace(candidate, also=(*candidate.also, *more)) if more else candidate


def _from(folder: str, check: AnyCheck) -> AnyCheck | None:
    if not isinstance(check, PathIs):
        return None
    if check.path.startswith(("/", "~")):
        return PathIs(check.path.lstrip("/")) if check.path.startswith("/") and len(check.path) > 1 else None
    joined = posixpath.normpath(posixpath.join(folder, check.path))
    if joined.startswith("..") or joined == check.path.rstrip("/"):
        return None
    return PathIs(f"{joined}/" if check.path.endswith("/") else joined)
