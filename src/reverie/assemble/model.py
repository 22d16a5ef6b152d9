"""A model made ready to be asked."""

from collections.abc import Callable, Mapping

import msgspec

from reverie.agent.profile import Profile, full_profile
from reverie.config.keys import find_key
from reverie.config.places import Places
from reverie.conversation.ports import ModelClient
from reverie.conversation.price import Price
from reverie.models.catalog import Overrides, find_card
from reverie.models.resolve import find_provider
from reverie.models.resolve import open_model as open_by_name

_MOST_OUTPUT_TOKENS = 16_000
_FREE = Price(0.0, 0.0)

PriceOf = Callable[[str], Price | None]


def _nothing() -> None: ...


class OpenModel(msgspec.Struct, frozen=True):
    """A model ready to be asked, with what a session must know of it. `window` is in tokens.

    `load` loads ahead what the first request needs (HTTP, TLS); it may run in a thread, and need not.
    """

    client: ModelClient
    profile: Profile
    window: int
    price_of: PriceOf
    load: Callable[[], object] = _nothing


def open_model(
    name: str, base_url: str | None, overrides: Overrides, places: Places, environ: Mapping[str, str]
) -> OpenModel:
    """The model of that name, nothing sent yet. Raises ModelError, ConfigError."""
    if name.startswith("local/"):
        return _open_local(name, places, overrides)
    card = find_card(name, overrides)
    client = open_by_name(
        name, base_url=base_url, key_for=lambda provider: _key(provider, places, environ), overrides=overrides
    )
    profile = full_profile(min(card.max_output, _MOST_OUTPUT_TOKENS, card.context_window // 4))
    load = getattr(client, "open", _nothing)
    return OpenModel(client, profile, card.context_window, _prices(overrides), load)


def _open_local(name: str, places: Places, overrides: Overrides) -> OpenModel:
    from reverie.models.local import profile
    from reverie.models.local.client import open_local_model

    small = Profile(
        prompt=profile.local_prompt(),
        tools=profile.compact_tools,
        result_limits=profile.RESULT_LIMITS,
        instruction_characters=profile.INSTRUCTION_CHARACTERS,
        most_output_tokens=profile.MAX_OUTPUT_TOKENS,
        opened=profile.OPENED_TOOLS,
    )
    return OpenModel(open_local_model(name, places), small, profile.WINDOW, _prices(overrides))


def _prices(overrides: Overrides) -> PriceOf:
    return lambda asked: _FREE if asked.startswith("local/") else find_card(asked, overrides).price


def _key(provider: str, places: Places, environ: Mapping[str, str]) -> str | None:
    return find_key(find_provider(provider, "").key_variables, places, environ)
