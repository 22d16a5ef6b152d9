"""Reading one instruction file: a regular file of text, at most 32 KB of it."""

import os
import stat
from pathlib import Path

from .values import MOST_BYTES


class NotRead(Exception):
    """Why a file that is there gives no text; the text is one line that names it."""


def read_text(path: Path) -> tuple[str, str]:
    """The text and a notice when it was cut at 32 KB; both empty when there is no such file.

    Bytes that are no UTF-8 are replaced. Raises `NotRead` for what is no regular file, no text, or may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        return "", ""
    except OSError as error:
        raise NotRead(f"'{path}' was not read: {error.strerror}") from None
    try:
        found = os.fstat(descriptor)
        content = os.read(descriptor, MOST_BYTES) if stat.S_ISREG(found.st_mode) else None
    finally:
        os.close(descriptor)
    if content is None:
        raise NotRead(f"'{path}' was not read: it is not a regular file")
    if b"\0" in content:
        raise NotRead(f"'{path}' was not read: it is not text in UTF-8")
    return _text_of(path, content, found.st_size)


def _text_of(path: Path, content: bytes, size: int) -> tuple[str, str]:
    text = content.decode("utf-8-sig", "replace").strip()
    if size <= len(content):
        return text, ""
    shown = str(path).encode(errors="backslashreplace").decode().replace("\n", "\\n")
    cut = f"{text.rstrip('�')}\n[cut here: the file is {size:,} bytes long; read {shown} for the rest]"
    return cut, f"'{path}' is {size:,} bytes long; only the first {len(content):,} were loaded"
