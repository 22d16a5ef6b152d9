"""What the first run proposes can be asked, and its price is known."""

from reverie.cli.choose_model import PROPOSED
from reverie.models.catalog import shipped_cards
from reverie.models.providers import PROVIDERS


def test_every_proposal_is_of_a_released_model_with_a_price() -> None:
    """OpenRouter resells the others' models: the catalog keeps no second price for them."""
    for provider, name in PROPOSED.items():
        assert name.startswith(f"{provider}/") and PROVIDERS[provider].key_variables
        if provider != "openrouter":
            card = shipped_cards()[name]
            assert card.status == "released" and card.price is not None
