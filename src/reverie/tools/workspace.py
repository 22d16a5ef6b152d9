"""The workspace: which file a model means by a path, how paths are shown to it, and what it has seen of each file."""

import errno
import os
import re
import stat
from pathlib import Path

from .fingerprint import Fingerprint

_SPECIAL_ROOTS = ("/proc/", "/sys/", "/dev/fd/")
_ESCAPE = r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt\\])"
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_LONG_ESCAPES = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\"}


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
        if path == self.root:
            return "."
        return escape(str(path.relative_to(self.root) if path.is_relative_to(self.root) else path))

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


def escape(text: str) -> str:
    r"""A path on one line of printable characters: `\n`, `\xff` for a byte that is not UTF-8, `\u202e`, `\\`.

    A path that is printable as it is stays as it is, backslashes included.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) for character in text)


def unescape(text: str) -> str:
    """The path that `escape` was given (bytes that are not UTF-8 as surrogates, as `os.fsdecode` gives them)."""
    pieces = re.split(_ESCAPE, text)
    parts = [_unescaped(piece) if index % 2 else os.fsencode(piece) for index, piece in enumerate(pieces)]
    return os.fsdecode(b"".join(parts))


def _escaped(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code < 0x80 or 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code & 0xFF:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unescaped(escape_code: str) -> bytes:
    kind = escape_code[0]
    if kind == "x":
        return bytes([int(escape_code[1:], 16)])
    if kind in "uU":
        code = int(escape_code[1:], 16)
        return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else escape_code.encode()
    return _LONG_ESCAPES[kind]


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
