"""A project that was moved or copied takes over the memory of where it was, when a person says so and not otherwise.

A path that is new, but whose first commit is known, is only offered the memory that belongs to it; so is one that took
the place of another project, whatever its history is, for a person may know better. To adopt links the path to the id
of the other project, and with it to its memory, its sessions and what was trusted there. Nobody but a person's own
command calls it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from reverie.storage.clock import Clock, instant, system_clock

from .errors import AdoptRefused
from .first_commit import first_commit, recorded, remember_first_commit
from .places import Places
from .project import Project
from .project_map import Entries, Entry, ProjectMap, find_key, is_aside, is_id, key_of, path_of, place_key, place_keys
from .same_project import lies_there, mark


class Adoptable(msgspec.Struct, frozen=True):
    """Another project that has a memory: `path` is where it was known, `is_there` whether it still is (a copy) or not
    (it was moved). It has the same history, or `was_here`: it lay where this project lies."""

    id: str
    path: Path
    is_there: bool
    was_here: bool = False


class Adopted(msgspec.Struct, frozen=True):
    """What an adoption did, or, for `undo_adopt`, what it took back: `root` and `path` were linked to one id."""

    root: Path
    id: str
    path: Path
    moved: bool


def adoptable(project: Project, places: Places, environ: Mapping[str, str] = os.environ) -> tuple[Adoptable, ...]:
    """What this project could adopt; those that are gone from their place first. Nothing of a memory is read.

    git is started only when another project's first commit is known. Raises as `ProjectMap`.
    """
    entries = ProjectMap(places).entries()
    others = {key: entry for key, entry in entries.items() if entry.get("id") != project.id and recorded(entry)}
    mine = remember_first_commit(project, places, environ) if others else ""
    same = {key: entry for key, entry in others.items() if mine and recorded(entry) == mine}
    here = _were_here(entries, project)
    ids = {str(entry.get("id")) for entry in same.values()} | set(here)
    known = {one for one in ids if _keys(entries, one) and has_facts(_memory(places, one))}
    found = (_adoptable(one, entries, was_here=one in here) for one in known)
    return tuple(sorted(found, key=lambda one: (one.is_there, one.path)))


def has_facts(memory: Path) -> bool:
    """Whether a memory folder holds a topic, current or archived."""
    for folder in ("topics", "archive"):
        try:
            with os.scandir(memory / folder) as entries:
                if any(entry.name.endswith(".md") and not entry.name.startswith(".") for entry in entries):
                    return True
        except (FileNotFoundError, NotADirectoryError):
            continue
    return False


def adopt(
    project: Project,
    places: Places,
    other_id: str,
    clock: Clock = system_clock,
    environ: Mapping[str, str] = os.environ,
) -> Adopted:
    """Link the project's path to the id of another one: in its place when that is gone, else beside it.

    Raises `AdoptRefused`, and what `ProjectMap` raises; nothing is changed then.
    """
    location, projects = project.location(), ProjectMap(places)
    was_here = other_id in _were_here(projects.entries(), project)
    if project.id is None or (location.common is None and not was_here):
        raise AdoptRefused(f"'{project.root}' is no git repository: only a history tells that two folders are one")
    now = first_commit(location.common, environ) if location.common is not None else None
    with projects.change() as entries:
        key = find_key(entries, location) or key_of(location.place)
        own_id = projects.id_of(key, entries[key]) if key in entries else ""
        known = _keys(entries, other_id)
        _refuse(project.root, own_id, places, other_id, known, was_here=was_here)
        mine = now or recorded(entries.get(key, {}))
        entry = _entry_of(project.root, mine, [entries[one] for one in known], was_here=was_here)
        theirs = _adoptable(other_id, entries)
        replaced = [one for one in known if is_aside(one) or not theirs.is_there]
        _link(entries, key, replaced, entry | {"first_commit": mine}, instant(clock))
    return Adopted(project.root, other_id, theirs.path, not theirs.is_there)


def undo_adopt(project: Project, places: Places) -> Adopted:
    """Take the last adoption of this path back: each path is the project it was before. The memory loses nothing.

    Raises `AdoptRefused`, and what `ProjectMap` raises; nothing is changed then.
    """
    projects = ProjectMap(places)
    with projects.change() as entries:
        key = find_key(entries, project.location()) or ""
        entry = entries.get(key, {})
        before = _before(entry)
        if before is None:
            raise AdoptRefused(f"'{project.root}' has adopted no memory; there is nothing to take back")
        for taken in before.keys() & entries.keys() - {key}:
            raise AdoptRefused(f"'{_shown(taken)}' has become a project of its own; move it away, then try again")
        del entries[key]
        entries.update(before)
        moved = [one for one in before if one != key]
        other_id = str(entry.get("id"))
        there = moved or _keys(entries, other_id) or [key]
    return Adopted(project.root, other_id, _place(there, entries), bool(moved))


def _refuse(root: Path, own_id: str, places: Places, other_id: str, known: list[str], *, was_here: bool) -> None:
    if own_id == other_id:
        raise AdoptRefused(f"'{root}' and that project are one already; nothing is left to do")
    if not known or not (was_here or has_facts(_memory(places, other_id))):
        raise AdoptRefused(f"'{other_id}' is no project with a memory; see what can be adopted: reverie memory adopt")
    if own_id and has_facts(_memory(places, own_id)):
        raise AdoptRefused(
            f"'{root}' has a memory of its own, which would be out of sight; keep a copy (reverie memory export), "
            f"move '{_memory(places, own_id)}' away, then try again"
        )


def _entry_of(root: Path, mine: str, theirs: list[Entry], *, was_here: bool) -> Entry:
    """The entry to go on with. What was here before needs no history: its place ties it to this project."""
    if was_here:
        return theirs[0]
    if not mine:
        raise AdoptRefused(
            f"the first commit of '{root}' cannot be told (no commit yet, a shallow clone, another user's, or no git); "
            "without it nobody knows whether the memory belongs to it"
        )
    for entry in theirs:
        if recorded(entry) == mine:
            return entry
    raise AdoptRefused(f"'{root}' has another history than that project (it begins with {mine[:10]}); not adopted")


def _link(entries: Entries, key: str, replaced: list[str], theirs: Entry, now: str) -> None:
    before = {one: entries.pop(one) for one in (key, *replaced) if one in entries}
    not_theirs = ("adopted", "folder", "assumed", *(() if theirs["first_commit"] else ("first_commit",)))
    kept = {name: value for name, value in theirs.items() if name not in not_theirs}
    entries[key] = kept | {"adopted": {"at": now, "before": before}}
    mark(entries[key], key)


def _before(entry: Entry) -> Entries | None:
    """The entries that an adoption took out of the map."""
    adopted: Any = entry.get("adopted")
    before = adopted.get("before") if isinstance(adopted, dict) else None
    if not isinstance(before, dict) or not all(isinstance(one, dict) for one in before.values()):
        return None
    return before


def _keys(entries: Entries, project_id: str) -> list[str]:
    """Where a project is known; nowhere when its id is no name of a folder of ours."""
    return [key for key, entry in entries.items() if entry.get("id") == project_id and is_id(project_id)]


def _were_here(entries: Entries, project: Project) -> list[str]:
    """The ids of what lay where the project lies. A home directory has none."""
    if project.id is None:
        return []
    places = place_keys(project.location())
    return [str(entry.get("id")) for key, entry in entries.items() if is_aside(key) and place_key(key) in places]


def _adoptable(project_id: str, entries: Entries, *, was_here: bool = False) -> Adoptable:
    keys = _keys(entries, project_id)
    there = any(lies_there(key, entries[key]) for key in keys)
    return Adoptable(project_id, _place(keys, entries), there, was_here)


def _place(keys: list[str], entries: Entries) -> Path:
    """The folder that a person knows of a project; that which is there before those that are gone."""
    return _shown(next((key for key in keys if key in entries and lies_there(key, entries[key])), keys[0]))


def _shown(key: str) -> Path:
    """The folder that a person knows: not its `.git`."""
    path = path_of(key)
    return path.parent if path.name == ".git" else path


def _memory(places: Places, project_id: str) -> Path:
    return places.data / "projects" / project_id / "memory"
