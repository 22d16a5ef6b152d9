"""One byte beside the cache that is set while a process writes to it, under a lock that dies with the process.

Where it is set and the lock is free, a writer was killed in the middle and may have torn the cache.
"""

import contextlib
import fcntl
import os
import sqlite3
import time
from pathlib import Path

_SET, _CLEAR = b"w", b"-"
_PAUSE = 0.005


class NotMarked(sqlite3.OperationalError):
    """The cache cannot be written to: another process does for longer than one can wait, or the disk refuses."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


class Mark:
    """The byte in the file at `path`, which is made when it is missing. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        self._inode = os.fstat(self._descriptor).st_ino

    def set(self, seconds: float) -> None:
        """Take the lock within so many seconds and set the byte; raises NotMarked."""
        until = time.monotonic() + seconds
        while not self._locked():
            if time.monotonic() > until:
                raise NotMarked("another process writes to it")
            time.sleep(_PAUSE)
        try:
            os.pwrite(self._descriptor, _SET, 0)
        except OSError as error:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            raise NotMarked(error.strerror) from error

    def clear(self) -> None:
        with contextlib.suppress(OSError):  # then the cache is made anew for nothing
            os.pwrite(self._descriptor, _CLEAR, 0)
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def is_left(self) -> bool:
        """Whether a writer that is no more left it set."""
        if not self._is_set() or not self._locked():
            return False
        try:
            return self._is_set()
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def is_there(self) -> bool:
        """Whether the file still is the one that was opened."""
        try:
            return self._path.lstat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        os.close(self._descriptor)

    def _is_set(self) -> bool:
        return os.pread(self._descriptor, 1, 0) == _SET

    def _locked(self) -> bool:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
