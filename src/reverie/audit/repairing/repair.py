"""The bytes of a note with its repairs made, and the writing of them."""

import os
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reverie.audit.notes.reading import NoteText, digest_of, read_note
from reverie.audit.values import Audited, Note, Repair
from reverie.code.values import Unread
from reverie.storage.atomic import replace_content


class Repaired(msgspec.Struct, frozen=True):
    """A note as it is and as it would be; `count` repairs are made in it."""

    note: Note
    before: str
    after: str
    count: int
    digest: str


def repaired(audited: Audited) -> Repaired | None:
    """None when nothing in it can be repaired, or it is another one by now."""
    repairs = _apart(one.repair for one in audited.judged if one.repair)
    read = read_note(audited.note) if repairs else None
    if not isinstance(read, NoteText) or not read.is_exact or read.digest != audited.digest:
        return None
    lines = read.text.split("\n")
    made = sum(_make(lines, repair) for repair in reversed(repairs))
    return Repaired(audited.note, read.text, "\n".join(lines), made, read.digest) if made else None


def write(repaired: Repaired) -> str:
    """Write it, unless the note changed since; gives why it was not written, empty when it was. Raises OSError."""
    path = repaired.note.path
    if os.path.realpath(path) != str(path):
        return "it lies behind a link by now"
    read = read_note(repaired.note)
    if isinstance(read, Unread):
        return read.why
    if read.digest != repaired.digest:
        return "it changed meanwhile"
    after = repaired.after.encode()
    replace_content(path, after, os.lstat(path))
    return "" if digest_of(path.read_bytes()) == digest_of(after) else "it did not become what was written"


def _apart(repairs: Iterable[Repair | None]) -> Sequence[Repair]:
    """In order; where two want the same piece to become different things, neither is made."""
    found: dict[tuple[int, int], set[Repair]] = {}
    for repair in repairs:
        if repair:
            found.setdefault((repair.line, repair.column), set()).add(repair)
    alone = [group.pop() for _, group in sorted(found.items()) if len(group) == 1]
    return list(_without_overlaps(alone))


def _without_overlaps(repairs: Sequence[Repair]) -> Iterator[Repair]:
    line, end = 0, 0
    for repair in repairs:
        if (repair.line, repair.column) >= (line, end):
            yield repair
            line, end = repair.line, repair.column + len(repair.old)


def _make(lines: list[str], repair: Repair) -> bool:
    line, end = lines[repair.line - 1], repair.column + len(repair.old)
    if line[repair.column : end] != repair.old:
        return False
    lines[repair.line - 1] = line[: repair.column] + repair.new + line[end:]
    return True
