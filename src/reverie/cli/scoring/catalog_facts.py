"""The catalog's facts of models, as scorecards need them."""

import functools

from reverie.models.catalog import Overrides, all_cards, find_card
from reverie.quality.scorecard.facts import FactsOf, ModelFacts


def catalog_facts(overrides: Overrides) -> FactsOf:
    """By full name. Raises InvalidCatalog for a wrong card of the person's, here and never later."""
    all_cards(overrides)

    @functools.cache
    def facts_of(name: str) -> ModelFacts:
        card = find_card(name, overrides)
        predecessor = f"{card.provider}/{card.predecessor}" if card.predecessor else ""
        return ModelFacts(name, card.family, card.version, card.codename, predecessor)

    return facts_of
