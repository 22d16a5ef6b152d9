"""Putting a memory in order: what was left unfinished is finished, and the index is made from the topics."""

from .index.rebuilding import rebuild
from .journal import Author
from .receipt import Receipt
from .store import Memory


def repair(memory: Memory) -> Receipt | None:
    """Make the index agree with the topics, as one transaction; None when it does already.

    Raises ReadOnly, NotWritten, Unfinished, and UnusableFile when the index is broken or newer.
    """
    with memory.writing() as held:
        rebuild(held.draft, held.now.date())
        if not held.draft.texts:
            return None
        return held.commit("repair", Author("human"), (), follows_index=False)
