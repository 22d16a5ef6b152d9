"""The instruction files that hold everywhere in a session."""

import os
from collections.abc import Iterator
from pathlib import Path

from reverie.config.places import Places

from .collection import Collection
from .reach import OfPerson, OfRepository, Reach, Refused
from .values import NAMES, Instructions


def load_instructions(
    root: Path, places: Places, *, trusted: bool, claude: bool = False, home: Path | None = None
) -> Instructions:
    """The person's own `<config>/AGENTS.md`, with `claude` their `~/.claude/CLAUDE.md` too; of a trusted repository
    also the `AGENTS.md` and `CLAUDE.md` at its root. Each is followed by what it imports.

    `home` is the person's home folder when it is not `$HOME`. Of identical texts only the first is kept. A file that
    cannot be read, or may not be imported, is named in a notice.
    """
    own_home = _home(home)
    collection = Collection(os.path.realpath(own_home))
    own = [places.config / "AGENTS.md"]
    if claude:
        own.append(own_home / ".claude" / "CLAUDE.md")
    # all that was asked for is read before any import, which could fill up what may be loaded
    found = [collection.read(path, reach) for path, reach in _candidates(root, own, own_home, collection, trusted)]
    files = [file for one in found if one for file in collection.with_imports(one)]
    return Instructions(tuple(files), collection.take_notices())


def repository_files(root: Path) -> tuple[Path, ...]:
    """The instruction files at a repository's root, which are loaded once it is trusted."""
    return tuple(path for path in (root / name for name in NAMES) if os.path.isfile(path))


def claude_file(home: Path | None = None) -> Path | None:
    """`~/.claude/CLAUDE.md`, the person's own instructions for another agent, when it is there to be offered."""
    path = _home(home) / ".claude" / "CLAUDE.md"
    return path if os.path.isfile(path) else None


def may_read(path: Path, reach: OfRepository, collection: Collection) -> bool:
    """Whether a file of that name may be read as the repository's own; a notice says why not."""
    if not os.path.lexists(path):
        return False
    try:
        reach.check(os.path.realpath(path))
    except Refused as why:
        link = "is a symbolic link that " if path.is_symlink() else ""
        collection.note(f"'{path}' was not read: it {link}{why}")
        return False
    return True


def _candidates(
    root: Path, own: list[Path], home: Path, collection: Collection, trusted: bool
) -> Iterator[tuple[Path, Reach]]:
    real_root = os.path.realpath(root)
    project = OfRepository(real_root)
    for path in own:
        folder = os.path.realpath(path.parent)
        yield path, OfPerson(folder, os.path.realpath(home), real_root, project if trusted else None)
    for path in (root / name for name in NAMES if trusted):
        if may_read(path, project, collection):
            yield path, project


def _home(home: Path | None) -> Path:
    return home or Path(os.path.expanduser("~"))
