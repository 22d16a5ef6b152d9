"""Replace a file whole or not at all."""

import contextlib
import os
from pathlib import Path


def replace_file(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write `content` to `path` so that a reader, or a restart after a crash, sees the old bytes or the new ones.

    Raises OSError that names `path`, and leaves the old file as it was, when the disk is full or a folder cannot be
    written.
    """
    temporary = temporary_beside(path, os.getpid())
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            sync_file(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.filename is not None:
            # nobody but us knows the temporary file
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    sync_folder(path.parent)


def replace_content(path: Path, content: bytes, status: os.stat_result) -> None:
    """Replace a file of this status as `replace_file` does; its mode stays, its owner where this user may give it."""
    mode = status.st_mode & 0o7777
    replace_file(path, content, mode=mode)
    now = path.stat()
    if (now.st_uid, now.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)
    if path.stat().st_mode & 0o7777 != mode:  # the umask took from it
        with contextlib.suppress(PermissionError):
            path.chmod(mode)


def temporary_beside(path: Path, writer: int) -> Path:
    """The file that the process `writer` fills before it becomes `path`; a kill may leave it."""
    return path.with_name(f".{path.name}.{writer}.new")


def sync_file(descriptor: int) -> None:
    """fsync that reaches the disk: macOS needs F_FULLFSYNC for it."""
    import fcntl

    if hasattr(fcntl, "F_FULLFSYNC"):
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in this folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(folder: Path) -> Path:
    """The folder, made for this user alone when it is not there, and so are those above it that are missing."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not missing:
        folder.mkdir(mode=0o700, exist_ok=True)  # raises for what is no folder
    return folder
