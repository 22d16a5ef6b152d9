"""The project a folder belongs to: its root, and a random id kept outside of it in `<data>/projects.json`.

The map is keyed by the real path of the git common folder, so worktrees share one project; without git by the real
path of the folder. A home directory, or what lies above it, is never a project.
"""

import base64
import os
from pathlib import Path
from typing import Any

import msgspec

from reverie.storage.clock import instant, system_clock
from reverie.storage.errors import BrokenFile
from reverie.storage.versioned_json import VersionedJson, table

from .git_folder import common_folder, git_root
from .places import Places

FORMAT = 1


class Project(msgspec.Struct, frozen=True):
    """`root` is a real path; `id` is None for a home directory; `git` when `root` is a work tree of a repository."""

    root: Path
    id: str | None
    git: bool

    def folder(self, places: Places) -> Path:
        """Where its sessions and its memory lie."""
        return places.data / "user" if self.id is None else places.data / "projects" / self.id


def find_project(folder: Path, places: Places, home: Path | None = None) -> Project:
    """The project of `folder`; an unknown one is given a new id.

    `home` is the person's home directory when it is not `$HOME`. Raises `UnusableFile` when `projects.json` is broken,
    or would have to be written and is of a newer Reverie; OSError when it cannot be written.
    """
    root, common = _locate(folder, home)
    if root is None:
        return Project(Path(os.path.realpath(folder)), None, False)
    path = places.data / "projects.json"
    file = VersionedJson(path, FORMAT)
    found = _known_id(table(file.read(), "projects", path), root, common, path)
    if found is None:
        with file.change() as content:
            found = _enter(table(content, "projects", path), root, common, path)
    return Project(root, found, common is not None)


def known_project(folder: Path, places: Places, home: Path | None = None) -> Project | None:
    """The same, but None for a project that has no id yet; writes nothing."""
    root, common = _locate(folder, home)
    if root is None:
        return Project(Path(os.path.realpath(folder)), None, False)
    path = places.data / "projects.json"
    found = _known_id(table(VersionedJson(path, FORMAT).read(), "projects", path), root, common, path)
    return None if found is None else Project(root, found, common is not None)


def _locate(folder: Path, home: Path | None) -> tuple[Path | None, Path | None]:
    """The project's root (None: a home directory) and its git common folder (None: no repository)."""
    real = Path(os.path.realpath(folder))
    real_home = Path(os.path.realpath(home or os.path.expanduser("~")))
    root = git_root(real, real_home)
    if root is not None:
        return root, common_folder(root)
    return (None if real_home.is_relative_to(real) else real), None


def _known_id(projects: dict[str, dict[str, Any]], root: Path, common: Path | None, path: Path) -> str | None:
    """A folder that became a repository (`git init`) stays the project it was."""
    entry = projects.get(_key(common or root))
    if entry is None and common is not None and common.parent == root:
        entry = projects.get(_key(root))
    if entry is None:
        return None
    found = entry.get("id")
    if not isinstance(found, str) or not _is_id(found):
        raise BrokenFile(path, f"the project of '{root}' has no valid `id`")
    return found


def _enter(projects: dict[str, dict[str, Any]], root: Path, common: Path | None, path: Path) -> str:
    """Holds the file's lock, so another process may have entered it since we looked."""
    found = _known_id(projects, root, common, path)
    if found is None:
        found = base64.b32encode(os.urandom(10)).decode().lower()
        projects[_key(common or root)] = {"id": found, "added": instant(system_clock)}
    return found


def _is_id(text: str) -> bool:
    return len(text) == 16 and all("a" <= character <= "z" or "2" <= character <= "7" for character in text)


def _key(path: Path) -> str:
    """The path as JSON can hold it; one that is not UTF-8 is spelled in hexadecimal."""
    raw = os.fsencode(path)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return f"bytes:{raw.hex()}"
