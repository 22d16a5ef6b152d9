"""The files that a search looks at: what git tracks or would track; without git all but what is never source code."""

import asyncio
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reverie.storage.programs import find_program

from .child import PipeReader, end_group, start_child
from .failures import CallFailed

SKIPPED_FOLDERS = frozenset(
    {
        *(".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".tox", ".nox"),
        *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"),
    }
)
_MOST_FILES = 200_000
# a repository's own settings must not make git run its programs
_GIT_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "core.quotepath=off")
_GIT_TIMEOUT = 20.0


class FileSet(msgspec.Struct, frozen=True):
    """Paths relative to a folder, with `/`, sorted: the files in it, and the folders that may not be read."""

    names: list[str]
    unread: list[str] = []


async def files_below(folder: Path, environment: dict[str, str]) -> FileSet:
    """The regular files below a folder; symbolic links are left out.

    A folder that git ignores is walked when it is named itself. Raises `CallFailed` when there are too many to walk.
    """
    names = await _known_to_git(folder, environment)
    if names:
        return FileSet([name for name in names if _is_regular(folder, name)])
    unread: list[str] = []
    found = await asyncio.to_thread(lambda: sorted(_walk(folder, unread)))
    if len(found) >= _MOST_FILES:
        raise CallFailed(f"There are more than {_MOST_FILES:,} files below; give the path of a smaller folder.")
    return FileSet(found, sorted(unread))


async def _known_to_git(folder: Path, environment: dict[str, str]) -> list[str]:
    """What git lists below the folder; nothing where there is no git or no repository, or when it takes too long."""
    git = find_program("git", environment)
    if git is None:
        return []
    blocks: list[bytes] = []
    argv = (git, *_GIT_OPTIONS, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        status = await run_child(argv, folder, _without_git(environment), blocks)
    except OSError:  # it cannot be started, or it took too long
        return []
    if status:
        return []
    return sorted({os.fsdecode(name) for name in b"".join(blocks).split(b"\0") if name})


async def run_child(argv: tuple[str, ...], folder: Path, environment: dict[str, str], blocks: list[bytes]) -> int:
    """Run a quiet program to its end, adding its output to `blocks`; its exit status. Raises OSError, TimeoutError."""
    reader = PipeReader(blocks.append)
    try:
        process = await start_child(argv, folder, environment, reader.writing_end, asyncio.subprocess.DEVNULL)
        reader.close_writing_end()
        try:
            async with asyncio.timeout(_GIT_TIMEOUT):
                status = await process.wait()
        finally:
            await end_group(process)
        reader.drain()
    finally:
        reader.close()
    return status


def _without_git(environment: dict[str, str]) -> dict[str, str]:
    """Without the variables that point git at another repository."""
    kept = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    return kept | {"GIT_OPTIONAL_LOCKS": "0"}


def _is_regular(folder: Path, name: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(f"{folder}/{name}").st_mode)
    except (FileNotFoundError, NotADirectoryError):  # deleted, but still in git's index
        return False
    except OSError:  # who reads it will say that it could not
        return True


def _walk(folder: Path, unread: list[str]) -> Iterator[str]:
    """The files below a folder in no order; folders that may not be read are added to `unread`."""
    found = 0
    waiting = [""]
    while waiting and found < _MOST_FILES:
        prefix = waiting.pop()
        try:
            entries = os.scandir(f"{folder}/{prefix}")
        except OSError:
            unread.append(prefix or ".")
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED_FOLDERS:
                        waiting.append(f"{prefix}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    found += 1
                    yield prefix + entry.name
