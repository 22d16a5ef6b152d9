"""A file that is imported, read whole and once: it cannot be swapped, block, fill the memory or be no text."""

import os
import stat
from datetime import date, datetime
from pathlib import Path

import msgspec

from reverie.conversation.origin import Origin

from .whose import Whose

MOST_BYTES = 10 << 20


class NotReadable(Exception):
    """Why a file is not read, in a few words that follow its name."""


class SourceFile(msgspec.Struct, frozen=True):
    """`shown` is its name for a person, `real` its path without links, `lines` are without their ends.

    `day` is the local day of its last change, never one to come. `origin` and `why` say whose words it holds; `place`
    is its path in its repository, when it lies in one.
    """

    shown: str
    real: Path
    lines: tuple[str, ...]
    day: str
    origin: Origin
    why: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_source(path: Path, shown: str, whose: Whose, today: date) -> SourceFile:
    """Raises NotReadable."""
    real = Path(os.path.realpath(path))
    content, status = _read(real)
    judged = whose.judge(real, status.st_uid)
    return SourceFile(
        shown=shown,
        real=real,
        lines=tuple(_text(content).split("\n")),
        day=min(datetime.fromtimestamp(status.st_mtime).date(), today).isoformat(),
        origin=judged.origin,
        why=judged.why,
        place=judged.place,
    )


def _read(real: Path) -> tuple[bytes, os.stat_result]:
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise NotReadable(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotReadable("is no file")
        try:
            content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise NotReadable(f"cannot be read: {error.strerror or error}") from None
    if len(content) > MOST_BYTES:
        raise NotReadable(f"is larger than {MOST_BYTES >> 20} MB; cut out what matters")
    return content, status


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise NotReadable("is no text")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotReadable(f"is not UTF-8 in line {line}; save it as UTF-8") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
