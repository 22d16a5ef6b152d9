"""What can be wrong with a file of ours. Each text is one line that names the file and the next step.

UnusableFile
├── BrokenFile     its content cannot be read; it is never overwritten
└── NewerFormat    a newer Reverie wrote it; it is never written by this one
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class UnusableFile(Exception):
    """A file of ours that cannot be used as it is."""


class BrokenFile(UnusableFile):
    def __init__(self, path: "Path", why: str) -> None:
        super().__init__(f"'{path}' is broken ({why}); repair it, or move it away to start afresh")


class NewerFormat(UnusableFile):
    def __init__(self, path: "Path", found: int, known: int) -> None:
        super().__init__(
            f"'{path}' has format {found} of a newer Reverie (this one knows {known}) and is only read; update Reverie"
        )
