"""The workspace: which file a model means by a path, how paths are shown to it, and what it has seen of each file."""

import errno
import os
import stat
from pathlib import Path

from reverie.conversation.shown_path import escape as escape
from reverie.conversation.shown_path import show_path, unescape

from .fingerprint import Fingerprint

_SPECIAL_ROOTS = ("/proc/", "/sys/", "/dev/fd/")


class PathError(Exception):
    """A path that no tool may use: one text for the model, with the next step."""


class Workspace:
    """One session's view of the files: `root` (absolute, resolved) is its project, `sessions` holds the transcripts.

    Remembers the fingerprint of each file as the model last read or wrote it, so that an edit of a file that has
    changed since can be refused.
    """

    def __init__(self, root: Path, *, sessions: Path | None = None) -> None:
        self.root = Path(os.path.realpath(root))
        self._sessions = None if sessions is None else Path(os.path.realpath(sessions))
        self._seen: dict[Path, Fingerprint] = {}

    def resolve(self, text: str) -> Path:
        """The absolute path, symlinks resolved, that a model means; it need not exist. Raises `PathError`.

        Relative paths start at the root, `~` is the home folder. A path that is not there but is when its backslash
        escapes (see `escape`) are undone means the latter.
        """
        if "\0" in text or not is_encodable(text):
            raise PathError(f"'{escape(text)}' holds a character that no path can; give the path without it.")
        if not text.strip():
            raise PathError("The path is empty; give one, such as '.' for the project's root.")
        path = self._absolute(text)
        if "\\" in text and not os.path.lexists(path):
            other = self._absolute(unescape(text))
            if os.path.lexists(other) or os.path.lexists(other.parent):
                path = other
        return Path(os.path.realpath(path))

    def show(self, path: Path) -> str:
        """The path as a model sees it, and may give it back: relative when it lies below the root, escaped."""
        return show_path(path, self.root)

    def holds(self, path: Path) -> bool:
        """Whether the path lies in the project.

        Of a path outside it a plan tells nothing, not even whether it is there: it comes before the permission.
        """
        return path.is_relative_to(self.root)

    def is_transcript(self, path: Path) -> bool:
        """Whether the path is a session's transcript: searched, never given to a model whole."""
        return self._sessions is not None and path.suffix == ".jsonl" and path.parent == self._sessions

    def refuse_to_write(self, path: Path) -> None:
        """Raise `PathError` for a place that only Reverie itself writes."""
        if self._sessions is not None and path.is_relative_to(self._sessions):
            raise PathError(f"'{self.show(path)}' is Reverie's own record of its sessions; write somewhere else.")

    def remember(self, path: Path, fingerprint: Fingerprint) -> None:
        """The model now knows this content of the file."""
        self._seen[path] = fingerprint

    def seen(self, path: Path) -> Fingerprint | None:
        """The content that the model knows of the file, None when it never read or wrote it."""
        return self._seen.get(path)

    def _absolute(self, text: str) -> Path:
        return self.root / os.path.expanduser(text)


def regular_status(path: Path, shown: str) -> os.stat_result:
    """The status of a regular file. Raises OSError when it is missing, `PathError` for what could hang a reader."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise PathError(f"'{shown}' is {_kind(status.st_mode)}, not a regular file; only regular files can be used.")
    if str(path).startswith(_SPECIAL_ROOTS):
        raise PathError(f"'{shown}' is a view of the kernel, not a file on disk; read it with shell.")
    return status


def is_encodable(text: str) -> bool:
    """Whether the text can be given to the operating system: no half of a surrogate pair."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
