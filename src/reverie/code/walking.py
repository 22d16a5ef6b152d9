"""Walking a folder that git does not list: .gitignore files are honoured, caches, builds and dependencies left out."""

import errno
from collections.abc import Iterable

import msgspec

from .contained import Entry, entries_inside, unread_for
from .ignoring import BUILDS, IgnoreRules, is_cache_or_dependency
from .outlines.languages import language_of
from .values import Unread

_MANIFESTS = frozenset(
    {"pyproject.toml", "setup.py", "setup.cfg", "package.json", "Cargo.toml", "pom.xml", "build.gradle", "Makefile"}
    | {"CMakeLists.txt", "meson.build", "build.gradle.kts", "go.mod"}
)
_MARKS_OF_CACHES = frozenset({"CACHEDIR.TAG", "pyvenv.cfg"})
_DEEPEST = 100


class Listing(msgspec.Struct, frozen=True):
    """`files`, sorted; `unlisted`, folders that could not be looked into and what lies past the most files;
    `sparse`, what git tracks but was told not to check out."""

    files: tuple[str, ...]
    unlisted: tuple[Unread, ...] = ()
    sparse: frozenset[str] = frozenset()


class Walk:
    """One walk. `has_rules`: a repository's .gitignore files say what is built, so that a folder's name does not."""

    def __init__(self, root: str, rules: IgnoreRules, most: int, *, has_rules: bool) -> None:
        self._root = root
        self._rules = rules
        self._most = most
        self._has_rules = has_rules
        self._files: list[str] = []
        self._unlisted: list[Unread] = []
        self._builds: list[str] = []

    def listing(self) -> Listing:
        """A package as it is published may be nothing but its build: then that is what there is to read."""
        self._collect([""])
        if not any(map(language_of, self._files)):
            self._has_rules = True
            self._collect(self._builds)
        return Listing(tuple(sorted(self._files)), tuple(self._unlisted))

    def _collect(self, waiting: list[str]) -> None:
        """Add the files below some folders (empty, or ending with `/`)."""
        while waiting:
            folder = waiting.pop()
            entries = self._entries(folder)
            if folder and self._is_apart({entry.name for entry in entries}):
                continue
            waiting.extend(self._folders(folder, entries))
            names = (folder + entry.name for entry in entries if entry.kind == "file" and entry.name != ".git")
            self._files.extend(name for name in names if not self._rules.ignores_itself(name))
            if len(self._files) > self._most:
                self._unlisted.append(Unread("", f"more than {self._most:,} files; the rest is not looked at"))
                del self._files[self._most :]
                return

    def _is_apart(self, names: set[str]) -> bool:
        """Whether a folder is a cache by a mark in it, or in a repository one of its own (a submodule)."""
        return not _MARKS_OF_CACHES.isdisjoint(names) or (self._has_rules and ".git" in names)

    def _entries(self, folder: str) -> list[Entry]:
        if folder.count("/") > _DEEPEST:
            self._unlisted.append(Unread(folder, f"more than {_DEEPEST} folders deep"))
            return []
        try:
            return entries_inside(self._root, folder)
        except OSError as error:
            if error.errno != errno.ENOENT:
                self._unlisted.append(unread_for(folder or ".", error))
            return []

    def _folders(self, folder: str, entries: Iterable[Entry]) -> list[str]:
        """The folders in it to look into."""
        is_project = any(entry.name in _MANIFESTS for entry in entries)
        found = []
        for entry in entries:
            path = f"{folder}{entry.name}/"
            if entry.kind != "folder" or is_cache_or_dependency(entry.name) or self._rules.ignores_itself(path):
                continue
            if not self._has_rules and is_project and entry.name in BUILDS and not self._is_package(path):
                self._builds.append(path)
            else:
                found.append(path)
        return found

    def _is_package(self, folder: str) -> bool:
        """Whether a folder with the name of a build is source code all the same."""
        return any(entry.name in ("__init__.py", "mod.rs") for entry in self._entries(folder))
