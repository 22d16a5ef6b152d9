"""What a background command wrote and nobody has read yet: on disk, and bounded."""

import codecs
import os
from collections.abc import Callable

from reverie.conversation.truncation import counted

_BLOCK = 1 << 16
MOST_UNREAD = 100_000_000
"""Bytes; what comes when so much waits to be read is dropped, because a command may write for days."""


class JobLog:
    """A file without a name, emptied each time it is read. Opening it raises OSError."""

    def __init__(self, most: int = MOST_UNREAD) -> None:
        import tempfile

        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it is open as long as the job
        self._most = most
        self._size = 0
        self._dropped = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def take(self, block: bytes) -> None:
        """Keep what there is room for; a full disk is no more than missing room."""
        try:
            kept = os.pwrite(self._file.fileno(), block[: self._most - self._size], self._size)
        except OSError:
            kept = 0
        self._size += kept
        self._dropped += len(block) - kept

    def move_to(self, write: Callable[[str], None], *, final: bool) -> None:
        """Write as text what came since the last time, block by block, and what was dropped after it.

        `final` says that no more will come; a character whose rest is missing is written as U+FFFD then.
        """
        position = 0
        while position < self._size and (block := os.pread(self._file.fileno(), _BLOCK, position)):
            position += len(block)
            write(self._decoder.decode(block))
        if rest := self._decoder.decode(b"", final=final or self._dropped > 0):
            write(rest)
        if self._dropped:
            write(f"\n[{counted(self._dropped, 'byte')} dropped here: there was no room; look more often]\n")
        self._file.truncate(0)
        self._size = self._dropped = 0

    def close(self) -> None:
        self._file.close()
