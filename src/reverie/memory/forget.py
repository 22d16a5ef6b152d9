"""Forgetting: a fact is retired, to be found in the archive, and can be brought back. For good it goes by a purge."""

from .journal import Author
from .proposal import Retire
from .receipt import Outcome
from .store import Memory


def forget(memory: Memory, fact_id: str, author: Author, because: str = "") -> Outcome:
    """Retire the fact of this whole id. Undoable. Raises as `Memory.write`."""
    return memory.write([Retire(id=fact_id, because=because, origin=author.origin)], author, action="forget")
