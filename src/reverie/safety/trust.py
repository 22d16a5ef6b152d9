"""Trust: whose files a person lets Reverie load and obey, and what they granted there for good.

Kept in `<data>/trust.json`, keyed by project id, outside every repository. A home directory has no id: it can be
trusted only for as long as this process lives.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.storage.clock import Clock, instant, system_clock
from reverie.storage.errors import BrokenFile
from reverie.storage.versioned_json import VersionedJson, table

from .rules import Rule

FORMAT = 1


class TrustEntry(msgspec.Struct, frozen=True):
    """What is kept of one project. `trusted_at` is None for one that only has grants."""

    id: str
    root: str
    trusted_at: str | None
    grants: tuple[Rule, ...]


class TrustStore:
    """The trust of one person. Reading takes no lock and sees what other processes wrote.

    Raises `UnusableFile` when the file is broken, or to be written and of a newer Reverie; OSError when it cannot be
    read or written.
    """

    def __init__(self, places: Places, clock: Clock = system_clock) -> None:
        self._path = places.data / "trust.json"
        self._file = VersionedJson(self._path, FORMAT)
        self._clock = clock
        self._trusted_here: set[Path] = set()

    def is_trusted(self, project: Project) -> bool:
        if project.id is None:
            return project.root in self._trusted_here
        return isinstance(self._entry(project.id).get("trusted"), str)

    def trust(self, project: Project) -> None:
        """Note that the person trusts it. For a home directory that ends with this process."""
        if project.id is None:
            self._trusted_here.add(project.root)
            return
        now = instant(self._clock)
        self._change(project.id, project.root, lambda entry: entry.setdefault("trusted", now))

    def revoke(self, project: Project) -> bool:
        """Take back the trust and all grants; whether there was anything to take back."""
        if project.id is None:
            known = project.root in self._trusted_here
            self._trusted_here.discard(project.root)
            return known
        with self._file.change() as content:
            return table(content, "projects", self._path).pop(project.id, None) is not None

    def revoke_root(self, root: Path) -> bool:
        """The same for a folder that is gone, by the path it had."""
        with self._file.change() as content:
            projects = table(content, "projects", self._path)
            found = [key for key, entry in projects.items() if entry.get("root") == _printable(root)]
            for key in found:
                del projects[key]
        return bool(found)

    def grants(self, project: Project) -> tuple[Rule, ...]:
        return () if project.id is None else self._rules(self._entry(project.id))

    def add_grant(self, project: Project, grant: Rule) -> None:
        """Keep a grant for good. Raises ValueError for a home directory."""
        if project.id is None:
            raise ValueError(f"nothing is granted for good in a home directory: {project.root}")
        self._change(project.id, project.root, lambda entry: self._add(entry, msgspec.to_builtins(grant)))

    def remove_grant(self, project: Project, grant: Rule) -> bool:
        """Take one grant back; whether there was such a one."""
        if project.id is None or grant not in self.grants(project):
            return False
        stored = msgspec.to_builtins(grant)
        self._change(project.id, project.root, lambda entry: self._remove(entry, stored))
        return True

    def entries(self) -> tuple[TrustEntry, ...]:
        """All that is kept, by root."""
        projects = table(self._file.read(), "projects", self._path)
        found = (
            TrustEntry(key, str(entry.get("root", "?")), entry.get("trusted"), self._rules(entry))
            for key, entry in projects.items()
        )
        return tuple(sorted(found, key=lambda entry: entry.root))

    def _entry(self, project_id: str) -> dict[str, Any]:
        return table(self._file.read(), "projects", self._path).get(project_id, {})

    def _change(self, project_id: str, root: Path, change: Callable[[dict[str, Any]], object]) -> None:
        with self._file.change() as content:
            entry = table(content, "projects", self._path).setdefault(project_id, {})
            entry["root"] = _printable(root)
            change(entry)

    def _add(self, entry: dict[str, Any], grant: object) -> None:
        stored = self._stored_grants(entry)
        if grant not in stored:
            entry["grants"] = [*stored, grant]

    def _remove(self, entry: dict[str, Any], grant: object) -> None:
        """Also when another version wrote it with its defaults spelled out."""
        rule = _rule(grant)
        entry["grants"] = [stored for stored in self._stored_grants(entry) if _rule(stored) != rule]

    def _rules(self, entry: dict[str, Any]) -> tuple[Rule, ...]:
        return tuple(rule for rule in map(_rule, self._stored_grants(entry)) if rule is not None)

    def _stored_grants(self, entry: dict[str, Any]) -> list[object]:
        stored = entry.get("grants", [])
        if not isinstance(stored, list):
            raise BrokenFile(self._path, f"`grants` of '{entry.get('root')}' is not a list")
        return stored


def _printable(root: Path) -> str:
    return str(root).encode(errors="backslashreplace").decode()


def _rule(stored: object) -> Rule | None:
    """None for one with a field or kind we do not know: a newer Reverie may have narrowed it by that."""
    try:
        return msgspec.convert(stored, Rule)
    except msgspec.ValidationError:
        return None
