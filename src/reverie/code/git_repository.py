"""A repository as past commits are read from it: its objects alone, never the files of its work tree."""

import os
from collections.abc import Mapping
from pathlib import Path

from reverie.storage.git import GitRan, run_git

from .blob_words import WordsOfBlobs
from .git_blobs import GitBlobs
from .outlines import outline_of
from .values import Outline

_SECONDS = 10.0


class GitRepository:
    """`top` is the folder of its work tree, `git_folder` the common git folder (else `<top>/.git`), both real paths.

    What is found in a blob is kept for all commits that hold it, because most files are the same in most commits.
    Belongs to one thread; `close` ends the git that reads for it.
    """

    def __init__(self, top: Path, git_folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> None:
        self.top = top
        self.git_folder = git_folder or top / ".git"
        self.blobs = GitBlobs(top, self.git_folder, environ)
        self.words = WordsOfBlobs()
        self._environ = environ
        self._outlines: dict[tuple[str, str], Outline | None] = {}

    def __enter__(self) -> "GitRepository":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.blobs.close()

    def run(self, *arguments: str, seconds: float = _SECONDS) -> GitRan:
        """Never raises for what git does."""
        return run_git(self.top, *arguments, git_folder=self.git_folder, seconds=seconds, environ=self._environ)

    def outline(self, path: str, blob: str, text: str) -> Outline | None:
        """As `outline_of`; `blob` is the hash that the text stands under."""
        if (path, blob) not in self._outlines:
            self._outlines[path, blob] = outline_of(path, text)
        return self._outlines[path, blob]
