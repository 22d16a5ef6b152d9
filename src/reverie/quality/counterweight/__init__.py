"""The counterweight: what a model is told, at a session's start, of the weaknesses that its scorecard shows.

Four levels a weakness, from 0 (nothing is said) to 3. A level moves by one at most at a session's start, so that the
prompt stays as it is while a session runs.
"""

from .starting import counterweight_at_start

__all__ = ["counterweight_at_start"]
