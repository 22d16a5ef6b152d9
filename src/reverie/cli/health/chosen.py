"""Which model a run would ask here, and how its server is addressed."""

from urllib.parse import urlsplit

import msgspec

from reverie.cli.choose_model import choose_model
from reverie.config.settings import Settings, load_settings
from reverie.models.resolve import base_url_of, find_provider, split_model

from .host import Host


class Chosen(msgspec.Struct, frozen=True):
    """A model as it would be asked: `url` without a slash at its end; `preset` when nobody set another address."""

    name: str
    provider: str
    model: str
    url: str
    wire: str
    key_variable: str
    needs_key: bool
    preset: bool

    @property
    def shown(self) -> str:
        """The address without a name and password in it."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def chosen_name(host: Host) -> tuple[str, Settings]:
    """The model set, else the one that keys or files on this machine propose; and the settings.

    Raises ConfigError, and NoModel when there is nothing to ask.
    """
    settings = load_settings(host.places, host.environ)
    if settings.model:
        return settings.model, settings
    return choose_model(host.places, host.environ, may_ask=False).name, settings


def addressed(name: str, settings: Settings) -> Chosen:
    """Where the server of that model is. Raises ModelError for a name or an address that means nothing."""
    provider_name, model = split_model(name)
    base_url = settings.base_url if settings.model else None  # without a model beside it, it is not used
    provider = find_provider(provider_name, base_url)
    variable = provider.key_variables[0] if provider.key_variables else ""
    return Chosen(
        name=name,
        provider=provider.name,
        model=model,
        url=base_url_of(provider, base_url),
        wire=provider.wire,
        key_variable=variable,
        needs_key=provider.needs_key and base_url is None,
        preset=base_url is None,
    )
