"""Deciding `path`: is there such a file or folder?"""

from fnmatch import fnmatchcase

from reverie.checks.check import PathIs
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Place

from .locating import Located, cleaned, locate
from .words import listed, moved, refuted, scattered, unverified, verified


def decide_path(check: PathIs, codebase: Codebase) -> Verdict:
    located = locate(check.path, codebase)
    match located.whereabouts:
        case "here":
            return _here(check, located.path, codebase)
        case "moved":
            path = located.path.rstrip("/")
            is_folder = codebase.kind_of(path) == "folder"
            return moved(Place(path), PathIs(f"{path}/" if is_folder else path))
        case "several":
            return scattered([Place(path) for path in located.paths])
        case "unknown":
            return _by_pattern(check, located, codebase)
        case "gone":
            return no_such_path(check.path, located)


def no_such_path(path: str, located: Located) -> Verdict:
    """The refutation of a path that is gone, with the files of its name."""
    if not located.paths:
        return refuted("no such file or folder", Place(cleaned(path)))
    count = len(located.paths)
    which = "a file" if count == 1 else f"{count} files"
    return refuted(f"no such file; {which} of that name: {listed(located.paths)}", Place(cleaned(path)))


def _here(check: PathIs, path: str, codebase: Codebase) -> Verdict:
    if check.path.strip().endswith("/") and codebase.kind_of(path) == "file":
        return refuted("a file, not a folder", Place(path))
    return verified(Place(path))


def _by_pattern(check: PathIs, located: Located, codebase: Codebase) -> Verdict:
    """A pattern is never refuted: we may read it otherwise than it was meant."""
    pattern = cleaned(check.path)
    if "*" in pattern and not pattern.startswith(("/", "~")):
        match = next((path for path in codebase.files if fnmatchcase(path, pattern)), None)
        if match:
            return verified(Place(match))
    return unverified(located.why)
