"""Files of ours written anew without what is purged: whole or not at all, with the times they had."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from reverie.storage.atomic import replace_content, sync_file, sync_folder, temporary_beside


def replace_lines(path: Path, change: Callable[[bytes], bytes]) -> int:
    """Change lines (without their newlines) one by one; the number of those that changed.

    A last line without a newline is one, too. Nothing is written when none changed. Raises OSError.
    """
    if not any(change(line) != line for line, _ in _lines(path)):
        return 0
    status = path.stat()
    temporary = temporary_beside(path, os.getpid())
    changed = 0
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as file:
            for line, end in _lines(path):
                new = change(line)
                changed += new != line
                file.write(new + end)
            file.flush()
            sync_file(file.fileno())
        _keep_times(temporary, status)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)
    return changed


def replace_bytes(path: Path, change: Callable[[bytes], bytes]) -> bool:
    """Change a whole file; whether it did change. A link is not followed. Raises OSError."""
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        content, status = file.read(), os.fstat(file.fileno())
    new = change(content)
    if new == content:
        return False
    replace_content(path, new, status)
    _keep_times(path, status)
    return True


def drop_new(folder: Path, name: str) -> None:
    """Remove what a kill left of a file before it had its name. Raises OSError."""
    for path in folder.glob(f".{name}.*.new"):
        path.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        for line in file:
            bare = line.removesuffix(b"\n")
            yield bare, line[len(bare) :]


def _keep_times(path: Path, status: os.stat_result) -> None:
    """Old sessions stay old: they are listed and removed by their times."""
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
