"""Locks by descriptor (flock): the kernel lets go of them however a process ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class Busy(Exception):
    """Somebody else holds the lock."""


class FileLock:
    """An exclusive lock on a file of its own; the file stays, because removing it would race with a new holder.

    >>> with FileLock(path): ...              # waits
    >>> FileLock(path).acquire(wait=False)    # raises Busy
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self, *, wait: bool = True) -> Self:
        """Take the lock; without `wait` raise `Busy` when another descriptor holds it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(descriptor)
            raise Busy(str(self._path)) from None
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self if self._descriptor is not None else self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
