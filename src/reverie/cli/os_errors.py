"""What the system said about a file of ours, as one line with the next step."""

import errno
import os


def explain(error: Exception) -> str:
    """The line for an error's own text, or of the system's number and path: what is wrong, quoted, and what to do."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    why = error.strerror or os.strerror(error.errno)
    if error.filename is None:
        return _gone() if error.errno == errno.ENOENT else why
    return f"'{os.fsdecode(error.filename)}': {why}{_next_step(error.errno)}"


def _gone() -> str:
    """Only the question where we are has no path and finds nothing."""
    return "the folder you stand in is gone; change to one that is there"


def _next_step(number: int) -> str:
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "; make it yours to write, or set REVERIE_HOME to a folder that is"
    if number in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return "; move away what stands there, or set REVERIE_HOME to another folder"
    if number in (errno.ENOSPC, errno.EDQUOT):
        return "; make room, then try again"
    return ""
