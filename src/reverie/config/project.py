"""The project a folder belongs to: its root, and a random id kept outside of it in `<data>/projects.json`.

The map is keyed by the real path of the git common folder, so worktrees share one project; without git by the real
path of the folder, and knows which folder lay there: another one in its place is another project (`same_project`). A
home directory, or what lies above it, is never a project.
"""

import base64
import os
from pathlib import Path

import msgspec

from reverie.storage.clock import instant, system_clock
from reverie.storage.errors import UnusableFile

from .git_folder import common_folder
from .places import Places
from .project_map import FORMAT as FORMAT  # for who examines the file
from .project_map import Entries, Location, ProjectMap, key_of, locate
from .same_project import Arrival, new_entry, resident


class Project(msgspec.Struct, frozen=True):
    """`root` is a real path; `id` is None for a home directory; `git` when `root` is a work tree of a repository.

    `note` is a line for the person, given once: that another project than before lies here, or may lie here.
    """

    root: Path
    id: str | None
    git: bool
    note: str = ""

    def folder(self, places: Places) -> Path:
        """Where its sessions and its memory lie."""
        return places.data / "user" if self.id is None else places.data / "projects" / self.id

    def location(self) -> Location:
        """Where it lies, as the map of projects knows it."""
        return Location(self.root, common_folder(self.root) if self.git else None)


def find_project(folder: Path, places: Places, home: Path | None = None) -> Project:
    """The project of `folder`; an unknown one is given a new id, and so is one that took the place of another.

    `home` is the person's home directory when it is not `$HOME`. Raises `UnusableFile` when `projects.json` is broken,
    or would have to be written and is of a newer Reverie; OSError when it cannot be written.
    """
    location = locate(folder, home)
    if location is None:
        return _home(folder)
    projects, arrival = ProjectMap(places), Arrival(location)
    before = projects.entries()
    found = _known(projects, seen := _copy(before), arrival)
    if found is None or seen != before:
        found = _kept(projects, arrival, found)
    return found


def known_project(folder: Path, places: Places, home: Path | None = None) -> Project | None:
    """The same, but None for a project that has no id yet; writes nothing."""
    location = locate(folder, home)
    if location is None:
        return _home(folder)
    projects = ProjectMap(places)
    return _known(projects, _copy(projects.entries()), Arrival(location))


def _home(folder: Path) -> Project:
    return Project(Path(os.path.realpath(folder)), None, False)


def _copy(entries: Entries) -> Entries:
    return {key: dict(entry) for key, entry in entries.items()}


def _known(projects: ProjectMap, entries: Entries, arrival: Arrival) -> Project | None:
    """Changes `entries` as `resident` does."""
    key, note = resident(entries, arrival)
    if key is None:
        return None
    return _project(arrival.location, projects.id_of(key, entries[key]), note)


def _kept(projects: ProjectMap, arrival: Arrival, found: Project | None) -> Project:
    """The same, written. What is known needs no writing: an identity that cannot be kept is kept the next time."""
    try:
        with projects.change() as entries:
            return _entered(projects, entries, arrival)
    except (OSError, UnusableFile):
        if found is None:
            raise
        return found


def _entered(projects: ProjectMap, entries: Entries, arrival: Arrival) -> Project:
    """Holds the file's lock, so another process may have entered it since we looked."""
    location = arrival.location
    key, note = resident(entries, arrival)
    if key is None:
        key = key_of(location.place)
        new_id = base64.b32encode(os.urandom(10)).decode().lower()
        entries[key] = new_entry(new_id, key, arrival, instant(system_clock))
    return _project(location, projects.id_of(key, entries[key]), note)


def _project(location: Location, project_id: str, note: str) -> Project:
    return Project(location.root, project_id, location.common is not None, note)
