"""Is a model that claims falsely more often found, and is an equal one left alone? By drawing both, many times.

Two models say the same number of claims, 1 to 7 a turn, 8 turns a session. Claims of a turn correlate, and turns of a
session may. Told: how often the rise from 16.7 % to 29.5 % is found; how often two equal models are told apart, in any
of six measures (false alarms, at most 5 %); how often a plain test of two proportions would, which takes claims as
independent; and how often the counterweight's level moves in 200 sessions at a rate that stays.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.report import Report, Row
from benchmarks.scored_turns import claiming_turns

from reverie.quality.counterweight.levels import evidence_of, level_of
from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.comparing import SIGNIFICANCE, Change, chance, compare
from reverie.quality.scorecard.ratio import Drawn

RISE = (0.167, 0.295)
EQUAL = (0.2, 0.2)
CLAIMS = (100, 200, 300, 400, 600)
ARMS = {
    "claims alone": {"correlation": 0.0},
    "correlate 0.1 in a turn": {"correlation": 0.1},
    "0.3 in a turn": {"correlation": 0.3},
    "0.1 in a turn, 0.05 in a session": {"correlation": 0.1, "by_session": 0.05},
}
LEVEL_RATES = (0.03, 0.06, 0.12, 0.20, 0.30)
LIVES = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=400, help="pairs of models for each number (400)")
    parser.add_argument("--json", metavar="FILE", help="write JSON there, or for - to standard output")
    arguments = parser.parse_args()
    rows = [row for arm, how in ARMS.items() for row in _rows(arm, how, arguments.draws)]
    notes = (
        f"{arguments.draws} draws a number; significance {SIGNIFICANCE:.0%}, two-sided, over six measures.",
        *_level_notes(),
    )
    Report(Path(__file__).stem, tuple(rows), notes).show(arguments.json)


def _rows(arm: str, how: dict[str, float], draws: int) -> Iterator[Row]:
    for claims in CLAIMS:
        found = sum(_of_claims(compare(*pair)) == "worse" for pair in _pairs(claims, RISE, how, draws))
        yield Row(f"found, {claims} claims a side", 100 * found / draws, "%", draws, arm=arm)
    for claims in (100, 400):
        pairs = list(_pairs(claims, EQUAL, how, draws))
        alarms = sum(any(one.direction != "same" for one in compare(*pair)) for pair in pairs)
        noise = 2 * (SIGNIFICANCE * (1 - SIGNIFICANCE) / draws) ** 0.5
        yield Row(
            f"false alarms, {claims} claims a side",
            100 * alarms / draws,
            "%",
            draws,
            budget=round(100 * (SIGNIFICANCE + noise), 1),
            arm=arm,
        )
        plain = sum(chance(*map(_independent, pair)) < SIGNIFICANCE for pair in pairs)
        yield Row(f"control: claims taken as independent, {claims}", 100 * plain / draws, "%", draws, arm=arm)


def _pairs(
    claims: int, shares: tuple[float, float], how: dict[str, float], draws: int
) -> Iterator[tuple[list[TurnMeasures], list[TurnMeasures]]]:
    for seed in range(draws):
        random_ = random.Random(seed)
        old = claiming_turns(random_, "old", claims, shares[0], **how)  # type: ignore[arg-type]
        yield old, claiming_turns(random_, "new", claims, shares[1], **how)  # type: ignore[arg-type]


def _of_claims(changes: Sequence[Change]) -> str:
    return next(one.direction for one in changes if one.name == "false_claims")


def _independent(turns: Sequence[TurnMeasures]) -> list[Drawn]:
    """Every claim a turn and a session of its own."""
    return [
        Drawn(f"{turn.session}/{turn.turn}/{at}", float(at < turn.false_claims), 1.0)
        for turn in turns
        for at in range(turn.claims)
    ]


def _level_notes() -> Iterator[str]:
    for share in LEVEL_RATES:
        lives = [_life(share, seed) for seed in range(LIVES)]
        changes = sorted(len(levels) for levels in lives)
        ends = sorted((levels or [0])[-1] for levels in lives)
        yield (
            f"counterweight at {share:.0%} false claims, 200 sessions of 3 turns, {LIVES} lives: moves median"
            f" {changes[LIVES // 2]}, most {changes[-1]}; level at the end, median {ends[LIVES // 2]}"
        )


def _life(share: float, seed: int, sessions: int = 200) -> list[int]:
    """The levels that it moved to."""
    turns = claiming_turns(random.Random(seed), "m", 13 * sessions, share, session_turns=3)
    moved: list[int] = []
    level, since = 0, ""
    for session in range(10, sessions):
        past = turns[: session * 3]
        after = level_of(level, evidence_of("false_claims", past, since))
        if after != level:
            level, since = after, past[-1].at
            moved.append(level)
    return moved


if __name__ == "__main__":
    main()
