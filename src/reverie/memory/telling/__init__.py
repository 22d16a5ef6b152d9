"""A memory in words for people: the values of `reading` as lines, for whoever prints them.

A line holds text of files as it is; who prints it makes it visible, and wraps it to the columns that there are. What
belongs to the line above is set in by blanks.
"""

from .facts import hit_lines, judged_now, log_lines, place_line, shown_text, standing_of
from .glance import fact_line, index_line, index_tokens, overview_lines, problem_lines
from .reasons import why_lines
from .used import use_line

__all__ = [
    "fact_line",
    "hit_lines",
    "index_line",
    "index_tokens",
    "judged_now",
    "log_lines",
    "overview_lines",
    "place_line",
    "problem_lines",
    "shown_text",
    "standing_of",
    "use_line",
    "why_lines",
]
