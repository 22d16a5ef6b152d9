"""The last changes of a memory, from its journal, in words."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import msgspec

from reverie.conversation.origin import Origin
from reverie.memory.journal import Action, ChangeKind, Commit, FactChange, commits_backwards
from reverie.memory.store import Memory

_WORDS: dict[ChangeKind, str] = {
    "added": "added",
    "changed": "changed",
    "superseded": "superseded",
    "retired": "retired",
    "restored": "restored",
    "removed": "removed",
}


class LogEntry(msgspec.Struct, frozen=True):
    """One change. `at` is an instant in UTC, `local` the time of day where it was written (`2026-11-20 10:30 +01:00`).

    `lines` say what became of which fact. `undoes` is the change that this one took back.
    """

    tx: str
    at: str
    local: str
    action: Action
    origin: Origin
    lines: tuple[str, ...]
    facts: tuple[FactChange, ...]
    session: str = ""
    undoes: str = ""


def log(memory: Memory, limit: int = 20) -> tuple[LogEntry, ...]:
    """The last changes, the newest first; reads no more of the journal than that. Raises OSError."""
    return tuple(islice(map(_entry, commits_backwards(memory.layout.journal)), limit))


def local_time(entry: Commit) -> str:
    """`2026-11-20 10:30 +01:00`; the text of the instant itself where it is none."""
    try:
        zone = datetime.strptime(entry.zone, "%z").tzinfo
        return f"{datetime.fromisoformat(entry.at).astimezone(zone):%Y-%m-%d %H:%M} {entry.zone}"
    except (ValueError, OverflowError):
        return entry.at


def in_words(change: FactChange) -> str:
    """`added: Production runs as acme-prod ^k7m2q9x4td in topics/deploy.md`."""
    if change.moved:
        return f"repaired: moved to {change.moved}: {change.title} ^{change.id} in topics/{change.topic}.md"
    by = f" by ^{change.by}" if change.by else ""
    place = "from" if change.change in ("superseded", "retired", "removed") else "in"
    return f"{_WORDS[change.change]}{by}: {change.title or '(purged)'} ^{change.id} {place} topics/{change.topic}.md"


def _entry(entry: Commit) -> LogEntry:
    return LogEntry(
        tx=entry.tx,
        at=entry.at,
        local=local_time(entry),
        action=entry.action,
        origin=entry.author.origin,
        lines=tuple(_lines(entry)),
        facts=entry.facts,
        session=entry.author.session,
        undoes=entry.undoes,
    )


def _lines(entry: Commit) -> Iterator[str]:
    """What touched no fact tells its files."""
    yield from map(in_words, entry.facts)
    if not entry.facts:
        yield from (f"wrote {one.name}" if one.after else f"removed {one.name}" for one in entry.files)
