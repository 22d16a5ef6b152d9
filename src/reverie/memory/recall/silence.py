"""When nothing that was found is relevant, so that nothing is said. Measured in `benchmarks/evidence.py`."""

from collections.abc import Sequence

from .arms import Scored

RELEVANT = 0.58
"""What the best row must reach for a query to find anything, with both arms."""
RELEVANT_BY_WORDS = 0.18
"""The same for the lexical arm alone."""
_ALL_WORDS = 0.95
"""The coverage of a row that has all of the query's words: who asks so means it, whatever the rest of the row says."""


def relevant(found: Sequence[Scored], *, by_words_alone: bool) -> list[Scored]:
    """Those of the rows, the best one first, that matter: none when the best says that none does.

    What comes with a relevant row may have half of what the best one must have: evidence is often in several places.
    """
    least = RELEVANT_BY_WORDS if by_words_alone else RELEVANT
    if not found or (found[0].score < least and not any(one.coverage >= _ALL_WORDS for one in found)):
        return []
    return [one for one in found if one.score >= least / 2]
