"""The index: pointers to topics in MEMORY.md and, below it, in areas; made from the topics, never the other way round.

A pointer is a line; what is always in a model's context are the pointers of MEMORY.md. What does not fit there moves
down into areas, whose pointers stay.
"""

from .agreement import disagreement
from .block import index_block
from .following import follow
from .pages import FactsWith
from .problems import problems
from .rebuilding import rebuild
from .settling import Uses

__all__ = ["FactsWith", "Uses", "disagreement", "follow", "index_block", "problems", "rebuild"]
