"""A memory folder, open: `write` is the only way in, and what it answers is the only proof of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime

import msgspec

from reverie.storage.clock import Clock, system_clock

from .draft import Draft, Remembered
from .errors import ReadOnly
from .fact import Fact
from .findings import Findings, Prepared
from .journal import Action, Author
from .known import Known
from .layout import Layout
from .obstacles import link_in_place
from .planning import plan_changes
from .proposal import Change, Edit
from .receipt import Outcome, Receipt, Refused
from .transaction import Overtaken
from .writing import Writing, receipt_of, writing

_ATTEMPTS = 5


class Memory:
    """One memory folder. `known` is its cache, `findings` finds out what the gates must know of a proposal.

    `notices` are lines about what was wrong when it was opened; `read_only` says why it cannot be written, or nothing.
    Belongs to the thread that opened it; other processes and threads open their own.
    """

    def __init__(
        self,
        layout: Layout,
        known: Known,
        findings: Findings,
        clock: Clock = system_clock,
        *,
        remembered: Remembered | None = None,
        read_only: str = "",
        notices: tuple[str, ...] = (),
        index_trouble: str = "",
    ) -> None:
        self.layout = layout
        self.known = known
        self.findings = findings
        self.clock = clock
        self.remembered: Remembered = {} if remembered is None else remembered
        self.read_only = read_only
        self.notices = notices
        self.uses: Callable[[Draft, date], Callable[[str], float]] | None = None
        """What says how much a topic is used, for the index; None: by the day of its last change."""
        self.after_write: Callable[[Memory, Sequence[Prepared], Author, Receipt], None] | None = None
        """What is told of each write when it is done; it must not raise."""
        self.index_trouble = index_trouble
        """What of the index does not agree with the topics; the next write makes it from them."""

    def write(self, changes: Sequence[Change], author: Author, *, key: str = "", action: Action = "write") -> Outcome:
        """Make all changes or none, as one transaction.

        `key` names this write: when one of that name was made before, its receipt is given again and nothing changes.
        Raises ReadOnly, NotWritten, Unfinished, and UnusableFile when a file that it needs is broken or newer.
        """
        now = datetime.fromtimestamp(self.clock()).astimezone()
        prepared = [self.findings.prepare(change, author, now, self._before(change)) for change in changes]
        outcome = self._carried_out(prepared, author, key, action)
        if self.after_write and isinstance(outcome, Receipt):
            self.after_write(self, prepared, author, outcome)
        return outcome

    def _carried_out(self, prepared: Sequence[Prepared], author: Author, key: str, action: Action) -> Outcome:
        """Once more when somebody changed a file meanwhile that was read for it."""
        for _ in range(_ATTEMPTS - 1):
            with suppress(Overtaken):
                return self._attempt(prepared, author, key, action)
        return self._attempt(prepared, author, key, action)

    def _before(self, change: Change) -> Fact | None:
        """The fact that an edit is about, as it is now; what becomes of it under the lock is looked at again."""
        if not isinstance(change, Edit):
            return None
        self.known.refresh()
        slug = self.known.slug_of(change.id)
        topic = Draft(self.layout, self.remembered).topic(slug) if slug else None
        return topic.fact(change.id) if topic else None

    def _attempt(self, prepared: Sequence[Prepared], author: Author, key: str, action: Action) -> Outcome:
        with self.writing() as held:
            if key and (entry := self.known.write_of(key)):
                return receipt_of(entry, repeated=True)
            planned = plan_changes(held.draft, prepared, self.known, held.now.date())
            if isinstance(planned, Refused):
                return planned
            receipt = held.commit(action, author, planned.changes, key=key)
            return msgspec.structs.replace(receipt, questions=planned.questions)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Hold the memory's lock, with `known` up to date. Raises ReadOnly, and what `writing` raises."""
        if why := self.read_only or link_in_place(self.layout):
            raise ReadOnly(why)
        with writing(self.layout, self.clock, self.remembered) as held:
            self.known.refresh()
            held.facts_with = self.known.facts_with
            held.is_index_off = bool(self.index_trouble)
            held.uses = self.uses and self.uses(held.draft, held.now.date())
            yield held
            if held.has_written:
                self.index_trouble = ""

    def close(self) -> None:
        self.known.close()
