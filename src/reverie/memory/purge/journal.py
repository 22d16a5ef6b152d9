"""The journal without what is purged: its entries stay, so that the log still says that something happened."""

from collections.abc import Iterator

import msgspec

from reverie.memory.journal import (
    Commit,
    FactChange,
    Strange,
    Tombstones,
    commits_backwards,
    decode,
    encode,
    read_journal,
)
from reverie.memory.layout import Layout
from reverie.memory.patch import FilePatch
from reverie.memory.tombstone import new_salt, salt_of

from .cleaning import Cleaner
from .files import replace_lines


def clean_journal(layout: Layout, cleaner: Cleaner, key: str) -> int:
    """Write the journal anew, whole or not at all; the number of entries that held something. Raises OSError.

    `key` is that of the purge's own transaction. The caller holds the memory's lock and does not append any more.
    """
    torn = layout.journal.with_name(layout.journal.name + ".torn")
    torn.unlink(missing_ok=True)  # what never was acknowledged, in a spelling that nobody knows
    return replace_lines(layout.journal, lambda line: _cleaned(line, cleaner, key))


def salt_in(layout: Layout) -> str:
    """The salt of the memory's tombstones, a new one before the first."""
    stones = (
        stone for entry in read_journal(layout.journal) if isinstance(entry, Tombstones) for stone in entry.hashes
    )
    return next(filter(None, map(salt_of, stones)), "") or new_salt()


def has_transaction(layout: Layout, key: str) -> bool:
    """Whether a transaction of this key was made, and not taken back."""
    return any(entry.key == key for entry in commits_backwards(layout.journal))


def has_stones(layout: Layout, stones: tuple[str, ...]) -> bool:
    """Whether all these tombstones are there."""
    there = {one for entry in read_journal(layout.journal) if isinstance(entry, Tombstones) for one in entry.hashes}
    return there.issuperset(stones)


def texts_in(entry: Commit) -> Iterator[str]:
    """All pieces of files that a transaction holds."""
    for hunk in (hunk for one in entry.files for hunk in one.hunks):
        yield from filter(None, (hunk.into, hunk.out, hunk.ahead, hunk.behind))


def _cleaned(line: bytes, cleaner: Cleaner, key: str) -> bytes:
    match decode(line, 0):
        case Commit() as entry if entry.key == key or _holds(entry, cleaner):
            return encode(_without_texts(entry, cleaner, key))
        case Strange():
            return cleaner.needles.masked_bytes(line)
        case _:
            return line


def _holds(entry: Commit, cleaner: Cleaner) -> bool:
    ids = cleaner.traces.ids
    if any(one.id in ids or cleaner.words(one.title) != one.title for one in entry.facts):
        return True
    return any(map(cleaner.touches, texts_in(entry)))


def _without_texts(entry: Commit, cleaner: Cleaner, key: str) -> Commit:
    """Hashes go as well: of a short file, they would tell whether a guess is right. So does its key, by which a person
    who writes the same again would be told that it is there."""
    return msgspec.structs.replace(
        entry,
        facts=tuple(_without_title(one, cleaner) for one in entry.facts),
        files=tuple(FilePatch(name=one.name) for one in entry.files),
        key=key if entry.key == key else "",
        purged=True,
    )


def _without_title(change: FactChange, cleaner: Cleaner) -> FactChange:
    title = "" if change.id in cleaner.traces.ids else cleaner.words(change.title)
    moved = "" if change.id in cleaner.traces.ids else cleaner.words(change.moved)
    return msgspec.structs.replace(change, title=title, moved=moved)
