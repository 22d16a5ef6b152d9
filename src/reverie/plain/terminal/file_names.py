"""Names of files to complete: those of the project, and those of a folder that is named."""

import asyncio
import os
import time
from pathlib import Path

_FRESH_SECONDS = 10.0
_MOST = 40


class FileNames:
    """The files below `root`, listed in the background and kept for ten seconds."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: list[str] = []
        self._listed = float("-inf")
        self._lock = asyncio.Lock()

    async def matching(self, part: str) -> list[str]:
        """The best paths that hold `part`, relative to the root; those of another folder when it begins with one."""
        if part.startswith(("/", "~", "../", "./")):
            return await self.beginning(part)
        names = await self._all()
        return await asyncio.to_thread(_best, names, part.lower())

    async def beginning(self, part: str) -> list[str]:
        """The entries of the folder that a path names, folders with a `/` at their end."""
        return await asyncio.to_thread(_entries, self._root, part)

    async def _all(self) -> list[str]:
        async with self._lock:
            if time.monotonic() - self._listed > _FRESH_SECONDS:
                self._names = await _listed(self._root)
                self._listed = time.monotonic()
        return self._names


async def _listed(root: Path) -> list[str]:
    from reverie.tools.failures import CallFailed
    from reverie.tools.file_set import files_below

    try:
        return (await files_below(root, dict(os.environ))).names
    except (CallFailed, OSError):
        return []


def _best(names: list[str], part: str) -> list[str]:
    """First those whose own name begins so, then those whose path does, then those that hold it; short ones first."""
    ranked = []
    for name in names:
        lower = name.lower()
        if part in lower:
            own = lower.rpartition("/")[2]
            rank = 0 if own.startswith(part) else 1 if lower.startswith(part) else 2
            ranked.append((rank, len(name), name))
    return [name for _, _, name in sorted(ranked)[:_MOST]]


def _entries(root: Path, part: str) -> list[str]:
    folder, slash, start = part.rpartition("/")
    try:
        with os.scandir(root / os.path.expanduser(folder + slash)) as entries:
            found = [entry.name + "/" * entry.is_dir() for entry in entries if entry.name.startswith(start)]
    except OSError:
        return []
    return [folder + slash + name for name in sorted(found) if start or not name.startswith(".")][:_MOST]
