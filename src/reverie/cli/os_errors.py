"""What the system said about a file, as one line with the next step."""

import errno
import os
from pathlib import Path

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_IMPOSSIBLE = (errno.ENOENT, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EILSEQ)


def explain(error: Exception) -> str:
    """The line for an error's own text, or of the system's number and path: what is wrong, quoted, and what to do."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    why = error.strerror or os.strerror(error.errno)
    if not isinstance(error.filename, (str, bytes)):  # none, or the number of a descriptor
        return _gone() if error.errno == errno.ENOENT else why
    path = os.fsdecode(error.filename)
    return f"'{path}': {why}{_next_step(error.errno, Path(path))}"


def _gone() -> str:
    """Only the question where we are has no path and finds nothing."""
    return "the folder you stand in is gone; change to one that is there"


def _next_step(number: int, path: Path) -> str:
    """What stands in the way may be a folder above it; REVERIE_HOME helps only where the file is one of ours."""
    there = next((one for one in (path, *path.parents) if os.path.lexists(one)), path)
    ours = _is_ours(path)
    if number in _FORBIDDEN:
        return f"; make '{there}' yours to write" + (", or set REVERIE_HOME to a folder that is" if ours else "")
    if number in _IN_THE_WAY:
        return f"; move '{there}' away" + (", or set REVERIE_HOME to another folder" if ours else "")
    if number in _FULL:
        return "; make room, then try again"
    if number in _IMPOSSIBLE and ours:
        return f"; nothing can be made there: set REVERIE_HOME to another folder than one below '{there}'"
    return ""


def _is_ours(path: Path) -> bool:
    """Whether a path belongs to one of our folders, or leads to one."""
    from reverie.config.errors import ConfigError
    from reverie.config.places import find_places

    try:
        places = find_places()
    except (ConfigError, OSError):  # the folder that a relative one would be in may be gone
        return False
    folders: list[Path] = [getattr(places, name) for name in places.__struct_fields__]
    return any(path.is_relative_to(folder) or folder.is_relative_to(path) for folder in folders)
