"""The contents of files in a repository's objects, by one git that stays open and is asked for one after the other."""

import os
import re
import select
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.storage.git import end, find_git, git_command, started

from .contained import sized

if TYPE_CHECKING:
    import subprocess

_SECONDS = 5.0
_MOST_STARTS = 4
"""git ends at an object that is damaged, and is started again; after so many times nothing more is read."""

_MOST_KEPT = 64_000_000
_HEADER = re.compile(rb"[0-9a-f]{40,64} (?P<kind>\w+) (?P<size>\d+)")
_LONGEST_HEADER = 200


class _Ended(Exception):
    """git ended, or did not answer in time."""


class GitBlobs:
    """Reads blobs by their hashes. Never raises for what is in the repository; belongs to one thread.

    `git_folder` is the common git folder of the repository. What was read is kept up to 64 million bytes. `close` ends
    git with all that it started; it is also what the end of a `with` block does.
    """

    def __init__(
        self, folder: Path, git_folder: Path, environ: Mapping[str, str] = os.environ, seconds: float = _SECONDS
    ) -> None:
        self._folder = folder
        self._git_folder = git_folder
        self._environ = environ
        self._seconds = seconds
        self._starts = 0
        self._open = ExitStack()
        self._child: subprocess.Popen[bytes] | None = None
        self._kept: dict[str, bytes] = {}
        self._size = 0
        self._rest = b""

    def __enter__(self) -> "GitBlobs":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, blob: str, most: int) -> bytes | str:
        """Its bytes; a text says in a few words why not: it is missing, damaged, or has more than `most` bytes."""
        if (kept := self._kept.get(blob)) is not None:
            return kept if len(kept) <= most else f"{sized(len(kept))}, too large"
        try:
            found = self._asked(blob, most)
        except (_Ended, OSError, ValueError):
            self.close()
            return "git could not read it"
        if isinstance(found, bytes) and self._size + len(found) <= _MOST_KEPT:
            self._kept[blob] = found
            self._size += len(found)
        return found

    def close(self) -> None:
        """End git. It is started again when something else is read."""
        if self._child is None:
            return
        end(self._child)
        with suppress(OSError):  # what was not yet written to it
            self._open.close()
        self._child, self._rest = None, b""

    def _asked(self, blob: str, most: int) -> bytes | str:
        child = self._child or self._start()
        assert child.stdin is not None
        child.stdin.write(f"{blob}\n".encode("ascii"))
        child.stdin.flush()
        before = time.monotonic() + self._seconds
        header = self._line(before)
        found = _HEADER.fullmatch(header)
        if found is None:
            return "not in this repository"
        size = int(found["size"])
        if size > most or found["kind"] != b"blob":
            self.close()  # rather than to take in what nobody wants
            self._starts -= 1
            return f"{sized(size)}, too large" if size > most else "no file"
        return self._bytes(size + 1, before)[:-1]

    def _start(self) -> "subprocess.Popen[bytes]":
        import subprocess

        git = find_git(self._environ)
        is_part = os.path.lexists(self._git_folder / "commondir")
        if git is None or is_part or self._starts >= _MOST_STARTS:
            raise _Ended
        self._starts += 1
        command = git_command(
            git, self._folder, "cat-file", "--batch", git_folder=self._git_folder, environ=self._environ
        )
        self._child = self._open.enter_context(started(command, errors=subprocess.DEVNULL))
        return self._child

    def _line(self, before: float) -> bytes:
        while b"\n" not in self._rest and len(self._rest) < _LONGEST_HEADER:
            self._rest += self._some(before)
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _bytes(self, count: int, before: float) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while length < count:
            parts.append(self._some(before))
            length += len(parts[-1])
        found = b"".join(parts)
        self._rest = found[count:]
        return found[:count]

    def _some(self, before: float) -> bytes:
        assert self._child is not None and self._child.stdout is not None
        pipe = self._child.stdout.fileno()
        left = before - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise _Ended
        found = os.read(pipe, 1 << 20)
        if not found:
            raise _Ended
        return found
