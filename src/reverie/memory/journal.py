"""The journal of a memory: one line a transaction, its commit point, from which it is rolled forward or undone.

A transaction is in the memory when its `Commit` is on disk, whatever of its files is. `Done` says that its files are,
too; `Void` that it was taken back before any file was touched. Only the last one can be unfinished, because who writes
finishes that first.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from reverie.conversation.origin import Origin
from reverie.storage.errors import BrokenFile, NewerFormat
from reverie.storage.jsonl import JsonLines, line_starts_backwards, whole_lines

from .patch import FilePatch

FORMAT = 1

Action = Literal["write", "undo", "forget", "purge", "import", "repair", "quote"]
ChangeKind = Literal["added", "changed", "superseded", "retired", "restored", "removed"]


class FactChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a transaction did to one fact, which lies in the topic `topic` (a slug) after it."""

    id: str
    topic: str
    change: ChangeKind
    title: str = ""
    by: str = ""
    """The fact that superseded it."""
    moved: str = ""
    """Where code found what it speaks of, when that is why it was changed."""


class Author(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who writes: the origin of the words, and the session they were said in."""

    origin: Origin
    session: str = ""


class Header(msgspec.Struct, frozen=True, tag="journal"):
    format: int


class Commit(msgspec.Struct, frozen=True, tag="commit", omit_defaults=True):
    """A transaction. `at` is an instant in UTC, `zone` the writer's distance from it (`+01:00`).

    `key` makes a repetition of the same write harmless; `undoes` is the transaction that this one takes back.
    """

    tx: str
    at: str
    zone: str
    action: Action
    author: Author
    facts: tuple[FactChange, ...]
    files: tuple[FilePatch, ...]
    key: str = ""
    undoes: str = ""
    purged: bool = False
    """Its texts were removed since: it can be neither rolled forward nor undone."""


class Done(msgspec.Struct, frozen=True, tag="done"):
    tx: str


class Void(msgspec.Struct, frozen=True, tag="void"):
    tx: str
    why: str


class Tombstones(msgspec.Struct, frozen=True, tag="tombstones"):
    """Salted hashes of statements that a person purged, so that none of them comes back unasked."""

    at: str
    hashes: tuple[str, ...]


class Strange(msgspec.Struct, frozen=True):
    """A line of another version, or a damaged one: kept, passed over. `line` counts from 1."""

    line: int
    text: bytes


Known = Header | Commit | Done | Void | Tombstones
Entry = Known | Strange

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Known] = msgspec.json.Decoder(Known)
_COMMIT_START = b'{"type":"commit"'


class Journal:
    """The journal's file, open for writing. The caller holds the memory's lock.

    Raises NewerFormat when a newer Reverie began it, BrokenFile when its first line is none of ours, OSError.
    """

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        check_header(path)
        self._lines = JsonLines(path)
        if is_new or path.stat().st_size == 0:
            self._lines.append(encode(Header(FORMAT)))

    def commit(self, entry: Commit) -> None:
        """The commit point: on disk when this returns. Raises OSError, and nothing of it stays."""
        start = self._lines.size
        self._lines.append(encode(entry))
        try:
            self._lines.sync()
        except OSError:
            self._lines.cut(start)
            raise

    def note(self, entry: Done | Void | Tombstones, *, durable: bool = False) -> None:
        self._lines.append(encode(entry))
        if durable:
            self._lines.sync()

    @property
    def size(self) -> int:
        """Bytes of whole lines."""
        return self._lines.size

    def close(self) -> None:
        self._lines.close()


def encode(entry: Known) -> bytes:
    return _encoder.encode(entry)


def decode(line: bytes, number: int) -> Entry:
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Strange(number, line)


def read_journal(path: Path, offset: int = 0) -> Iterator[Entry]:
    """All entries from a line's offset on, the header left in; none when there is no journal yet."""
    try:
        yield from (decode(line, number) for number, line in enumerate(whole_lines(path, offset), 1))
    except FileNotFoundError:
        return


def commits_backwards(path: Path) -> Iterator[Commit]:
    """The transactions, the last one first, without those that were taken back."""
    void: set[str] = set()
    for first, rest in _commits_with_what_follows(path):
        void.update(entry.tx for entry in rest if isinstance(entry, Void))
        if first.tx not in void:
            yield first


def unfinished(path: Path) -> Commit | None:
    """The last transaction when nothing says that it was finished or taken back."""
    for first, rest in _commits_with_what_follows(path):
        is_over = first.purged or any(isinstance(entry, Done | Void) and entry.tx == first.tx for entry in rest)
        return None if is_over else first
    return None


def check_header(path: Path) -> None:
    """Raise NewerFormat or BrokenFile when the journal cannot be written by us; a missing or empty one can."""
    try:
        line = next(whole_lines(path), None)
    except FileNotFoundError:
        return
    if line is None:
        return
    header = decode(line, 1)
    if not isinstance(header, Header):
        raise BrokenFile(path, "its first line is no journal's")
    if header.format > FORMAT:
        raise NewerFormat(path, header.format, FORMAT)


def _commits_with_what_follows(path: Path) -> Iterator[tuple[Commit, list[Entry]]]:
    """Each commit, the last one first, and the other lines up to the next one. A torn last line is none."""
    for offset in _commit_offsets(path):
        entries = _until_next_commit(path, offset)
        if entries and isinstance(entries[0], Commit):
            yield entries[0], entries[1:]


def _commit_offsets(path: Path) -> Iterator[int]:
    try:
        yield from line_starts_backwards(path, _COMMIT_START)
    except FileNotFoundError:
        return


def _until_next_commit(path: Path, offset: int) -> list[Entry]:
    entries: list[Entry] = []
    for entry in read_journal(path, offset):
        if entries and isinstance(entry, Commit):
            break
        entries.append(entry)
    return entries
