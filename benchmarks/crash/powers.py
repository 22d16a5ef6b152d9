"""Power cuts, replayed: the states that a disk may legally be in after a power cut at any call of a recorded run.

What POSIX promises: a file's bytes are on disk after its fsync, a name is after the fsync of its folder; before that
they may be there, partly be there, or not. What a file system keeps beyond that is not relied on.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from .disk_calls import Call


class File:
    """A file's bytes as a program sees them, and as the disk has them for certain."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = content
        self.synced = content

    def sync(self) -> None:
        self.synced = self.content


class Change(msgspec.Struct, frozen=True):
    """A change of names in a folder that is not certain yet: `file` under `name`, or nothing; `gone` is another name
    that goes with it (a rename)."""

    name: str
    file: File | None
    gone: str = ""


class Disk:
    """The disk during a run: names that are certain, and changes of names that are not."""

    def __init__(self, folder: Path) -> None:
        """Everything that is in the folder now is certain."""
        self.certain: dict[str, File | None] = {}
        for path in sorted(folder.rglob("*")):
            self.certain[str(path.relative_to(folder))] = None if path.is_dir() else File(path.read_bytes())
        self.names = dict(self.certain)
        self.uncertain: list[Change] = []

    def apply(self, call: Call) -> None:
        """Take in one call of the run."""
        match call.name:
            case "open":
                self._change(Change(call.path, File()))
            case "mkdir":
                if call.path != ".":
                    self._change(Change(call.path, None))
            case "truncate" | "ftruncate":
                file = self._file(call.path)
                file.content = file.content[: call.size].ljust(call.size, b"\0")
            case "write":
                self._file(call.path).content += call.content
            case "rename":
                self._change(Change(call.to, self._file(call.path), gone=call.path))
            case "unlink":
                self._change(Change("", None, gone=call.path))
            case "fsync":
                self._sync(call.path)

    def _file(self, name: str) -> File:
        file = self.names[name]
        assert file is not None, name
        return file

    def _change(self, change: Change) -> None:
        _take_in(self.names, change)
        self.uncertain.append(change)

    def _sync(self, name: str) -> None:
        file = self.names.get(name)
        if file is not None:
            file.sync()
            return
        for change in [one for one in self.uncertain if _folder(one) == name]:
            _take_in(self.certain, change)
            self.uncertain.remove(change)

    def states(self, draw: random.Random, drawn: int) -> Iterator[dict[str, bytes | None]]:
        """Legal states of the disk now: names with bytes, None for a folder. The extremes first, then drawn ones."""
        everything = [True] * len(self.uncertain)
        yield self._state(everything, lambda file: file.content)
        yield self._state([False] * len(everything), lambda file: file.synced)
        yield self._state(everything, lambda file: file.synced)
        yield self._state([False] * len(everything), lambda file: file.content)
        for _ in range(drawn):
            kept = [draw.random() < 0.5 for _ in everything]
            yield self._state(kept, lambda file: _partly(file, draw))

    def _state(self, kept: Sequence[bool], content: Callable[[File], bytes]) -> dict[str, bytes | None]:
        names = dict(self.certain)
        for change, is_kept in zip(self.uncertain, kept, strict=True):
            if is_kept:
                _take_in(names, change)
        return {
            name: None if file is None else content(file) for name, file in names.items() if _has_folder(names, name)
        }


def lay_out(state: dict[str, bytes | None], folder: Path) -> None:
    """Make a folder that looks so."""
    folder.mkdir(parents=True)
    for name, content in sorted(state.items()):
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def _take_in(names: dict[str, File | None], change: Change) -> None:
    names.pop(change.gone, None)
    if change.name:
        names[change.name] = change.file


def _folder(change: Change) -> str:
    name = change.name or change.gone
    return name.rpartition("/")[0] or "."


def _has_folder(names: dict[str, File | None], name: str) -> bool:
    folder = name.rpartition("/")[0]
    return not folder or (names.get(folder, File()) is None and _has_folder(names, folder))


def _partly(file: File, draw: random.Random) -> bytes:
    """The bytes that are certain, and of those that are not all, some, none, or a hole where they belong."""
    if file.content == file.synced:
        return file.content
    start = len(file.synced) if file.content.startswith(file.synced) else 0
    length = draw.randint(start, len(file.content))
    return draw.choice(
        [file.content, file.synced, file.content[:length], file.content[:start] + b"\0" * (length - start)]
    )
