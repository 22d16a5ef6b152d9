"""One transaction: several files change together or not at all.

Staged files, then the journal's line, which is the commit point, then the files. What a kill leaves is finished from
the journal, or taken back where somebody else changed the same lines meanwhile.
"""

from collections.abc import Mapping
from contextlib import suppress

from .errors import NotWritten, Unfinished
from .fact_text import HEADING
from .journal import Commit, Done, Journal, Void, unfinished
from .layout import Layout
from .patch import FilePatch, text_hash
from .publish import NotOurs, SavedMeanwhile, Staged, differing, read_text, remove_leftovers


class Overtaken(NotWritten):
    """Somebody changed a file after it was read for this transaction: read again and repeat."""

    def __init__(self) -> None:
        super().__init__("nothing was saved: somebody changed a file of the memory at this moment; try again")


def carry_out(layout: Layout, journal: Journal, entry: Commit, texts: Mapping[str, str | None]) -> None:
    """Make the transaction `entry` happen; `texts` are its files after it. The caller holds the lock.

    When this returns, all of it is durable and was read back. Raises Overtaken and NotWritten with nothing done,
    Unfinished when the disk refused after the commit point.
    """
    try:
        staged = Staged(layout, texts)
    except OSError as error:
        raise NotWritten(f"nothing was saved: {_why(error)}") from error
    try:
        # of one file it is enough to compare it right before it is renamed
        if len(entry.files) > 1 and differing(layout, [(one.name, one.before) for one in entry.files]):
            raise Overtaken
        _commit(journal, entry)
        _publish(layout, journal, entry, staged)
    finally:
        staged.drop()
    _prove(layout, entry.files)
    with suppress(OSError):  # what it would say shows in the files, too
        journal.note(Done(entry.tx))


def recover(layout: Layout, journal: Journal) -> str:
    """Finish what the last writer could not, and say so in one line; empty when there was nothing. Holds the lock.

    Raises NotWritten or Unfinished when the disk refuses again; a repetition is harmless.
    """
    entry = unfinished(layout.journal)
    if entry is None:
        return ""
    remove_leftovers(layout)
    try:
        texts = _forward(layout, entry)
    except ValueError as error:
        _take_back(layout, journal, entry, str(error))
        return f"an unfinished change of {entry.at[:16]} was taken back: {error}"
    _write_all(layout, texts)
    journal.note(Done(entry.tx))
    return f"an unfinished change of {entry.at[:16]} was finished"


def _commit(journal: Journal, entry: Commit) -> None:
    try:
        journal.commit(entry)
    except OSError as error:
        raise NotWritten(f"nothing was saved: {_why(error)}") from error


def _publish(layout: Layout, journal: Journal, entry: Commit, staged: Staged) -> None:
    before = {one.name: one.before for one in entry.files}
    try:
        staged.publish(lambda name: not differing(layout, [(name, before[name])]))
    except SavedMeanwhile as error:
        if staged.has_begun:
            raise Unfinished(_both(str(error))) from None
        _void(journal, entry, "somebody saved a file at this moment")
        raise Overtaken from None
    except OSError as error:
        if differing(layout, before.items()):
            raise Unfinished(f"the disk refused in the middle ({_why(error)}); the next start finishes it") from error
        _void(journal, entry, _why(error))
        raise NotWritten(f"nothing was saved: {_why(error)}") from error


def _void(journal: Journal, entry: Commit, why: str) -> None:
    try:
        journal.note(Void(entry.tx, why), durable=True)
    except OSError as error:
        raise Unfinished(f"the disk refuses ({_why(error)}); the next start settles what was begun") from error


def _prove(layout: Layout, files: tuple[FilePatch, ...]) -> None:
    if wrong := differing(layout, [(one.name, one.after) for one in files]):
        raise Unfinished(_both(wrong[0]))


def _both(name: str) -> str:
    return (
        f"somebody saved '{name}' at the same moment; what was to be written is in the journal, and the next command "
        "puts both together: look at the file then"
    )


def _forward(layout: Layout, entry: Commit) -> dict[str, str | None]:
    """What the files must still become. Raises ValueError when one cannot."""
    texts: dict[str, str | None] = {}
    for one in entry.files:
        now = _text(layout, one.name)
        found = text_hash(now)
        if found != one.after:
            texts[one.name] = one.applied(now) if found == one.before else _merged(one, now)
    return {name: text for name, text in texts.items() if text != _text(layout, name)}


def _merged(one: FilePatch, now: str | None) -> str | None:
    """The text, when somebody else changed the file. Facts in it were written; a person may have edited one."""
    written = _fact_ids(one.added)
    if now is not None and written and written <= _fact_ids(now):
        return now
    return one.merged(now)


def _fact_ids(text: str) -> set[str]:
    return {found["id"] for line in text.splitlines() if (found := HEADING.fullmatch(line))}


def _take_back(layout: Layout, journal: Journal, entry: Commit, why: str) -> None:
    texts: dict[str, str | None] = {}
    for one in entry.files:
        now = _text(layout, one.name)
        if text_hash(now) == one.after:
            texts[one.name] = one.inverted().applied(now)
    _write_all(layout, texts)
    journal.note(Void(entry.tx, why), durable=True)


def _text(layout: Layout, name: str) -> str | None:
    try:
        return read_text(layout, name)
    except (UnicodeDecodeError, NotOurs) as error:
        raise ValueError(f"'{name}' cannot be read: {error}") from None


def _write_all(layout: Layout, texts: Mapping[str, str | None]) -> None:
    try:
        staged = Staged(layout, texts)
        try:
            staged.publish()
        finally:
            staged.drop()
    except OSError as error:
        raise Unfinished(f"an earlier change cannot be finished yet: {_why(error)}") from error


def _why(error: OSError) -> str:
    where = f": '{error.filename}'" if error.filename else ""
    return f"{error.strerror or error}{where}"
