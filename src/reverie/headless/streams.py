"""Standard output and error of a headless run: written whole; a reader who went away or a full disk is noticed.

CannotWrite      the run ends, nothing more is written
└── ReaderGone   whoever read our output closed it, as `| head` does
"""

import os
from typing import TextIO


class CannotWrite(Exception):
    """The output cannot be written; the text is one line."""


class ReaderGone(CannotWrite):
    """Nobody reads it any more: nothing to complain about."""


def write_line(line: str, stream: TextIO) -> None:
    """Write and flush one line. Raises CannotWrite."""
    write(line + "\n", stream)


def write(text: str, stream: TextIO) -> None:
    try:
        stream.write(text)
        stream.flush()
    except (BrokenPipeError, ValueError) as error:
        _silence(stream)
        raise ReaderGone from error
    except OSError as error:
        _silence(stream)
        why = error.strerror or str(error)
        raise CannotWrite(f"the output cannot be written ({why}); write it to another place") from error


def tell_line(line: str, stream: TextIO) -> None:
    """Write a line that the run can do without, on standard error: it must not fail for it."""
    try:
        write_line(line, stream)
    except CannotWrite:
        return


def _silence(stream: TextIO) -> None:
    """Keep the interpreter from trying to flush a broken stream once more at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)
