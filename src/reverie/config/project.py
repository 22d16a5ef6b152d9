"""The project a folder belongs to: its root, and a random id kept outside of it in `<data>/projects.json`.

The map is keyed by the real path of the git common folder, so worktrees share one project; without git by the real
path of the folder. A home directory, or what lies above it, is never a project.
"""

import base64
import os
from pathlib import Path

import msgspec

from reverie.storage.clock import instant, system_clock

from .git_folder import common_folder
from .places import Places
from .project_map import FORMAT as FORMAT  # for who examines the file
from .project_map import Entries, Location, ProjectMap, find_key, key_of, locate


class Project(msgspec.Struct, frozen=True):
    """`root` is a real path; `id` is None for a home directory; `git` when `root` is a work tree of a repository."""

    root: Path
    id: str | None
    git: bool

    def folder(self, places: Places) -> Path:
        """Where its sessions and its memory lie."""
        return places.data / "user" if self.id is None else places.data / "projects" / self.id

    def location(self) -> Location:
        """Where it lies, as the map of projects knows it."""
        return Location(self.root, common_folder(self.root) if self.git else None)


def find_project(folder: Path, places: Places, home: Path | None = None) -> Project:
    """The project of `folder`; an unknown one is given a new id, whatever its history is.

    `home` is the person's home directory when it is not `$HOME`. Raises `UnusableFile` when `projects.json` is broken,
    or would have to be written and is of a newer Reverie; OSError when it cannot be written.
    """
    location = locate(folder, home)
    if location is None:
        return _home(folder)
    projects = ProjectMap(places)
    found = _known_id(projects, projects.entries(), location)
    if found is None:
        with projects.change() as entries:
            found = _enter(projects, entries, location)
    return Project(location.root, found, location.common is not None)


def known_project(folder: Path, places: Places, home: Path | None = None) -> Project | None:
    """The same, but None for a project that has no id yet; writes nothing."""
    location = locate(folder, home)
    if location is None:
        return _home(folder)
    projects = ProjectMap(places)
    found = _known_id(projects, projects.entries(), location)
    return None if found is None else Project(location.root, found, location.common is not None)


def _home(folder: Path) -> Project:
    return Project(Path(os.path.realpath(folder)), None, False)


def _known_id(projects: ProjectMap, entries: Entries, location: Location) -> str | None:
    key = find_key(entries, location)
    return None if key is None else projects.id_of(key, entries[key])


def _enter(projects: ProjectMap, entries: Entries, location: Location) -> str:
    """Holds the file's lock, so another process may have entered it since we looked."""
    found = _known_id(projects, entries, location)
    if found is None:
        found = base64.b32encode(os.urandom(10)).decode().lower()
        entries[key_of(location.place)] = {"id": found, "added": instant(system_clock)}
    return found
