"""Writers that do it wrong, one thing each. A crash test that lets one of them pass proves nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch as replaced

import msgspec

from reverie.memory import publish, transaction, writing
from reverie.memory.draft import Draft
from reverie.memory.journal import Commit, Done, Journal
from reverie.memory.layout import Layout
from reverie.storage.jsonl import JsonLines
from reverie.storage.lock import FileLock

Variant = Callable[[], AbstractContextManager[object]]


class Broken(msgspec.Struct, frozen=True):
    """A wrong writer, and by which kinds of points it should be caught."""

    name: str
    variant: Variant
    by: tuple[str, ...]


@contextmanager
def _with(*patches: AbstractContextManager[object]) -> Iterator[None]:
    with ExitStack() as stack:
        for one in patches:
            stack.enter_context(one)
        yield


def _nothing(*given: object, **named: object) -> None:
    return None


def _staged_without_fsync() -> AbstractContextManager[object]:
    return replaced.object(publish, "sync_file", _nothing)


def _renamed_without_fsync() -> AbstractContextManager[object]:
    return replaced.object(publish, "sync_folder", _nothing)


def _journal_without_fsync() -> AbstractContextManager[object]:
    return replaced.object(JsonLines, "sync", _nothing)


def _pointer_first() -> AbstractContextManager[object]:
    groups = publish._groups

    def reversed_groups(texts: Mapping[str, str | None], layout: Layout) -> list[Any]:
        return list(groups(texts, layout))[::-1]

    return replaced.object(publish, "_groups", reversed_groups)


def _data_removed_first() -> AbstractContextManager[object]:
    groups = publish._groups

    def removals_first(texts: Mapping[str, str | None], layout: Layout) -> list[Any]:
        return sorted(groups(texts, layout), key=lambda group: texts[group[0]] is not None)

    return replaced.object(publish, "_groups", removals_first)


def _in_place() -> AbstractContextManager[object]:
    """The old file is cut and written over, as a plain `write_text` does."""

    def publish_in_place(self: publish.Staged, may_replace: object = None) -> None:
        for name, text in self._texts.items():
            path = self._layout.path(name)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                publish._write(path, text.encode())

    return replaced.object(publish.Staged, "publish", publish_in_place)


def _journal_last() -> AbstractContextManager[object]:
    def publish_first(layout: Layout, journal: Journal, entry: Commit, staged: publish.Staged) -> None:
        staged.publish()
        journal.commit(entry)

    return _with(
        replaced.object(transaction, "_commit", _nothing), replaced.object(transaction, "_publish", publish_first)
    )


def _done_too_early() -> AbstractContextManager[object]:
    commit = transaction._commit

    def committed(journal: Journal, entry: Commit) -> None:
        commit(journal, entry)
        journal.note(Done(entry.tx))

    return replaced.object(transaction, "_commit", committed)


def _without_recovery() -> AbstractContextManager[object]:
    from reverie.memory import opening

    return _with(
        replaced.object(writing, "recover", lambda layout, journal: ""),
        replaced.object(opening, "recover", lambda layout, journal: ""),
    )


def _without_lock() -> AbstractContextManager[object]:
    """Nor the comparison that would notice it."""

    def unlocked(self: FileLock, *, wait: bool = True) -> FileLock:
        return self

    return _with(
        replaced.object(FileLock, "acquire", unlocked),
        replaced.object(transaction, "differing", lambda layout, hashes: []),
    )


def _from_a_stale_snapshot() -> AbstractContextManager[object]:
    """Files are read once a process and compared with nothing."""
    read: dict[tuple[Path, str], str | None] = {}
    fresh = Draft._text_before

    def once(self: Draft, name: str) -> str | None:
        key = (self.layout.folder, name)
        if key not in read:
            read[key] = fresh(self, name)
        self._before[name] = read[key]
        return read[key]

    texts: Callable[[Draft], dict[str, str | None]] = vars(Draft)["texts"].fget

    def remembered(self: Draft) -> dict[str, str | None]:
        found = texts(self)
        read.update({(self.layout.folder, name): text for name, text in found.items()})
        return found

    return _with(
        replaced.object(Draft, "_text_before", once),
        replaced.object(Draft, "texts", property(remembered)),
        replaced.object(transaction, "differing", lambda layout, hashes: []),
    )


def _errors_swallowed() -> AbstractContextManager[object]:
    """Nor is anything read back."""
    publish_all = publish.Staged.publish

    def quiet(self: publish.Staged, may_replace: object = None) -> None:
        with suppress(OSError):
            publish_all(self)

    return _with(replaced.object(publish.Staged, "publish", quiet), replaced.object(transaction, "_prove", _nothing))


BROKEN = (
    Broken("staged files are not synced", _staged_without_fsync, ("power",)),
    Broken("renames are not synced", _renamed_without_fsync, ("power",)),
    Broken("the journal is not synced", _journal_without_fsync, ("power",)),
    Broken("the pointer comes before its topic", _pointer_first, ("kill",)),
    Broken("a topic goes before its pointer", _data_removed_first, ("kill",)),
    Broken("files are written in place", _in_place, ("kill", "torn")),
    Broken("the journal comes last", _journal_last, ("kill",)),
    Broken("done is said before the files are there", _done_too_early, ("kill",)),
    Broken("what was left is not finished", _without_recovery, ("kill",)),
    Broken("no lock, no comparison", _without_lock, ("two",)),
    Broken("written from a stale snapshot", _from_a_stale_snapshot, ("two",)),
    Broken("errors are swallowed, nothing is read back", _errors_swallowed, ("EIO",)),
)
