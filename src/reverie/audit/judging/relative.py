"""Candidates as a note means them: paths from the root of the project or from the note's folder, names with their
owners."""

import posixpath

import msgspec

from reverie.audit.values import Note
from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck, PathIs, SymbolIs


def relative_readings(candidate: Candidate, note: Note) -> Candidate:
    """The candidate with the reading from the note's own folder added, where that is another; for `../cache.py` it is
    the only one."""
    folder = posixpath.dirname(note.place)
    if isinstance(candidate.check, PathIs) and candidate.check.path.startswith(("./", "../")):
        own = _from(folder, candidate.check)
        return msgspec.structs.replace(candidate, check=own) if own else candidate
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


def with_owner(candidate: Candidate, text: str) -> Candidate:
    """With the whole name that its words give: `Cache.get`, where only `get` was made of it. `text` is the passage."""
    check = candidate.check
    named = text[candidate.names.start : candidate.names.end].strip("`~!").removesuffix("()")
    if not isinstance(check, SymbolIs) or not check.path or not named.endswith(f".{check.name}"):
        return candidate
    owner = named.removesuffix(f".{check.name}").rpartition(".")[2]
    if not owner[:1].isupper():  # a module, or an object
        return candidate
    return msgspec.structs.replace(candidate, check=SymbolIs(f"{owner}.{check.name}", check.path))
