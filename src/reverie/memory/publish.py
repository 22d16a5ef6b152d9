"""Making new texts of files the files of a memory: staged and synced first, then renamed in an order that never lets a
pointer dangle.

Each step may be the last one before a kill or a power cut: data comes before the pointers to it, pointers go before
their data, and a name is durable before another file speaks of it.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reverie.storage.atomic import private_folder, sync_file, sync_folder, temporary_beside

from .layout import ARCHIVE, AREAS, FOLDERS, INDEX, TOPICS, Layout

MOST_READ = 4 << 20
"""Bytes. A file of a memory has at most 64 KiB when we wrote it; a far larger one is a mistake and is not read."""


_STAGED = re.compile(r"\..+\.(\d{1,9})\.new")
"""As `temporary_beside` names them."""


class NotOurs(Exception):
    """What no file of a memory is: past `MOST_READ`, or a pipe; the text says so."""


class SavedMeanwhile(Exception):
    """Somebody changed the file of this name after it was compared."""


class Staged:
    """Files written and synced beside the ones that they will replace."""

    def __init__(self, layout: Layout, texts: Mapping[str, str | None]) -> None:
        """`texts` maps names to what they shall hold, None to remove. Raises OSError, and leaves nothing."""
        self._layout = layout
        self._texts = texts
        self.has_begun = False
        """Whether any file was published."""
        try:
            for name, text in texts.items():
                if text is not None:
                    _write(self._temporary(name), text.encode())
        except BaseException:
            self.drop()
            raise

    def publish(self, may_replace: Callable[[str], bool] = lambda name: True) -> None:
        """Rename and remove in order, each group durable before the next. Raises OSError: some may be done then.

        `may_replace` is asked right before each file, because a person may save it at this moment; when it says no,
        `SavedMeanwhile` is raised.
        """
        for group in _groups(self._texts, self._layout):
            for name in group:
                path = self._layout.path(name)
                if not may_replace(name):
                    raise SavedMeanwhile(name)
                if self._texts[name] is None:
                    path.unlink(missing_ok=True)
                else:
                    self._temporary(name).replace(path)
                self.has_begun = True
            for folder in {self._layout.path(name).parent for name in group}:
                sync_folder(folder)

    def drop(self) -> None:
        """Remove what was staged and not published."""
        for name in self._texts:
            with contextlib.suppress(OSError):
                self._temporary(name).unlink(missing_ok=True)

    def _temporary(self, name: str) -> Path:
        return temporary_beside(self._layout.path(name), os.getpid())


def make_folders(layout: Layout) -> None:
    """The folder of a memory with those in it, durable. Raises OSError."""
    if all((layout.folder / name).is_dir() for name in FOLDERS):
        return
    private_folder(layout.folder)
    for name in FOLDERS:
        private_folder(layout.folder / name)
    sync_folder(layout.folder)
    sync_folder(layout.folder.parent)


def read_text(layout: Layout, name: str) -> str | None:
    """A file's text with its newlines as they are; None when there is none. Raises UnicodeDecodeError, OSError."""
    content = read_bytes(layout, name)
    return None if content is None else content.decode()


def read_bytes(layout: Layout, name: str) -> bytes | None:
    """A file's bytes; a link is not followed: what it points at is no file of this memory. Raises OSError, NotOurs."""
    try:
        with open(layout.path(name), "rb", buffering=0, opener=_unfollowed) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise NotOurs("it is no file; move it away")
            if status.st_size > MOST_READ:
                raise NotOurs(f"it has more than {MOST_READ >> 20} MiB, where 64 KiB are usual")
            return file.readall()
    except FileNotFoundError:
        return None


def _unfollowed(path: str, flags: int) -> int:
    """A pipe in a file's place does not hold us up; it has nothing to read."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def differing(layout: Layout, hashes: Iterable[tuple[str, str]]) -> list[str]:
    """The names whose file has not the hash beside it (empty: no file)."""
    return [name for name, expected in hashes if _hash(layout, name) != expected]


def remove_leftovers(layout: Layout) -> None:
    """Remove what killed writers had staged, which may hold text that nobody knows of. Raises OSError."""
    for path in leftovers(layout):
        path.unlink(missing_ok=True)


def leftovers(layout: Layout) -> list[Path]:
    """Staged files of writers that live no more."""
    found: list[Path] = []
    for folder in (layout.folder, *(layout.folder / name for name in FOLDERS)):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            staged = ((one.path, _STAGED.fullmatch(one.name)) for one in entries)
            found += [Path(path) for path, name in staged if name and not _lives(int(name[1]))]
    return found


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return process != os.getpid()


def _hash(layout: Layout, name: str) -> str:
    """That of its bytes, which is what `text_hash` gives for their text."""
    try:
        content = read_bytes(layout, name)
    except NotOurs:
        return "not ours"
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        sync_file(descriptor)
    finally:
        os.close(descriptor)


def _groups(texts: Mapping[str, str | None], layout: Layout) -> Iterable[Sequence[str]]:
    """Data, then what points to it, then the root; then what nothing points to any more."""

    def written(folder: str) -> dict[str, str]:
        return {name: text for name, text in texts.items() if text is not None and name.startswith(folder)}

    def removed(folder: str) -> list[str]:
        return [name for name, text in texts.items() if text is None and name.startswith(folder)]

    groups = [list(written(ARCHIVE)), list(written(TOPICS)), *_inner_first(written(AREAS)), list(written(INDEX))]
    last = _inner_first({name: _readable(layout, name) for name in removed(AREAS)})
    groups += [removed(INDEX), *reversed(last), removed(TOPICS), removed(ARCHIVE)]
    return filter(None, groups)


def _inner_first(areas: Mapping[str, str]) -> list[list[str]]:
    """Areas that point to others among them behind those; in a ring, which only a person can make, in any order."""
    groups: list[list[str]] = []
    left = dict(areas)
    while left:
        group = [name for name, text in left.items() if not any(f"({one})" in text for one in left if one != name)]
        groups.append(group or list(left))
        for name in groups[-1]:
            del left[name]
    return groups


def _readable(layout: Layout, name: str) -> str:
    try:
        return read_text(layout, name) or ""
    except (UnicodeDecodeError, NotOurs):
        return ""
