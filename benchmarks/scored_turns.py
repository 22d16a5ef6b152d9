"""Turns drawn at random, of a model whose true rates are known; claims of one turn hang together."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from reverie.quality.measures import TurnMeasures

START = datetime(2026, 9, 7, tzinfo=UTC)
SESSION_TURNS = 8


def drawn_share(random_: random.Random, share: float, correlation: float) -> float:
    """A turn's own share: beta distributed around `share`, so that two claims of it correlate so much."""
    if correlation <= 0:
        return share
    spread = (1 - correlation) / correlation
    return random_.betavariate(share * spread, (1 - share) * spread)


def claiming_turns(
    random_: random.Random,
    model: str,
    claims: int,
    share: float,
    *,
    correlation: float = 0.1,
    by_session: float = 0.0,
    start: datetime = START,
    session_turns: int = SESSION_TURNS,
) -> list[TurnMeasures]:
    """Turns with 1 to 7 claims each until there are `claims`; `share` of them is false in truth. All other
    measures have the same rates in every model.

    `correlation` is that within a turn, `by_session` that of the turns of a session.
    """
    turns: list[TurnMeasures] = []
    said = number = 0
    own = share
    while said < claims:
        if number % session_turns == 0:
            own = drawn_share(random_, share, by_session)
        here = min(random_.randint(1, 7), claims - said)
        chance = drawn_share(random_, min(max(own, 1e-9), 1 - 1e-9), correlation)
        false = sum(random_.random() < chance for _ in range(here))
        at = (start + timedelta(hours=3 * number)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        turns.append(
            TurnMeasures(
                at=at,
                session=f"{model}-{number // session_turns}",
                turn=number,
                model=model,
                finished=True,
                claims=here,
                unsupported=false,
                **_others(random_),
            )
        )
        said += here
        number += 1
    return turns


def _others(random_: random.Random) -> dict[str, Any]:
    """Lines come in blocks: those of a turn were all asked for, or none of them was."""
    edits, calls, code = random_.randint(1, 4), random_.randint(4, 16), random_.randint(5, 80)
    return {
        "edits": edits,
        "failed_edits": sum(random_.random() < 0.08 for _ in range(edits)),
        "calls": calls,
        "repeated_failing_calls": sum(random_.random() < 0.02 for _ in range(calls)),
        "added_code_lines": code,
        "added_comment_lines": random_.randint(0, code // 3),
        "code_lines_before": 200,
        "comment_lines_before": 25,
        "decidable_lines": code,
        "unrequested_lines": code * (random_.random() < 0.1),
        "was_corrected": random_.random() < 0.06,
    }
