"""The boundary at which the counterweight may change: a session's start."""

from collections.abc import Sequence

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.store import Scores
from reverie.storage.clock import Clock, instant

from .kept import Kept, Levels
from .levels import evidence_of, level_of
from .weaknesses import LEAST_JUDGED, WEAKNESSES, Weakness
from .wording import paragraphs

MOST_TURNS = 1000
"""How many of a model's newest turns are looked at."""


def counterweight_at_start(scores: Scores, model: str, clock: Clock) -> str:
    """The paragraphs for the prompt of a session that starts now with `model`, `PROVIDER/NAME`; "" when there is
    nothing to say, which is always so before 30 of its turns were judged.

    Moves each of the model's levels by one at most, and keeps what moved. To be called once a session, and only where
    the feature `counterweight` is on. Raises ScoresUnusable.
    """
    turns = scores.of(model, MOST_TURNS)
    if len(turns) < LEAST_JUDGED:
        return ""
    kept = Levels(scores)
    before = kept.of(model)
    levels = {each: _moved(kept, model, each, before.get(each), turns, instant(clock)) for each in WEAKNESSES}
    newest = {each: found for each in WEAKNESSES if levels[each] and (found := evidence_of(each, turns, ""))}
    return paragraphs(levels, newest)


def _moved(
    levels: Levels, model: str, weakness: Weakness, before: Kept | None, turns: Sequence[TurnMeasures], now: str
) -> int:
    """The level that holds from now on. Only what came after the last move counts, so that the same turns do not move
    it again, and each level has its chance."""
    held, since = (before.level, before.since) if before else (0, "")
    evidence = evidence_of(weakness, turns, since)
    level = level_of(held, evidence)
    if evidence is None or level == held:
        return held
    after = Kept(level, now, evidence, "rose" if level > held else "fell")
    return level if levels.move(model, before, after) else held
