"""Standard output and error of a headless run: written whole, and a reader who went away is noticed."""

import sys
from typing import TextIO


class ReaderGone(Exception):
    """Whoever read our output closed it, as `| head` does. The run ends; nothing more is written."""


def write_line(line: str, stream: TextIO) -> None:
    """Write and flush one line. Raises ReaderGone when nobody reads."""
    write(line + "\n", stream)


def write(text: str, stream: TextIO) -> None:
    try:
        stream.write(text)
        stream.flush()
    except (BrokenPipeError, ValueError) as error:
        _silence(stream)
        raise ReaderGone from error


def _silence(stream: TextIO) -> None:
    """Keep the interpreter from trying to flush a broken stream once more at its end."""
    import os

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def make_robust() -> None:
    """Text that the terminal's encoding cannot show is escaped instead of failing the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
