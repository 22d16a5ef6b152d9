"""`<data>/projects.json`: which folder is which project, keyed by where the folder really lies.

An entry holds the project's `id`, when it was `added`, which `folder` lay there, its `first_commit` once that was
looked for, and, when a person moved it here, what it was `adopted` from. What else a newer Reverie put into it
survives. When another project came to its place, its key becomes `was:ID:PLACE`, which is no path.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from reverie.storage.errors import BrokenFile
from reverie.storage.versioned_json import VersionedJson, table

from .git_folder import common_folder, git_root, is_or_holds
from .places import Places

FORMAT = 1

_WAS = "was:"

Entry = dict[str, Any]
Entries = dict[str, Entry]


class Location(msgspec.Struct, frozen=True):
    """Where a project lies: the real paths of its root and, in a repository, of the common git folder."""

    root: Path
    common: Path | None

    @property
    def place(self) -> Path:
        """What the map is keyed by."""
        return self.common or self.root


class ProjectMap:
    """The file. Raises `UnusableFile` when it is broken, or to be changed and of a newer Reverie; OSError."""

    def __init__(self, places: Places) -> None:
        self.path = places.data / "projects.json"
        self._file = VersionedJson(self.path, FORMAT)

    def entries(self) -> Entries:
        """As they stand on disk, by key; the caller does not change them."""
        return table(self._file.read(), "projects", self.path)

    @contextmanager
    def change(self) -> Iterator[Entries]:
        """The same, read again under the file's lock, to be changed in the block; written when it ends well."""
        with self._file.change() as content:
            yield table(content, "projects", self.path)

    def id_of(self, key: str, entry: Entry) -> str:
        """Raises `BrokenFile` for what could not be the name of a folder of ours."""
        found = entry.get("id")
        if not isinstance(found, str) or not is_id(found):
            raise BrokenFile(self.path, f"the project of '{path_of(key)}' has no valid `id`")
        return found


def locate(folder: Path, home: Path | None = None) -> Location | None:
    """Where the project of `folder` lies; None for a home directory and what lies above it."""
    real = Path(os.path.realpath(folder))
    real_home = Path(os.path.realpath(home or os.path.expanduser("~")))
    root = git_root(real, real_home)
    if root is not None:
        return Location(root, common_folder(root))
    return None if is_or_holds(real, real_home) else Location(real, None)


def find_key(entries: Entries, location: Location) -> str | None:
    """The key of what is known at its place, in whatever spelling."""
    for find in (_same_spelling, _other_spelling):
        for place in place_keys(location):
            if (key := find(entries, place)) is not None:
                return key
    return None


def key_of(path: Path) -> str:
    """The path as JSON can hold it; one that is not UTF-8 is spelled in hexadecimal."""
    raw = os.fsencode(path)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return f"bytes:{raw.hex()}"


def aside_key(key: str, project_id: str) -> str:
    """The key of a project whose place another one has taken."""
    return f"{_WAS}{project_id}:{key}"


def is_aside(key: str) -> bool:
    """Whether a project is no longer what lies at its place."""
    return key.startswith(_WAS)


def place_key(key: str) -> str:
    """The key that a project had before it was put aside; of any other the key itself."""
    return key.split(":", 2)[-1] if is_aside(key) else key


def place_keys(location: Location) -> list[str]:
    """Under which keys a project may be known. A folder that became a repository (`git init`) stays what it was."""
    places = [location.place]
    if location.common is not None and location.common.parent == location.root:
        places.append(location.root)
    return [key_of(place) for place in places]


def is_id(text: str) -> bool:
    """Whether it is a project's id, and so a safe name of a folder."""
    return len(text) == 16 and all("a" <= character <= "z" or "2" <= character <= "7" for character in text)


def path_of(key: str) -> Path:
    """The path that a key stands for, or stood for."""
    key = place_key(key)
    try:
        return Path(os.fsdecode(bytes.fromhex(key[6:]))) if key.startswith("bytes:") else Path(key)
    except ValueError:  # no key of ours
        return Path(key)


def _same_spelling(entries: Entries, place: str) -> str | None:
    return place if place in entries else None


def _other_spelling(entries: Entries, place: str) -> str | None:
    """The key of the same folder in other letters, where the file system takes them for the same."""
    wanted = _folded(place)
    return next((key for key in entries if _folded(key) == wanted and _is_same(path_of(key), path_of(place))), None)


def _folded(key: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", key.casefold())


def _is_same(known: Path, place: Path) -> bool:
    """A link to the folder is none of its spellings: anybody may make one."""
    try:
        return os.path.samefile(known, place) and os.path.realpath(known) == str(known)
    except (OSError, ValueError):
        return False
