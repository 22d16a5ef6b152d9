"""A repository's own settings, `<root>/.reverie/config.toml`: a stranger's text, read with care and only after trust.

No symbolic link is followed, so what is read lies in the repository; no pipe or device is waited for; at most 64 KB are
read. What cannot be used is a line for the person, and the session goes on with what they set themselves.
"""

import os
import stat
from pathlib import Path

import msgspec

from .layers import Content, read_content
from .schema import WrongValue
from .toml_text import BrokenText, decode, parse

MOST_BYTES = 64 * 1024
_FOLDER, _NAME = ".reverie", "config.toml"


class _Unusable(Exception):
    """Why it is not read: the end of a sentence."""


class RepositoryFile(msgspec.Struct, frozen=True):
    """`content` is None when there is no file, or none that can be used; then `notice` says why."""

    path: Path
    content: Content | None = None
    notice: str | None = None


def repository_settings(root: Path) -> tuple[Path, ...]:
    """The settings file that a repository has, if any, which is read once it is trusted. It is not opened."""
    path = root / _FOLDER / _NAME
    return (path,) if os.path.lexists(path) else ()


def read_repository_file(root: Path) -> RepositoryFile:
    """The settings of a repository that the person trusts."""
    path = root / _FOLDER / _NAME
    try:
        found = _read(root)
        return RepositoryFile(path, None if found is None else read_content(parse(decode(found))))
    except (BrokenText, _Unusable) as error:
        return RepositoryFile(path, notice=f"'{path}' is left out: it {error}")
    except WrongValue as error:
        return RepositoryFile(path, notice=f"'{path}' is left out: {error}")
    except OSError as error:
        return RepositoryFile(path, notice=f"'{path}' is left out: {error.strerror}")


def _read(root: Path) -> bytes | None:
    """Each step is taken from the folder before it, so that nothing can be exchanged on the way."""
    if not repository_settings(root):
        return None
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
    if (root / _FOLDER).is_symlink() or (root / _FOLDER / _NAME).is_symlink():
        raise _Unusable("is a symbolic link, and none is followed out of trust")
    folder = os.open(root / _FOLDER, flags | os.O_DIRECTORY)
    try:
        descriptor = os.open(_NAME, flags | os.O_NONBLOCK, dir_fd=folder)
    finally:
        os.close(folder)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _Unusable("is not a regular file")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _Unusable(f"is longer than {MOST_BYTES // 1024} KB")
    return content
