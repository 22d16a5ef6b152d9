"""Carrying a purge out, step by step; each step may be repeated, and is, when the one before it was cut off."""

from reverie.memory.errors import MemoryTrouble, ReadOnly
from reverie.memory.store import Memory
from reverie.storage.errors import UnusableFile

from .answer import Found, Purged
from .cleaning import Cleaner, is_long
from .own_files import clean_own_files
from .past import clean_history
from .pending import STEPS, Pending, Step, drop_pending, read_pending, write_pending
from .reach import Reach
from .transcripts import clean_sessions
from .typed import clean_drafts, clean_typed, drop_states


def finish_purges(memory: Memory, reach: Reach) -> list[Purged]:
    """Go on with the purges of a memory that were killed or had to wait; none when there are none. Raises ReadOnly."""
    if memory.read_only:
        raise ReadOnly(memory.read_only)
    return [carry_out(memory, one, reach) for one in read_pending(memory.layout)]


def carry_out(memory: Memory, pending: Pending, reach: Reach) -> Purged:
    """Do what is still to be done of a purge. What the system refuses is in the answer, and waits."""
    found, running = Found(), _Running(memory, pending, reach)
    try:
        for step in STEPS:
            if step not in running.pending.done:
                running.take(step, found)
        if not running.waits:
            drop_pending(memory.layout, running.pending)
    except (MemoryTrouble, UnusableFile, OSError) as error:
        found.refusal(running.where, error)
    found.notes.extend(_on_short_texts(pending))
    return Purged(pending.id, pending.traces.ids, tuple(found.removed), tuple(found.left), tuple(found.notes))


class _Running:
    """`where` says in words where it is at, `waits` whether something of it is left for another time."""

    def __init__(self, memory: Memory, pending: Pending, reach: Reach) -> None:
        self._memory = memory
        self._reach = reach
        self._cleaner = Cleaner(pending.traces)
        self.pending = pending
        self.where = "the memory"
        self.waits = False

    def take(self, step: Step, found: Found) -> None:
        """Raises what the memory or the system refuses; what is left of one session or file is in `found`."""
        match step:
            case "memory":
                clean_own_files(self._memory, self.pending, self._cleaner, found)
            case "history":
                self.where = "the git history"
                clean_history(self._memory.layout, self._cleaner, found)
            case "sessions":
                self._clean_sessions(found)
            case "typed":
                self._clean_typed(found)
        if not self.waits:
            self.pending = self.pending.having(step)
        write_pending(self._memory.layout, self.pending)

    def _clean_sessions(self, found: Found) -> None:
        self.where = "the sessions"
        needles, only = self._cleaner.needles, self.pending.sessions
        left = [one for folder in self._reach.sessions for one in clean_sessions(folder, needles, found, only)]
        self.pending = self.pending.leaving(tuple(left))
        self.waits = bool(left)

    def _clean_typed(self, found: Found) -> None:
        self.where = "what was typed before"
        needles, reach = self._cleaner.needles, self._reach
        is_done = [
            *(clean_typed(path, needles, found) for path in reach.typed),
            *(clean_drafts(folder, needles, found) for folder in reach.drafts),
            *(drop_states(folder, found) for folder in reach.states),
        ]
        self.waits = self.waits or not all(is_done)


def _on_short_texts(pending: Pending) -> list[str]:
    """They are not repeated: the person knows them."""
    short = [text for text in pending.traces.texts if text not in pending.traces.given and not is_long(text)]
    if not short:
        return []
    what = "a text" if len(short) == 1 else f"{len(short)} texts"
    return [f"{what} of it, too short to be told from others, was taken out of the memory only, not out of sessions"]
