"""Doubt: a fact's checks run against the code before anyone relies on it, and what follows from that."""

from .binding import CodeBinder
from .judging import CodeDoubter
from .last import Doubt, doubts, keep_standings, last_words
from .opening import DoubtsNothing, judge_all, open_binder, open_doubter
from .questions import Question, ask, close_question, open_questions, question_of_the_day, unbound
from .repairing import repair_moved
from .standing import Doubter, Standing

__all__ = [
    "CodeBinder",
    "CodeDoubter",
    "Doubt",
    "Doubter",
    "DoubtsNothing",
    "Question",
    "Standing",
    "ask",
    "close_question",
    "doubts",
    "judge_all",
    "keep_standings",
    "last_words",
    "open_binder",
    "open_doubter",
    "open_questions",
    "question_of_the_day",
    "repair_moved",
    "unbound",
]
