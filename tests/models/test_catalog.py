"""The catalog: what ships is sound, what a person adds is merged or refused with a clear line."""

from typing import Any

import pytest

from reverie.conversation.messages import Usage
from reverie.conversation.price import Price
from reverie.models.catalog import all_cards, close_names, find_card, shipped_cards
from reverie.models.errors import InvalidCatalog
from reverie.models.providers import PROVIDERS


def test_what_ships_is_sound() -> None:
    cards = shipped_cards()
    assert len(cards) >= 35
    for card in cards.values():
        assert card.provider in PROVIDERS and card.family and card.version and card.source.startswith("https://")
        assert 0 < card.max_output <= card.context_window
        assert card.price is None or card.price.output >= card.price.input > (card.price.cache_read or 0)
        assert card.wire in ("messages" if card.provider == "anthropic" else "chat", "responses")


def test_a_known_model_and_what_it_costs() -> None:
    card = find_card("anthropic/claude-sonnet-4-5")
    assert (card.context_window, card.images, card.wire) == (200_000, True, "messages")
    assert card.price is not None
    assert card.price.cost(Usage(1_000_000, 1_000_000, 1_000_000, 1_000_000)) == pytest.approx(3 + 15 + 0.3 + 3.75)


def test_a_dated_name_and_the_other_wire_have_the_same_card() -> None:
    plain = find_card("openai/gpt-5")
    for name in ("openai/gpt-5-2025-08-07", "openai-responses/gpt-5"):
        card = find_card(name)
        assert (card.price, card.context_window, card.full_name) == (plain.price, plain.context_window, name)


def test_an_unknown_model_works_with_cautious_defaults() -> None:
    card = find_card("acme/some/model")
    assert (card.provider, card.name) == ("acme", "some/model")
    assert (card.context_window, card.price, card.images) == (128_000, None, False)


def test_a_person_changes_and_adds_cards() -> None:
    overrides: dict[str, dict[str, Any]] = {
        "openai/gpt-5": {"context_window": 1000},
        "acme/new": {"price": {"input": 1, "output": 2}, "images": True},
    }
    assert find_card("openai/gpt-5", overrides).context_window == 1000
    assert find_card("openai/gpt-5", overrides).price == find_card("openai/gpt-5").price
    assert find_card("acme/new", overrides).price == Price(1.0, 2.0)
    assert "acme/new" in [card.full_name for card in all_cards(overrides)]


@pytest.mark.parametrize(
    "fields", [{"contxt_window": 1}, {"context_window": "big"}, {"price": {"input": 1}}, {"status": "old"}]
)
def test_a_wrong_field_is_named(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidCatalog, match="'openai/gpt-5' of your settings") as error:
        find_card("openai/gpt-5", {"openai/gpt-5": fields})
    assert "context_window" in str(error.value) and "\n" not in str(error.value)


def test_close_names() -> None:
    assert "anthropic/claude-sonnet-4-5" in close_names("anthropic/claude-sonet-4-5")
    assert close_names("x/y") == []
