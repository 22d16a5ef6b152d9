"""Scorecards for a program. The keys are those of `docs/scorecard.md`; FORMAT counts their changes."""

from collections.abc import Sequence

from reverie.quality.scorecard.cards import Comparison, Scorecard
from reverie.quality.scorecard.comparing import SIGNIFICANCE
from reverie.quality.scorecard.measured import Measured
from reverie.quality.scorecard.telling import sentences

FORMAT = 1


def document(cards: Sequence[Scorecard]) -> dict[str, object]:
    """All cards with their weeks and comparisons, and the sentences that follow."""
    return {
        "format": FORMAT,
        "significance": SIGNIFICANCE,
        "models": [_card(card) for card in cards],
        "sentences": list(sentences(cards)),
    }


def _card(card: Scorecard) -> dict[str, object]:
    facts = card.facts
    return {
        "model": facts.full_name,
        "family": facts.family,
        "version": facts.version,
        "codename": facts.codename,
        "predecessor": facts.predecessor,
        "turns": card.turns,
        "finished": card.finished,
        "first": card.first,
        "last": card.last,
        "measures": _measures(card.measures),
        "weeks": [
            {"week": week.week, "turns": week.turns, "measures": _measures(week.measures)} for week in card.weeks
        ],
        "beside_predecessor": _comparison(card.predecessor),
        "lately": _comparison(card.lately),
    }


def _measures(measures: Sequence[Measured]) -> dict[str, object]:
    return {one.name: _measured(one) for one in measures}


def _measured(one: Measured) -> dict[str, object]:
    return {field: getattr(one, field) for field in one.__struct_fields__ if field != "name"}


def _comparison(found: Comparison | None) -> dict[str, object] | None:
    if found is None:
        return None
    changes = [
        {
            "measure": change.name,
            "direction": change.direction,
            "p": change.p,
            "before": _measured(change.before),
            "after": _measured(change.after),
        }
        for change in found.changes
    ]
    return {"beside": found.beside, "is_direct": found.is_direct, "changes": changes}
