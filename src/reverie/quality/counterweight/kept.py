"""The levels in the ledger: what holds for a model since when, and what it was set by."""

from typing import Literal

import msgspec

from reverie.quality.scorecard.store import Scores

from .levels import Evidence
from .weaknesses import HIGHEST, WEAKNESSES, Weakness

Reason = Literal["rose", "fell"]


class Kept(msgspec.Struct, frozen=True):
    """A level that moved once; `since` is the instant, `by` what was measured then."""

    level: int
    since: str
    by: Evidence
    reason: Reason


class Levels:
    """Of all models, in the ledger of `scores`. What is asked of it raises ScoresUnusable."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores

    def of(self, model: str) -> dict[Weakness, Kept]:
        """Those that ever moved. Nothing is made where there is no ledger."""
        if not self._scores.is_there:
            return {}
        with self._scores.connection() as connection:
            rows = connection.execute(
                "SELECT weakness, level, since, rate, low, high, n, turns, reason FROM counterweight WHERE model = ?",
                (model,),
            ).fetchall()
        found = {row[0]: row[1:] for row in rows}
        return {weakness: _kept(weakness, found[weakness]) for weakness in WEAKNESSES if weakness in found}

    def move(self, model: str, before: Kept | None, after: Kept) -> bool:
        """Keep a level that moved; durable when it returns. False, and nothing is kept, when another session moved it
        meanwhile."""
        by = after.by
        values = (after.level, after.since, by.rate, by.low, by.high, by.n, by.turns, after.reason)
        with self._scores.connection() as connection:
            if before is None:
                moved = connection.execute(
                    "INSERT INTO counterweight (level, since, rate, low, high, n, turns, reason, model, weakness)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (*values, model, by.weakness),
                )
            else:
                moved = connection.execute(
                    "UPDATE counterweight SET level = ?, since = ?, rate = ?, low = ?, high = ?, n = ?, turns = ?,"
                    " reason = ? WHERE model = ? AND weakness = ? AND since = ? AND level = ?",
                    (*values, model, by.weakness, before.since, before.level),
                )
            return moved.rowcount == 1


def _kept(weakness: Weakness, row: tuple[int, str, float, float, float, int, int, Reason]) -> Kept:
    level, since, rate, low, high, n, turns, reason = row
    return Kept(min(max(level, 0), HIGHEST), since, Evidence(weakness, rate, low, high, n, turns), reason)
