"""Doubt: a fact's checks run against the code before anyone relies on it, and what follows from that."""

from .binding import CodeBinder
from .judging import CodeDoubter
from .last import Doubt, doubts, keep_standings, last_words
from .opening import DoubtsNothing, judge_all, open_binder, open_doubter
from .repairing import repair_moved
from .standing import Doubter, Standing

__all__ = [
    "CodeBinder",
    "CodeDoubter",
    "Doubt",
    "Doubter",
    "DoubtsNothing",
    "Standing",
    "doubts",
    "judge_all",
    "keep_standings",
    "last_words",
    "open_binder",
    "open_doubter",
    "repair_moved",
]
