"""How far the imports of a file may lead, and whose the imported text is.

A repository's files import from the repository; a person's own from their own folder and from below their home.
"""

import os
from pathlib import Path
from typing import Protocol

from .values import Whose

# Who puts text there is somebody else: what a dependency says is no instruction.
DEPENDENCY_FOLDERS = frozenset(
    {
        *(".git", ".hg", ".svn", ".jj", "node_modules", "bower_components", "vendor", "third_party", "pods"),
        *(".venv", "venv", "site-packages", "dist-packages", ".tox", ".nox"),
    }
)


class Refused(Exception):
    """Why a file may not be imported, to be put after "it "."""


class Reach(Protocol):
    @property
    def origin(self) -> Whose: ...

    def into(self, written: str, real: str) -> "Reach":
        """The reach of an imported file. `written` is the path in the text, `real` where it leads. Raises `Refused`."""
        ...


class OfRepository:
    """`root` is a real path."""

    origin: Whose = "repo"

    def __init__(self, root: str) -> None:
        self._root = root

    def into(self, written: str, real: str) -> "OfRepository":
        if written.startswith(("/", "~")):
            raise Refused("is not named relative to the importing file")
        self.check(real)
        return self

    def check(self, real: str) -> None:
        """Raises `Refused` for a file that is not the repository's own."""
        if not below(real, self._root):
            raise Refused("lies outside the repository")
        folder = self._root
        for name in os.path.dirname(real)[len(self._root) :].strip("/").split("/"):
            if name.casefold() in DEPENDENCY_FOLDERS:
                raise Refused(f"lies in '{name}', which holds the text of others")
            folder = os.path.join(folder, name)
            if name and os.path.lexists(os.path.join(folder, ".git")):
                raise Refused("lies in another git repository")


class OfPerson:
    """The reach of a person's own file in `folder`; all are real paths. `project` is None while it is not trusted."""

    origin: Whose = "human"

    def __init__(self, folder: str, home: str, root: str, project: OfRepository | None) -> None:
        self._folder, self._home, self._root, self._project = folder, home, root, project

    def into(self, written: str, real: str) -> Reach:
        if self._is_projects(real):
            return self._of_project(real)
        if below(real, self._folder):
            return self
        if not below(real, self._home):
            raise Refused("lies outside your home folder")
        return OfFolder(os.path.dirname(real))

    def _is_projects(self, real: str) -> bool:
        """A project that holds the person's own folder, or all their home, is theirs."""
        is_own = below(self._folder, self._root) or below(self._home, self._root)
        return below(real, self._root) and not is_own

    def _of_project(self, real: str) -> OfRepository:
        if self._project is None:
            raise Refused("lies in a project that you do not trust")
        self._project.check(real)
        return self._project


class OfFolder:
    """The reach of a file that the person imported from elsewhere: no further than its own folder.

    They named that file, not what it names: it may lie in a checkout of somebody else.
    """

    origin: Whose = "human"

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def into(self, written: str, real: str) -> "OfFolder":
        if not below(real, self._folder):
            raise Refused("lies outside the folder of the file that imports it")
        return self


def below(path: str, folder: str) -> bool:
    """Whether a real path is a folder or lies in it."""
    return Path(path).is_relative_to(folder)
