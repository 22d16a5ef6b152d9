"""Nested instruction files: those of folders below the root, given when something in the folder is touched."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .collection import Collection
from .load import may_read
from .reach import DEPENDENCY_FOLDERS, OfRepository, below
from .values import NAMES, InstructionFile


class NestedInstructions:
    """What a session was given of a trusted repository's folders. Each folder is looked at once until `renew`.

    `loaded` are the files that hold everywhere; `home` is the person's home folder when it is not `$HOME`.
    """

    def __init__(
        self, root: Path, loaded: Iterable[InstructionFile], *, trusted: bool, home: Path | None = None
    ) -> None:
        self._root = os.path.realpath(root)
        self._reach = OfRepository(self._root)
        self._trusted = trusted
        self._home = os.path.realpath(home or os.path.expanduser("~"))
        self._loaded = tuple(loaded)
        self._given: dict[str, tuple[InstructionFile, ...]] = {}
        self._said: dict[str, None] = {}
        self._notices: list[str] = []
        self._start()

    def touched(self, path: Path) -> tuple[InstructionFile, ...]:
        """The files not given yet that hold for a path below the root, of the outermost folder first.

        A relative path is one below the root; a folder counts as touched itself. Empty for a repository without trust,
        for what lies outside, in another git repository, or in a folder of dependencies. Does not raise.
        """
        spelled = os.path.join(self._root, path)
        if not self._trusted or spelled in self._touched:
            return ()
        self._touched.add(spelled)
        return tuple(file for folder in self._folders(spelled) for file in self._look(folder))

    @property
    def given(self) -> tuple[InstructionFile, ...]:
        """The files given so far, as they were read."""
        return tuple(file for files in self._given.values() for file in files)

    def renew(self, loaded: Iterable[InstructionFile] | None = None) -> tuple[InstructionFile, ...]:
        """The files given so far, read again as they are now; after it every folder may be looked at once more.

        `loaded` are the files that hold everywhere when these were read again too.
        """
        folders, self._given = tuple(self._given), {}
        self._loaded = self._loaded if loaded is None else tuple(loaded)
        self._start()
        return tuple(file for folder in folders for file in self._look(folder))

    def take_notices(self) -> tuple[str, ...]:
        """Lines for the person since the last call; none is told twice in a session."""
        taken, self._notices = tuple(self._notices), []
        return taken

    def _start(self) -> None:
        self._collection = Collection(self._home, self._loaded)
        self._touched: set[str] = set()
        self._looked: set[str] = set()

    def _folders(self, spelled: str) -> Iterator[str]:
        """The folders strictly below the root on the way to a path, as real paths; none below one of dependencies."""
        try:
            real = os.path.realpath(spelled)
            folder = real if os.path.isdir(real) else os.path.dirname(real)
        except ValueError:  # a character that no path can hold
            return
        if not below(folder, self._root):
            return
        inside = self._root
        for name in folder[len(self._root) :].strip("/").split("/"):
            if not name or name.casefold() in DEPENDENCY_FOLDERS:
                return
            inside = os.path.join(inside, name)
            yield inside

    def _look(self, folder: str) -> list[InstructionFile]:
        if folder in self._looked:
            return []
        self._looked.add(folder)
        files: list[InstructionFile] = []
        for path in (Path(folder, name) for name in NAMES):
            if may_read(path, self._reach, self._collection):
                found = self._collection.read(path, self._reach, Path(folder))
                files += self._collection.with_imports(found) if found else ()
        if files:
            self._given[folder] = tuple(files)
        self._keep_notices()
        return files

    def _keep_notices(self) -> None:
        for line in self._collection.take_notices():
            if line not in self._said:
                self._said[line] = None
                self._notices.append(line)
