"""The one way to change a memory's files: under its lock, recovered, as one transaction, with a receipt."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime

from reverie.storage.clock import Clock, instant, system_clock
from reverie.storage.lock import Busy, FileLock

from .draft import Draft, Remembered
from .errors import NotWritten
from .index.following import follow
from .index.pages import FactsWith
from .index.rebuilding import rebuild
from .index.settling import Uses
from .journal import Action, Author, Commit, FactChange, Journal
from .layout import Layout
from .publish import make_folders
from .receipt import Receipt, Saved
from .transaction import carry_out, recover

_PATIENCE, _PAUSE = 20.0, 0.002  # seconds


class Writing:
    """A memory whose lock is held: `draft` is what will be written, `recovered` what had to be finished first."""

    def __init__(self, layout: Layout, journal: Journal, clock: Clock, remembered: Remembered, recovered: str) -> None:
        self.layout = layout
        self.journal = journal
        self.recovered = recovered
        self.facts_with: FactsWith | None = None
        self.uses: Uses | None = None
        self.is_index_off = False
        """Whether the index did not agree with the topics when the memory was opened: it is then made from them."""
        self.has_written = False
        self.now = datetime.fromtimestamp(clock()).astimezone()
        self._at = instant(clock)
        self._remembered = remembered
        self.draft = Draft(layout, remembered)

    def begin_again(self) -> None:
        """Forget the draft: somebody changed a file that it was made from."""
        self.draft = Draft(self.layout, self._remembered)

    def commit(
        self,
        action: Action,
        author: Author,
        facts: tuple[FactChange, ...],
        *,
        key: str = "",
        undoes: str = "",
        follows_index: bool = True,
    ) -> Receipt:
        """Make it happen, the index brought up to date with it unless the draft has it already.

        Raises Overtaken, NotWritten, Unfinished.
        """
        if follows_index and self.is_index_off:
            rebuild(self.draft, self.now.date(), self.uses, self.facts_with)
        elif follows_index:
            follow(self.draft, self.now.date(), self.uses, self.facts_with)
        entry = Commit(
            tx=new_transaction_id(),
            at=self._at,
            zone=self.now.strftime("%z")[:3] + ":" + self.now.strftime("%z")[3:5],
            action=action,
            author=author,
            facts=facts,
            files=self.draft.patches(),
            key=key,
            undoes=undoes,
        )
        carry_out(self.layout, self.journal, entry, self.draft.texts)
        self.has_written = True
        return receipt_of(entry)


@contextmanager
def writing(layout: Layout, clock: Clock = system_clock, remembered: Remembered | None = None) -> Iterator[Writing]:
    """Hold the memory's lock; what a killed writer left is finished first.

    Raises UnusableFile when its journal is broken or newer, NotWritten when the folder cannot be written, Unfinished.
    """
    try:
        make_folders(layout)
        lock = _locked(layout)
    except OSError as error:
        raise NotWritten(f"'{layout.folder}' cannot be written: {error.strerror or error}") from error
    with lock, _open_journal(layout) as (journal, recovered):
        yield Writing(layout, journal, clock, {} if remembered is None else remembered, recovered)


def _locked(layout: Layout) -> FileLock:
    """The lock, waited for as long as any write takes; a program that was stopped while it held it must not stop us."""
    lock = FileLock(layout.lock)
    for _ in range(int(_PATIENCE / _PAUSE)):
        with suppress(Busy):
            return lock.acquire(wait=False)
        time.sleep(_PAUSE)
    raise NotWritten(f"another program has been writing '{layout.folder}' for {_PATIENCE:.0f} s; end it, and try again")


@contextmanager
def _open_journal(layout: Layout) -> Iterator[tuple[Journal, str]]:
    """The journal, and what had to be finished first."""
    try:
        journal = Journal(layout.journal)
    except OSError as error:
        raise NotWritten(f"'{layout.journal}' cannot be written: {error.strerror or error}") from error
    with closing(journal):
        try:
            recovered = recover(layout, journal)
        except OSError as error:
            raise NotWritten(f"an earlier change cannot be finished yet: {error.strerror or error}") from error
        yield journal, recovered


def receipt_of(entry: Commit, *, repeated: bool = False) -> Receipt:
    """The receipt of a transaction that is in the memory."""
    hashes = {one.name: one.after for one in entry.files}
    saved = tuple(
        Saved(one.id, one.topic, one.change, one.title, hashes.get(f"topics/{one.topic}.md", "")) for one in entry.facts
    )
    return Receipt(entry.tx, entry.at, entry.action, saved, repeated)


def new_transaction_id() -> str:
    """As a fact's id, with a letter before it that no fact's id can be confused by: `t` and ten characters."""
    from .fact import new_fact_id

    return f"t{new_fact_id()}"
