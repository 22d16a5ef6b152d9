"""The scorecards that a command tells, and which of them a name means."""

import os
from collections.abc import Sequence

import click

from reverie.cli.failures import one_line
from reverie.config.places import Places, find_places
from reverie.config.settings import load_settings
from reverie.models.errors import ModelError
from reverie.quality.scorecard.cards import Scorecard, scorecards
from reverie.quality.scorecard.facts import FactsOf
from reverie.quality.scorecard.store import Scores, ScoresUnusable

from .catalog_facts import catalog_facts

LEDGER = "ledger.sqlite"


def open_cards() -> tuple[Scorecard, ...]:
    """Those of all models. What is wrong with settings or ledger is one line."""
    with one_line(ModelError, ScoresUnusable):
        places = find_places()
        return scorecards(scores_of(places).of_all(), facts_of(places))


def scores_of(places: Places) -> Scores:
    return Scores(places.state / LEDGER)


def facts_of(places: Places) -> FactsOf:
    """Raises ConfigError, ModelError."""
    return catalog_facts(load_settings(places, os.environ).catalog)


def named(cards: Sequence[Scorecard], wanted: str) -> tuple[Scorecard, ...]:
    """The card of `PROVIDER/NAME`, or those of a name without its provider. Raises UsageError."""
    name = wanted.strip()
    found = tuple(card for card in cards if name in (card.facts.full_name, card.facts.name))
    if found:
        return found
    from reverie.models.catalog import shipped_cards

    if name in shipped_cards():
        raise click.ClickException(f"no turn of '{name}' was judged yet{_close(name, cards)}")
    raise click.UsageError(f"there is no scorecard of '{wanted}'{_close(name, cards)}")


def _close(name: str, cards: Sequence[Scorecard]) -> str:
    """Models with a card that may have been meant, else all, a few of them."""
    import difflib

    names = {one: card.facts.full_name for card in cards for one in (card.facts.full_name, card.facts.name)}
    close = dict.fromkeys(names[one] for one in difflib.get_close_matches(name, names, 6, 0.5))
    shown = list(close or dict.fromkeys(names.values()))[:3]
    return f"; there are those of {', '.join(shown)}" if shown else "; there are none yet"
