"""A commit of the history as commands of git's fast-import: its message is made from the journal.

write: Production runs as the Fly app acme-prod

t8w2k5m1qzc 2026-11-20T09:30:00.123Z write by human
  added: Production runs as the Fly app acme-prod ^k7m2q9x4td

Journal: t8w2k5m1qzc
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from reverie.memory.journal import Commit

from .folder import BRANCH

_LAST = re.compile(r"^Journal: (t[0-9a-z]{10})$", re.MULTILINE)
_LONGEST_SUBJECT = 72
_ZONE = re.compile(r"([+-]\d\d):(\d\d)")


class Batch(msgspec.Struct, frozen=True):
    """What one commit of the history takes in.

    `entries` are the journal's transactions since the last one, oldest first; `contents` the files that differ, None
    for those that are gone; `by_hand` the names of those that no transaction changed. `parent` is a commit's id, empty
    for the first; `now` seconds since the epoch.
    """

    entries: tuple[Commit, ...]
    contents: Mapping[str, bytes | None]
    by_hand: tuple[str, ...]
    parent: str
    now: int


def last_transaction(message: str) -> str:
    """The last transaction that the commit of this message took in; empty when it is none of ours."""
    found = _LAST.findall(message)
    return found[-1] if found else ""


def stream(batch: Batch) -> bytes:
    """The commands that make the commit."""
    name = _name_of_author(batch.entries)
    parts = [
        f"commit {BRANCH}\n".encode(),
        f"author {name} <{name}@reverie.invalid> {_when(batch)}\n".encode(),
        f"committer Reverie <reverie@localhost> {batch.now} +0000\n".encode(),
        *_data(message(batch).encode(errors="replace")),
    ]
    if batch.parent:
        parts.append(f"from {batch.parent}\n".encode())
    for path, content in batch.contents.items():
        parts += _change(_quoted(path), content)
    return b"".join([*parts, b"done\n"])


def message(batch: Batch) -> str:
    blocks = [_subject(batch), *map(_block, batch.entries)]
    if batch.by_hand:
        blocks.append("\n".join(["changed by hand", *(f"  {name}" for name in batch.by_hand)]))
    if batch.entries:
        blocks.append(f"Journal: {batch.entries[-1].tx}")
    return "\n\n".join(blocks) + "\n"


def _subject(batch: Batch) -> str:
    changes = [(entry.action, one.title or f"^{one.id}") for entry in batch.entries for one in entry.facts]
    if len(changes) == 1:
        text = f"{changes[0][0]}: {changes[0][1]}"
        return text if len(text) <= _LONGEST_SUBJECT else text[: _LONGEST_SUBJECT - 1].rstrip() + "…"
    if changes:
        return f"{len(changes)} changes"
    return batch.entries[-1].action if batch.entries else "changed by hand"


def _block(entry: Commit) -> str:
    lines = [f"{entry.tx} {entry.at} {entry.action} by {entry.author.origin}"]
    lines += [f"  {one.change}:{one.title and ' '}{one.title} ^{one.id}" for one in entry.facts]
    return "\n".join(lines)


def _name_of_author(entries: Sequence[Commit]) -> str:
    origins = {entry.author.origin for entry in entries}
    return origins.pop() if len(origins) == 1 else "reverie"


def _when(batch: Batch) -> str:
    """When the last transaction was made, where it was made."""
    if not batch.entries:
        return f"{batch.now} +0000"
    last = batch.entries[-1]
    zone = _ZONE.fullmatch(last.zone)
    try:
        seconds = int(datetime.fromisoformat(last.at).timestamp())
    except (ValueError, OverflowError):
        seconds = batch.now
    return f"{max(0, seconds)} {zone[1] + zone[2] if zone else '+0000'}"


def _change(path: bytes, content: bytes | None) -> Iterable[bytes]:
    if content is None:
        return (b"D " + path + b"\n",)
    return (b"M 100644 inline " + path + b"\n", *_data(content))


def _data(content: bytes) -> Iterable[bytes]:
    return (f"data {len(content)}\n".encode(), content, b"\n")


def _quoted(path: str) -> bytes:
    """As a string of C, in which any byte can be told."""
    escaped = path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + escaped + b'"'
