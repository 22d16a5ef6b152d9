"""Why the counterweight is as it is: the level, what it rests on, and what would move it."""

from collections.abc import Iterator, Sequence

import msgspec

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.store import Scores

from .kept import Kept, Levels
from .levels import Evidence, evidence_of, level_of
from .starting import MOST_TURNS
from .weaknesses import HIGHEST, LEAST_JUDGED, LEAST_TURNS, STEPS, WEAKNESSES, Weakness
from .wording import NAMES

_UNITS: dict[Weakness, str] = {
    "false_claims": "claims",
    "unrequested_change": "changed lines",
    "over_commenting": "added lines of code",
}


class Standing(msgspec.Struct, frozen=True):
    """One weakness of a model: its level, how it was set (None: it never moved), and what came since."""

    weakness: Weakness
    level: int
    set: Kept | None
    since: Evidence | None


class ModelStanding(msgspec.Struct, frozen=True):
    """`judged` turns, counted up to 1,000; under 30 nothing is said to the model."""

    model: str
    judged: int
    weaknesses: tuple[Standing, ...]

    @property
    def is_off(self) -> bool:
        return self.judged < LEAST_JUDGED


def standings(scores: Scores) -> tuple[ModelStanding, ...]:
    """Of every model that has turns, by name. Raises ScoresUnusable; changes nothing."""
    models = sorted({turn.model for turn in scores.of_all()})
    levels = Levels(scores)
    return tuple(_of_model(model, scores.of(model, MOST_TURNS), levels.of(model)) for model in models)


def _of_model(model: str, turns: Sequence[TurnMeasures], kept: dict[Weakness, Kept]) -> ModelStanding:
    found = [(weakness, kept.get(weakness)) for weakness in WEAKNESSES]
    return ModelStanding(
        model,
        len(turns),
        tuple(
            Standing(
                weakness, held.level if held else 0, held, evidence_of(weakness, turns, held.since if held else "")
            )
            for weakness, held in found
        ),
    )


def explained(standing: ModelStanding) -> Iterator[str]:
    """Lines for a person."""
    turns = "1 judged turn" if standing.judged == 1 else f"{standing.judged:,} judged turns"
    yield f"{standing.model}: {turns}"
    if standing.is_off:
        yield f"  nothing is said to it before {LEAST_JUDGED} of its turns are judged"
        return
    for one in standing.weaknesses:
        yield from _weakness(one)


def _weakness(one: Standing) -> Iterator[str]:
    held = f"level {one.level} of {HIGHEST}" if one.level else "level 0, nothing is said"
    if one.set is None:
        yield f"  {NAMES[one.weakness]}: {held}; {_measured(one.weakness, one.since)}"
    else:
        yield f"  {NAMES[one.weakness]}: {held}; it {one.set.reason} on {one.set.since[:10]}, by {_rate(one.set.by)}"
        yield f"    since then: {_measured(one.weakness, one.since)}"
    yield f"    {'; '.join(_moves(one))}"


def _measured(weakness: Weakness, evidence: Evidence | None) -> str:
    if evidence is None:
        return f"no {_UNITS[weakness]} yet"
    return _rate(evidence) if evidence.is_enough else f"{_rate(evidence)}, too few to move it"


def _rate(evidence: Evidence) -> str:
    rate, low, high = (_told(each, evidence.weakness) for each in (evidence.rate, evidence.low, evidence.high))
    beyond = " comment lines in 100 beyond what the files had," if evidence.weakness == "over_commenting" else ""
    return f"{rate}{beyond} of {evidence.n:,} {_UNITS[evidence.weakness]} (95 % interval {low} to {high})"


def _moves(one: Standing) -> Iterator[str]:
    """What would lower it first, because that is what a person asks."""
    following = level_of(one.level, one.since)
    if following != one.level:
        yield f"{'rises' if following > one.level else 'falls'} to {following} when the next session with it starts"
        return
    steps = STEPS[one.weakness]
    seen = f"over {steps.least} {_UNITS[one.weakness]} and {LEAST_TURNS} turns at least"
    if one.level > 0:
        down, over = (_told(mark, one.weakness) for mark in (steps.down[one.level - 1], steps.up[one.level - 1]))
        yield f"falls to {one.level - 1} at a rate under {down} with an interval that ends under {over}, {seen}"
    if one.level < HIGHEST:
        above = _told(steps.up[one.level], one.weakness)
        yield f"rises to {one.level + 1} when the interval begins above {above}" + ("" if one.level else f", {seen}")


def _told(rate: float, weakness: Weakness) -> str:
    return f"{100 * rate:.1f}" if weakness == "over_commenting" else f"{100 * rate:.1f} %"
