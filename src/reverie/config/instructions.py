"""Instruction files: what a person, and a repository they trust, wants every session to know.

Nested files and imports are not followed.
"""

import os
import stat
from pathlib import Path
from typing import Literal

import msgspec

from .places import Places

MOST_BYTES = 32 * 1024
_NAMES = ("AGENTS.md", "CLAUDE.md")


class InstructionFile(msgspec.Struct, frozen=True):
    """`origin` is human for the person's own file, repo for one of the repository's."""

    path: Path
    text: str
    origin: Literal["human", "repo"]


class Instructions(msgspec.Struct, frozen=True):
    """`notices` are lines for the person: what was cut, and what was not followed."""

    files: tuple[InstructionFile, ...] = ()
    notices: tuple[str, ...] = ()


def load_instructions(root: Path, places: Places, *, trusted: bool) -> Instructions:
    """The person's own `<config>/AGENTS.md`; of a trusted repository also the `AGENTS.md` and `CLAUDE.md` at its root.

    Of identical texts only the first is kept. A file that cannot be read is named in a notice.
    """
    files: list[InstructionFile] = []
    notices: list[str] = []
    candidates = [(places.config / "AGENTS.md", False)]
    candidates += [(root / name, True) for name in _NAMES if trusted]
    for path, is_repo in candidates:
        if is_repo and _leaves(path, root):
            notices.append(f"'{path}' was not read: it is a symbolic link that leaves the repository")
            continue
        text = _read(path, notices)
        if text and all(text != other.text for other in files):
            files.append(InstructionFile(path, text, "repo" if is_repo else "human"))
    return Instructions(tuple(files), tuple(notices))


def repository_files(root: Path) -> tuple[Path, ...]:
    """The instruction files that a repository has, which are loaded once it is trusted."""
    return tuple(path for path in (root / name for name in _NAMES) if path.is_file())


def _leaves(path: Path, root: Path) -> bool:
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _read(path: Path, notices: list[str]) -> str:
    """The text, cut at 32 KB; bytes that are no UTF-8 are replaced. Empty when there is no such regular file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        notices.append(f"'{path}' was not read: {error.strerror}")
        return ""
    try:
        found = os.fstat(descriptor)
        content = os.read(descriptor, MOST_BYTES) if stat.S_ISREG(found.st_mode) else None
    finally:
        os.close(descriptor)
    if content is None:
        notices.append(f"'{path}' was not read: it is not a regular file")
        return ""
    return _text_of(path, content, found.st_size, notices)


def _text_of(path: Path, content: bytes, size: int, notices: list[str]) -> str:
    text = content.decode("utf-8-sig", "replace").strip()
    if size <= len(content):
        return text
    notices.append(f"'{path}' is {size:,} bytes long; only the first {len(content):,} were loaded")
    return f"{text.rstrip('�')}\n[cut here: the file is {size:,} bytes long; read {path} for the rest]"
