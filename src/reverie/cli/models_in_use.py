"""The model that a person talks to, and how they change it within a run."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reverie.assemble.model import OpenModel, open_model
from reverie.assemble.session import BudgetCannotHold, OpenSession
from reverie.config.errors import ConfigError
from reverie.config.places import Places
from reverie.config.settings import Settings
from reverie.models.errors import ModelError

from .base_url import base_url_for, provider_of

if TYPE_CHECKING:
    from .run_options import RunOptions


class ModelInUse:
    """Opens the model of a run by name. `options` may give an address by flag: it is for the first model's provider,
    because a key of another one must not go there."""

    def __init__(
        self, name: str, options: "RunOptions", settings: Settings, places: Places, environ: Mapping[str, str]
    ) -> None:
        self.name = name
        self._first_provider = provider_of(name)
        self._options = options
        self._settings = settings
        self._places = places
        self._environ = environ

    def open(self) -> OpenModel:
        """Raises ModelError, ConfigError."""
        return self._open(self.name)

    async def use(self, opened: OpenSession, wanted: str) -> str:
        """Go on with another model in this session; its full name. Raises RefusedModel, and the one before stays."""
        from reverie.plain.desk import RefusedModel

        name = self._full_name(wanted.strip())
        try:
            model = self._open(name)
        except (ModelError, ConfigError) as error:
            raise RefusedModel(str(error)) from None
        try:
            await opened.use_model(model)
        except BudgetCannotHold as error:
            await model.client.aclose()
            raise RefusedModel(str(error)) from None
        self.name = name
        return model.client.name

    def names(self) -> list[str]:
        """The models that could be asked now: their provider's key is there, or they need none."""
        from reverie.config.keys import find_key
        from reverie.models.catalog import all_cards
        from reverie.models.local.catalog import KNOWN
        from reverie.models.local.store import ModelStore
        from reverie.models.providers import PROVIDERS

        ready = {
            name
            for name, provider in PROVIDERS.items()
            if not provider.needs_key or find_key(provider.key_variables, self._places, self._environ)
        }
        store = ModelStore(self._places.cache)
        local = [model.full_name for model in KNOWN if store.holds(model)]
        cards = [card.full_name for card in all_cards(self._settings.catalog) if card.provider in ready]
        return sorted({self.name, *local, *cards})

    def _full_name(self, wanted: str) -> str:
        """A name without its provider is taken for the one model that is called so."""
        if "/" in wanted:
            return wanted
        found = [name for name in self.names() if name.partition("/")[2] == wanted]
        return found[0] if len(found) == 1 else wanted

    def _open(self, name: str) -> OpenModel:
        flagged = self._options.base_url if provider_of(name) == self._first_provider else None
        address, _ = base_url_for(name, flagged, self._options.model, self._settings)
        return open_model(name, address, self._settings.catalog, self._places, self._environ)
