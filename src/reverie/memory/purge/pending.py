"""A purge that is not finished: `.purge-<id>.json` in the memory's folder, with what it looks for and how far it came.

It holds the text itself, because nothing can be found by a hash. It is there only while the text still is elsewhere,
and is the last file to go.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from reverie.memory.layout import Layout
from reverie.storage.atomic import replace_file, sync_folder

Step = Literal["memory", "history", "sessions", "typed"]
STEPS: tuple[Step, ...] = ("memory", "history", "sessions", "typed")

_FORMAT = 1


class Traces(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a purge looks for.

    `ids` are facts that go with their whole blocks, `texts` what is masked wherever it stands, `given` those of them
    that the person typed. In the memory's own files only: `descriptions` are pointers' texts that code made from the
    facts, `lines` how they stand in front matter, and `words`, which no other fact has, by which areas are told.
    """

    ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Pending(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """`stones` are the tombstones. `sessions` are the ids of those that are left, None while none was looked at."""

    format: int = _FORMAT
    id: str
    at: str
    traces: Traces
    stones: tuple[str, ...]
    done: tuple[Step, ...] = ()
    sessions: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        """Names its transaction in the journal."""
        return f"purge:{self.id}"

    def leaving(self, sessions: tuple[str, ...]) -> "Pending":
        """With only these sessions left to be cleaned."""
        return msgspec.structs.replace(self, sessions=sessions)

    def having(self, step: Step) -> "Pending":
        return msgspec.structs.replace(self, done=(*self.done, step))


def write_pending(layout: Layout, pending: Pending) -> None:
    """Durably. Raises OSError."""
    replace_file(_path(layout, pending.id), msgspec.json.encode(pending) + b"\n")


def drop_pending(layout: Layout, pending: Pending) -> None:
    """Raises OSError."""
    _path(layout, pending.id).unlink(missing_ok=True)
    sync_folder(layout.folder)


def drop_leftovers(layout: Layout) -> None:
    """What a kill left of files like these, and of journals, before they had their names. Raises OSError."""
    for pattern in ("..purge-*.json.*.new", ".journal.jsonl.*.new"):
        for path in layout.folder.glob(pattern):
            path.unlink(missing_ok=True)


def read_pending(layout: Layout) -> Iterator[Pending]:
    """The purges that are not finished; what we do not understand is passed over."""
    for path in sorted(layout.folder.glob(".purge-*.json")):
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            found = msgspec.json.decode(path.read_bytes(), type=Pending)
            if found.format <= _FORMAT:
                yield found


def pending_lines(layout: Layout) -> list[str]:
    """A line for each purge that is not finished; it does not repeat what is to be removed."""
    return [
        f"a purge of {one.at[:16].replace('T', ' ')} is not finished; finish it with: reverie memory forget --purge"
        for one in read_pending(layout)
    ]


def _path(layout: Layout, purge: str) -> Path:
    return layout.folder / f".purge-{purge}.json"
