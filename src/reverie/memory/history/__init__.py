"""The git history of a memory's files: the memory folder's own repository, committed after the receipt, in batches.

It is for looking back: diff, sharing, undo where the journal does not reach. Nothing depends on it; losing it loses no
fact. Journal, cache, lock and sessions are not in it.
"""

from .keeping import History, commit_pending, history_lines
from .reading import HistoryLine

__all__ = ["History", "HistoryLine", "commit_pending", "history_lines"]
