"""Catalog: what is known of models, from `catalog.json` and from what a person adds or changes.

Windows and prices are those of the providers' public pages named in each card's `source`; a price that is not known
stays None rather than guessed. A model that is not in the catalog works, with cautious defaults.
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from reverie.conversation.price import Price

from .errors import InvalidCatalog

Status = Literal["testing", "released", "retired"]
WireName = Literal["chat", "messages", "responses"]


class ModelCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One model. Windows are in tokens, prices in US dollars for a million tokens, `source` is a public page.

    `predecessor` is the name of the model it replaces. `reasoning`: whether it thinks before it answers.
    """

    provider: str
    name: str
    family: str = ""
    version: str = ""
    codename: str = ""
    status: Status = "released"
    predecessor: str = ""
    context_window: int = 128_000
    max_output: int = 8_192
    price: Price | None = None
    images: bool = False
    reasoning: bool = False
    wire: WireName = "chat"
    source: str = ""

    @property
    def full_name(self) -> str:
        """`PROVIDER/NAME`, as a person writes it."""
        return f"{self.provider}/{self.name}"


_SAME_MODELS = {"openai-responses": "openai"}
_DATE = re.compile(r"-(?:\d{8}|\d{4}-\d\d-\d\d)$")

Overrides = Mapping[str, Mapping[str, Any]]
"""A person's own fields of cards, by `PROVIDER/NAME`."""


@functools.cache
def shipped_cards() -> dict[str, ModelCard]:
    """The cards that come with the package, by full name."""
    content = Path(__file__).with_name("catalog.json").read_bytes()
    return {card.full_name: card for card in msgspec.json.decode(content, type=list[ModelCard])}


def find_card(name: str, overrides: Overrides | None = None) -> ModelCard:
    """The card of `PROVIDER/NAME`, with a person's fields over it. Raises InvalidCatalog for a wrong field."""
    card = _shipped(name) or _unknown_card(name)
    fields = (overrides or {}).get(name)
    return _overridden(card, name, fields) if fields else card


def all_cards(overrides: Overrides | None = None) -> list[ModelCard]:
    """Every card, a person's own included, by full name. Raises InvalidCatalog for a wrong field."""
    names = dict.fromkeys([*shipped_cards(), *(overrides or {})])
    return [find_card(name, overrides) for name in sorted(names)]


def close_names(name: str, most: int = 3) -> list[str]:
    """Full names that a misspelled one may have meant, the closest first."""
    import difflib

    return difflib.get_close_matches(name, shipped_cards(), most, 0.6)


def _shipped(name: str) -> ModelCard | None:
    """The shipped card; a name with a date, or the other wire of a provider, has the card of the plain name."""
    provider, _, model = name.partition("/")
    known = _SAME_MODELS.get(provider, provider)
    cards = shipped_cards()
    card = cards.get(f"{known}/{model}") or cards.get(f"{known}/{_DATE.sub('', model)}")
    return card and msgspec.structs.replace(card, provider=provider, name=model)


def _unknown_card(name: str) -> ModelCard:
    provider, _, model = name.partition("/")
    return ModelCard(provider, model)


def _overridden(card: ModelCard, name: str, fields: Mapping[str, Any]) -> ModelCard:
    merged = msgspec.to_builtins(card) | dict(fields) | {"provider": card.provider, "name": card.name}
    try:
        return msgspec.convert(merged, ModelCard)
    except msgspec.ValidationError as error:
        known = ", ".join(field.name for field in msgspec.structs.fields(ModelCard)[2:])
        raise InvalidCatalog(f"the model card {name!r} of your settings: {error}; its fields are {known}") from error
