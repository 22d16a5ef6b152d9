"""Instruction files as they are read: each file once, each text once, all together at most 128 KB."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from .imports import mentions
from .reach import Reach, Refused
from .reading import NotRead, read_text
from .values import MOST_DEPTH, MOST_TOTAL_BYTES, InstructionFile

_MOST_NOTICES = 20


class Found(msgspec.Struct, frozen=True):
    """A file that was read, where it really lies, and how far its imports may lead."""

    file: InstructionFile
    real: str
    reach: Reach


class Collection:
    """What was read so far. `home` is what `~/` means; texts of `known` files are not given again."""

    def __init__(self, home: str, known: Iterable[InstructionFile] = ()) -> None:
        known = tuple(known)
        self._home = home
        self._paths = {os.path.realpath(file.path) for file in known}
        self._texts = {file.text for file in known}
        self._bytes = 0
        self._notices: dict[str, None] = {}

    def read(self, path: Path, reach: Reach, below: Path | None = None) -> Found | None:
        """The file; None when it is not there, was read before, says what another said, or must not be read."""
        real = os.path.realpath(path)
        if real in self._paths:
            return None
        try:
            text, cut = read_text(path)
        except NotRead as problem:
            self.note(str(problem))
            return None
        if not text or text in self._texts or not self._fits(path, text):
            return None
        self._paths.add(real)
        self._texts.add(text)
        if cut:
            self.note(cut)
        return Found(InstructionFile(path, text, reach.origin, below), real, reach)

    def with_imports(self, found: Found) -> tuple[InstructionFile, ...]:
        """The file, then what it imports, each followed by its own imports."""
        return (found.file, *self._imports(found, (found.real,)))

    def note(self, line: str) -> None:
        """Keep a line for the person, once; a text full of wrong imports must not flood the screen."""
        if len(self._notices) < _MOST_NOTICES:
            self._notices[line.replace("\n", "\\n")] = None

    def take_notices(self) -> tuple[str, ...]:
        taken, self._notices = tuple(self._notices), {}
        return taken

    def _fits(self, path: Path, text: str) -> bool:
        size = len(text.encode())
        if self._bytes + size > MOST_TOTAL_BYTES:
            self.note(f"'{path}' was not loaded: the instruction files exceed {MOST_TOTAL_BYTES >> 10} KB together")
            return False
        self._bytes += size
        return True

    def _imports(self, found: Found, chain: tuple[str, ...]) -> Iterator[InstructionFile]:
        for spellings in mentions(found.file.text):
            for written in spellings:
                real = self._existing(written, found)
                if real is not None:
                    yield from self._import(found, written, real, chain)
                    break

    def _existing(self, written: str, found: Found) -> str | None:
        """Where a regular file of that name really lies. What is no such file is a mention: `@someone`, `@org/name`.

        Beside a linked file is where the link lies, then where it leads.
        """
        if written.startswith("~/"):
            written = self._home + written[1:]
        for folder in dict.fromkeys((str(found.file.path.parent), os.path.dirname(found.real))):
            path = os.path.join(folder, written)
            if os.path.isfile(path):
                return os.path.realpath(path)
        return None

    def _import(self, found: Found, written: str, real: str, chain: tuple[str, ...]) -> Iterator[InstructionFile]:
        try:
            reach = found.reach.into(written, real)
        except Refused as why:
            self.note(f"'@{written}' in '{found.file.path}' was not imported: it {why}")
            return
        if real in chain:
            self.note(f"'@{written}' in '{found.file.path}' was not imported again: it imports this file")
        elif len(chain) > MOST_DEPTH:
            self.note(f"'@{written}' in '{found.file.path}' was not imported: imports lead {MOST_DEPTH} files deep")
        elif imported := self.read(Path(real), reach, found.file.below):
            yield imported.file
            yield from self._imports(imported, (*chain, real))
