"""Cards: all measures of one model, by week, beside the model it replaced, and lately beside itself before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from reverie.quality.measures import TurnMeasures

from .comparing import Change, compare
from .definitions import MEASURES, MeasureName
from .facts import FactsOf, ModelFacts, ancestors
from .measured import FEW_TURNS, Measured, measure

LATELY = timedelta(weeks=4)
"""How far back "lately" reaches from a model's last turn."""


class Week(msgspec.Struct, frozen=True):
    """The measures of one ISO week, `2026-W47`, that had anything in it."""

    week: str
    turns: int
    measures: tuple[Measured, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Beside whom: the model that it replaces or, where none of that one's turns are known, an earlier one of the row
    (`is_direct` False); empty for the model itself before it was `LATELY`."""

    beside: str
    is_direct: bool
    changes: tuple[Change, ...]

    def telling(self) -> tuple[Change, ...]:
        """Those that are worse, then those that are better."""
        return tuple(one for way in ("worse", "better") for one in self.changes if one.direction == way)


class Scorecard(msgspec.Struct, frozen=True):
    """`line` is the first model of the line in which each replaces the one before; `first` and `last` are the instants
    of its turns; of `measures` there is one of each name."""

    facts: ModelFacts
    line: str
    turns: int
    finished: int
    first: str
    last: str
    measures: tuple[Measured, ...]
    weeks: tuple[Week, ...]
    predecessor: Comparison | None
    lately: Comparison | None

    def of(self, name: MeasureName) -> Measured:
        return next(one for one in self.measures if one.name == name)


def scorecards(turns: Iterable[TurnMeasures], facts_of: FactsOf) -> tuple[Scorecard, ...]:
    """The cards of all models that have turns: by line, in it each model behind the one it replaces."""
    by_model: defaultdict[str, list[TurnMeasures]] = defaultdict(list)
    for turn in sorted(turns, key=lambda turn: turn.at):
        by_model[turn.model].append(turn)
    order = sorted(by_model, key=lambda name: _place(facts_of(name), facts_of))
    return tuple(_card(facts_of(name), by_model, facts_of) for name in order)


def _place(facts: ModelFacts, facts_of: FactsOf) -> tuple[str, str, int, str]:
    provider = facts.full_name.partition("/")[0]
    return provider, _line(facts, facts_of), len(ancestors(facts, facts_of)), facts.full_name


def _line(facts: ModelFacts, facts_of: FactsOf) -> str:
    return [facts, *ancestors(facts, facts_of)][-1].full_name


def _card(facts: ModelFacts, by_model: dict[str, list[TurnMeasures]], facts_of: FactsOf) -> Scorecard:
    turns = by_model[facts.full_name]
    return Scorecard(
        facts,
        _line(facts, facts_of),
        len(turns),
        sum(turn.finished for turn in turns),
        turns[0].at,
        turns[-1].at,
        tuple(measure(name, turns) for name in MEASURES),
        _weeks(turns),
        _beside_predecessor(facts, by_model, facts_of),
        _beside_itself(turns),
    )


def _beside_predecessor(
    facts: ModelFacts, by_model: dict[str, list[TurnMeasures]], facts_of: FactsOf
) -> Comparison | None:
    """Beside the nearest that was used enough; one tried a few times stands in nobody's way."""
    row = ancestors(facts, facts_of)
    used = [one for one in row if one.full_name in by_model]
    enough = [one for one in used if len(by_model[one.full_name]) >= FEW_TURNS]
    nearest = next(iter(enough or used), None)
    if nearest is None:
        return None
    changes = compare(by_model[nearest.full_name], by_model[facts.full_name])
    return Comparison(nearest.full_name, nearest == row[0], changes)


def _beside_itself(turns: Sequence[TurnMeasures]) -> Comparison | None:
    """A name may get another model behind it without a word; then its own rates move."""
    ends = _day(turns[-1].at)
    recent = [turn for turn in turns if _day(turn.at) > ends - LATELY]
    earlier = turns[: len(turns) - len(recent)]
    changes = compare(earlier, recent) if min(len(earlier), len(recent)) >= FEW_TURNS else ()
    return Comparison("", True, changes) if changes else None


def _weeks(turns: Sequence[TurnMeasures]) -> tuple[Week, ...]:
    by_week: defaultdict[str, list[TurnMeasures]] = defaultdict(list)
    for turn in turns:
        year, week, _ = _day(turn.at).isocalendar()
        by_week[f"{year}-W{week:02}"].append(turn)
    return tuple(Week(week, len(own), _of_week(own)) for week, own in sorted(by_week.items()))


def _of_week(turns: Sequence[TurnMeasures]) -> tuple[Measured, ...]:
    return tuple(one for name in MEASURES if (one := measure(name, turns)).whole)


def _day(at: str) -> datetime:
    return datetime.fromisoformat(at)
