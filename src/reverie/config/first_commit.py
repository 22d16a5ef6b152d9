"""The first commit of a project's history, by which a project that was moved or copied can be known again.

It is looked for lazily and once, because it needs git: by a start only where another folder lies at a known path. It is
that of the first parents, since a history may have merged others in, which other projects share.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.storage.errors import UnusableFile

from .git_folder import read_small
from .places import Places
from .project_map import Entry, ProjectMap, find_key

if TYPE_CHECKING:
    from .project import Project

SECONDS = 5.0
_MOST_STEPS = 5  # git follows no more from HEAD to a commit
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def first_commit(common: Path, environ: Mapping[str, str] = os.environ) -> str | None:
    """Its hash; empty when the history is too long to find it in time.

    None where it cannot be told, or not yet: no commit, no git, a shallow clone (whose oldest commit has a parent
    elsewhere), a repository of another user, or one whose refs lie elsewhere, because it could name anybody's history.
    """
    from reverie.storage.git import run_git

    if not _is_ours(common) or os.path.lexists(common / "shallow") or any(map(os.path.islink, _ref_paths(common))):
        return None
    arguments = ("rev-list", "--first-parent", "--max-parents=0", "HEAD", "--")
    ran = run_git(common, *arguments, git_folder=common, seconds=SECONDS, environ=environ)
    if ran.end == "too slow":
        return ""
    found = ran.stdout.decode(errors="replace").strip()
    return found if ran.worked and _HASH.fullmatch(found) else None


def remember_first_commit(project: "Project", places: Places, environ: Mapping[str, str] = os.environ) -> str:
    """The first commit of a project, looked for and put into the map when it is not there; empty without one.

    For a memory's commands and its first write. What cannot be kept (a read-only disk, a map of a newer Reverie) is
    looked for again the next time.
    """
    location = project.location()
    if project.id is None or location.common is None:
        return ""
    projects = ProjectMap(places)
    key = find_key(entries := projects.entries(), location)
    if key is not None and "first_commit" in entries[key]:
        return recorded(entries[key])
    found = first_commit(location.common, environ)
    if key is not None and found is not None:
        _keep(projects, key, project.id, found)
    return found or ""


def recorded(entry: Entry) -> str:
    """The first commit in an entry of the map; empty when none is there."""
    found = entry.get("first_commit")
    return found if isinstance(found, str) and _HASH.fullmatch(found) else ""


def _keep(projects: ProjectMap, key: str, own_id: str, found: str) -> None:
    try:
        with projects.change() as entries:
            if entries.get(key, {}).get("id") == own_id:
                entries[key].setdefault("first_commit", found)
    except (OSError, UnusableFile):
        return  # what asked has its answer


def _is_ours(common: Path) -> bool:
    try:
        return common.stat().st_uid == os.geteuid()
    except OSError:
        return False


def _ref_paths(common: Path) -> Iterator[Path]:
    """All that git reads to learn what HEAD is. A link among them would let a repository name what it does not know."""
    yield from (common, common / "packed-refs", common / "refs", common / "reftable")
    yield from _inside(common / "reftable")
    name = "HEAD"
    for _ in range(_MOST_STEPS):
        ref = common / name
        yield from (one for one in (ref, *ref.parents) if one.is_relative_to(common))
        text = read_small(ref) or ""
        if not text.startswith("ref:"):
            return
        name = text.removeprefix("ref:").strip()


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
