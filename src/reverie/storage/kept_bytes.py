"""Copies of files as they were before a change: named after their content and mode, each content kept once."""

import errno
import os
import re
from pathlib import Path

from .atomic import private_folder, replace_file
from .errors import BrokenFile

MOST_KEPT_BYTES = 64 << 20
"""A file beyond this is not kept, and so not changed: an accident with it is better prevented than copied."""

_NAME = re.compile(r"([0-9a-f]{64})\.([0-7]{1,4})")


class KeptBytes:
    """A folder of copies, for this user alone whatever the mode of the file was; the mode stands in the name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes, mode: int) -> str:
        """Write a copy, durably, and give its name. `mode` holds the file's permission bits.

        Raises OSError: EFBIG for a content beyond `MOST_KEPT_BYTES`, ENOSPC on a full disk; nothing is left then.
        """
        if len(content) > MOST_KEPT_BYTES:
            raise OSError(errno.EFBIG, f"it has more than {MOST_KEPT_BYTES >> 20} MiB")
        name = f"{content_hash(content)}.{mode & 0o777:o}"
        path = private_folder(self._folder) / name
        if not path.exists():
            replace_file(path, content)
        return name

    def read(self, name: str) -> bytes:
        """The bytes of a copy. Raises OSError when it is gone, BrokenFile when it is not what was kept."""
        path = self._folder / name
        if not _NAME.fullmatch(name):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        content = path.read_bytes()
        if content_hash(content) != kept_hash(name):
            raise BrokenFile(path, "its content is not the one that its name tells")
        return content


def kept_hash(name: str) -> str:
    """The content's hash of a copy of this name."""
    return name.partition(".")[0]


def kept_mode(name: str) -> int | None:
    """The permission bits of the file that was copied; None when the name does not tell."""
    found = _NAME.fullmatch(name)
    return int(found[2], 8) if found else None


def content_hash(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()
