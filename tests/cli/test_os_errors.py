"""An error of the system as one line with the next step."""

import errno
import os

import pytest

from reverie.cli.os_errors import explain


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied", "/x"),
            "'/x': Permission denied; make it yours to write, or set REVERIE_HOME to a folder that is",
        ),
        (
            NotADirectoryError(errno.ENOTDIR, "Not a directory", b"/x/y"),
            "'/x/y': Not a directory; move away what stands there, or set REVERIE_HOME to another folder",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device", "/x"),
            "'/x': No space left on device; make room, then try again",
        ),
        (FileNotFoundError(errno.ENOENT, "x"), "the folder you stand in is gone; change to one that is there"),
        (OSError(errno.EIO, os.strerror(errno.EIO)), "Input/output error"),
        (OSError("words"), "words"),
        (ValueError("ours"), "ours"),
    ],
)
def test_the_line_names_the_file_and_what_to_do(error: Exception, line: str) -> None:
    assert explain(error) == line
