"""Which model answers when nobody said: the first run."""

from collections.abc import Callable, Mapping

import click
import msgspec

from reverie.config.keys import find_key, store_key
from reverie.config.places import Places
from reverie.config.settings import set_setting
from reverie.models.catalog import find_card
from reverie.models.errors import ModelError
from reverie.models.local.catalog import DEFAULT, KNOWN, LocalModel, find_model
from reverie.models.local.catalog import PROVIDER as LOCAL
from reverie.models.local.store import ModelStore
from reverie.models.providers import PROVIDERS, Provider
from reverie.models.resolve import find_provider, split_model

from .pull_progress import pull_with_progress

PROPOSED = {
    "anthropic": "anthropic/claude-sonnet-4-6",
    "openai": "openai/gpt-5.2",
    "gemini": "gemini/gemini-2.5-pro",
    "mistral": "mistral/mistral-medium-latest",
    "deepseek": "deepseek/deepseek-v4-pro",
    "groq": "groq/openai/gpt-oss-120b",
    "openrouter": "openrouter/anthropic/claude-sonnet-4.6",
}
"""The model proposed to who has a key of that provider; the first key that is found decides."""

_SECONDS_TO_FETCH = 60


class NoModel(ModelError):
    """Nothing to ask: no model was named, no key found, no local model fetched."""


class Chosen(msgspec.Struct, frozen=True):
    name: str
    notices: tuple[str, ...] = ()


def choose_model(places: Places, environ: Mapping[str, str], *, may_ask: bool) -> Chosen:
    """One proposed by the keys there are, else the local one. Raises NoModel.

    Only with `may_ask` a person is asked, and what they accept is kept as their setting.
    """
    keyed = [
        provider for name, provider in PROVIDERS.items() if name in PROPOSED and _has_key(provider, places, environ)
    ]
    if may_ask:
        return _ask(keyed, places)
    if keyed:
        name = PROPOSED[keyed[0].name]
        return Chosen(name, (f"no model was named; using {name}, because {keyed[0].key_variables[0]} is set",))
    local = _fetched(places)
    if local is None:
        raise NoModel(
            "no model: name one with --model PROVIDER/NAME, set a key such as ANTHROPIC_API_KEY, "
            "or fetch the local one with `reverie model pull`"
        )
    return Chosen(local.full_name)


def _has_key(provider: Provider, places: Places, environ: Mapping[str, str]) -> bool:
    return find_key(provider.key_variables, places, environ) is not None


def _fetched(places: Places) -> LocalModel | None:
    store = ModelStore(places.cache)
    return next((model for model in KNOWN if store.holds(model)), None)


def _ask(keyed: list[Provider], places: Places) -> Chosen:
    """Propose one; Enter accepts. The answer is kept."""
    if keyed:
        click.echo("Keys found: " + ", ".join(provider.key_variables[0] for provider in keyed))
        proposed = PROPOSED[keyed[0].name]
        name = click.prompt(f"Model ({_price(proposed)})", default=proposed, value_proc=_model_name)
    else:
        name = _ask_without_key(places)
    set_setting(places, "model", name)
    return Chosen(name)


def _model_name(typed: str) -> str:
    """A model whose provider is known; anything else is asked again, because the answer is kept for all later runs."""
    name = typed.strip()
    try:
        provider, model = split_model(name)
        if provider == LOCAL:
            find_model(model)
        else:
            find_provider(provider)
    except ModelError as error:
        raise click.UsageError(str(error)) from None
    return name


def _ask_without_key(places: Places) -> str:
    click.echo("No API key found in the environment.")
    click.echo(
        f"Enter: the local model {DEFAULT.name} ({_effort_of(DEFAULT, places)}; small jobs only, no key, no cost)."
    )
    pasted = click.prompt("Or paste a key", default="", show_default=False, hide_input=True).strip()
    if not pasted:
        pull_with_progress(DEFAULT, places)
        return DEFAULT.full_name
    provider = click.prompt("Whose key is it?", type=click.Choice(list(PROPOSED)), default=_whose(pasted))
    store_key(PROVIDERS[provider].key_variables[0], pasted, places)
    return PROPOSED[provider]


def _effort_of(model: LocalModel, places: Places) -> str:
    if ModelStore(places.cache).holds(model):
        return "already here"
    return f"{model.size / 1e9:.1f} GB to fetch, about {_SECONDS_TO_FETCH} s on a fast line"


def _price(name: str) -> str:
    price = find_card(name).price
    return f"${price.input:g} in, ${price.output:g} out, a million tokens" if price else "price unknown"


def _whose(key: str) -> str:
    """A guess from the vendor's published form of keys; the person confirms it."""
    forms: dict[str, Callable[[str], bool]] = {
        "anthropic": lambda text: text.startswith("sk-ant-"),
        "openrouter": lambda text: text.startswith("sk-or-"),
        "openai": lambda text: text.startswith("sk-"),
        "gemini": lambda text: text.startswith("AIza"),
        "groq": lambda text: text.startswith("gsk_"),
    }
    return next((name for name, fits in forms.items() if fits(key)), "openai")
