"""Whether what lies at a known path is the project that was known there.

A path alone says nothing: a project may be moved away or deleted and another made in its place, which must see nothing
of the first. An entry therefore keeps the identity of its folder. Where that differs the first commit decides; where
none was known, the folder's birth does.
"""

import os
from collections.abc import Mapping
from typing import Literal

import msgspec

from .folder_identity import FolderIdentity, identify, is_same, is_told
from .project_map import Entries, Entry, Location, aside_key, find_key, is_aside, is_id, path_of, place_key, place_keys

Verdict = Literal["known", "again", "assumed", "another"]

ASSUMED = (
    "the folder of this project is not the one that was here, and nothing tells whether the project is another; "
    "it is taken for the same: see what it remembers with: reverie memory"
)


class Arrival:
    """What lies at a place now. Its first commit is looked for by git when it is asked for, once."""

    def __init__(self, location: Location, environ: Mapping[str, str] = os.environ) -> None:
        self.location = location
        self._environ = environ
        self._first_commit: str | None = None

    @property
    def first_commit(self) -> str:
        """Empty when it cannot be told."""
        if self._first_commit is None:
            from .first_commit import first_commit

            common = self.location.common
            self._first_commit = (first_commit(common, self._environ) if common is not None else None) or ""
        return self._first_commit

    @property
    def found_out(self) -> str:
        """The first commit if it was looked for; empty else."""
        return self._first_commit or ""


def resident(entries: Entries, arrival: Arrival) -> tuple[str | None, str]:
    """The key of the project that lies there, None for one that is new here, and a line for the person or nothing.

    `entries` are changed: what lies there no longer is put aside, what came back is put in place, identities are
    renewed. Entries that were made before there were identities get theirs.
    """
    line = ""
    while (key := find_key(entries, arrival.location)) is not None:
        if not is_id(str(entries[key].get("id"))):
            return key, ""  # broken, as who asks for the id is told
        verdict = _verdict(entries[key], identify(path_of(key)), arrival)
        if verdict != "another":
            first_time = verdict == "assumed" and not entries[key].get("assumed")
            _renew(entries[key], key, verdict, arrival)
            return key, ASSUMED if first_time else line
        line = put_aside(entries, key)
    return _come_back(entries, arrival), line


def put_aside(entries: Entries, key: str) -> str:
    """Keep a project under a key of its own, and say so."""
    project_id = str(entries[key].get("id"))
    entries[aside_key(key, project_id)] = entries.pop(key)
    return (
        "this is another project than the one that was here; its memory, sessions and trust are kept: "
        f"reverie memory adopt {project_id} brings them here"
    )


def kept_identity(entry: Entry) -> FolderIdentity | None:
    """None where an entry has none that we can read."""
    try:
        return msgspec.convert(entry.get("folder"), FolderIdentity)
    except msgspec.ValidationError:
        return None


def new_entry(project_id: str, key: str, arrival: Arrival, now: str) -> Entry:
    """For a project that is new at its place; `now` is an instant."""
    entry: Entry = {"id": project_id, "added": now}
    mark(entry, key)
    return entry | ({"first_commit": arrival.found_out} if arrival.found_out else {})


def mark(entry: Entry, key: str) -> None:
    """Note which folder lies at the place of an entry now."""
    if (now := identify(path_of(key))) is not None:
        entry["folder"] = msgspec.to_builtins(now)


def lies_there(key: str, entry: Entry) -> bool:
    """Whether a known project is still at its place, as far as can be told without git."""
    if is_aside(key) or not os.path.lexists(path_of(key)):
        return False
    kept, now = kept_identity(entry), identify(path_of(key))
    return kept is None or now is None or is_same(kept, now) or not is_told(kept, now)


def _verdict(entry: Entry, now: FolderIdentity | None, arrival: Arrival) -> Verdict:
    """Where the file system does not tell when a folder was made, its numbers change by themselves, so that they
    prove nothing: without a first commit the person is told, and the project stays the same."""
    kept = kept_identity(entry)
    if kept is None or now is None or is_same(kept, now):
        return "known"
    from .first_commit import recorded

    if before := recorded(entry):
        return "again" if arrival.first_commit == before else "another"
    return "another" if is_told(kept, now) else "assumed"


def _renew(entry: Entry, key: str, verdict: Verdict, arrival: Arrival) -> None:
    if verdict != "known" or kept_identity(entry) is None:
        mark(entry, key)
    if verdict == "assumed":
        entry["assumed"] = True


def _come_back(entries: Entries, arrival: Arrival) -> str | None:
    """What was put aside here and lies here again, as after two folders were swapped for a while."""
    places = place_keys(arrival.location)
    for aside in [key for key in entries if is_aside(key) and place_key(key) in places]:
        key = place_key(aside)
        if _is_proven(entries[aside], identify(path_of(key)), arrival):
            entries[key] = entries.pop(aside)
            mark(entries[key], key)
            return key
    return None


def _is_proven(entry: Entry, now: FolderIdentity | None, arrival: Arrival) -> bool:
    from .first_commit import recorded

    kept = kept_identity(entry)
    if kept is not None and now is not None and is_told(kept, now) and is_same(kept, now):
        return True
    return bool(recorded(entry)) and recorded(entry) == arrival.first_commit
