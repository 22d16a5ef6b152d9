"""The local model as a `ModelClient`: the server is started by the first request and shared with other sessions."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from typing import Any

from reverie.config.places import Places
from reverie.conversation.ports import ModelClient, ModelEvent, ModelFailure, ModelRequest

from .catalog import LocalModel, find_model
from .constrained import ConstrainedModel
from .errors import LocalModelError
from .prefix import PrefixStore
from .profile import prompt_with_tools
from .server import LocalServer
from .server_files import ServerInfo
from .store import ModelStore
from .warm_up import warm_up

_SILENCE_SECONDS = 900.0
"""A full context takes minutes to read on a small machine, without a byte."""


def open_local_model(name: str, places: Places) -> ModelClient:
    """The client of `local/NAME`. Raises `LocalModelError` for a name that is not in the catalog; opens nothing yet."""
    model = find_model(name)
    store = ModelStore(places.cache)
    prefixes = PrefixStore(places.cache / "prefixes")
    server = LocalServer(model, store.path(model), state=places.state, prefixes=prefixes.folder)
    return LocalClient(model, store, server, prefixes)


class LocalClient:
    """One session's client of a local model."""

    def __init__(self, model: LocalModel, store: ModelStore, server: LocalServer, prefixes: PrefixStore) -> None:
        self._model = model
        self._store = store
        self._server = server
        self._prefixes = prefixes
        self._info: ServerInfo | None = None
        self._constrained: ConstrainedModel | None = None

    @property
    def name(self) -> str:
        return self._model.full_name

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        try:
            info = await self._server_up()
        except (LocalModelError, OSError) as error:
            yield ModelFailure("server", str(error))
            return
        await warm_up(info, self._server.files, self._prefixes, prompt_with_tools(request.system, request.tools))
        async for event in (await self._client_of(info)).stream(request):
            yield event

    async def aclose(self) -> None:
        """Close this session's connections; the server stays for others and ends by itself."""
        if self._constrained is not None:
            await self._constrained.aclose()
            self._constrained = None

    async def _server_up(self) -> ServerInfo:
        if not self._store.holds(self._model):
            raise LocalModelError(
                f"'{self._model.name}' is not on this machine: run `reverie model pull {self._model.name}`"
            )
        given_up = threading.Event()
        try:
            return await asyncio.to_thread(self._server.ensure, given_up)
        except asyncio.CancelledError:
            given_up.set()
            raise

    async def _client_of(self, info: ServerInfo) -> ConstrainedModel:
        if self._constrained is None or info != self._info:
            await self.aclose()
            self._constrained = ConstrainedModel(self.name, lambda options: _chat(self.name, info, options))
            self._info = info
        return self._constrained


def _chat(name: str, info: ServerInfo, options: dict[str, Any]) -> ModelClient:
    """The Chat Completions adapter, pointed at the server."""
    from reverie.models.http_model import HttpModel
    from reverie.models.http_stream import HttpStream, Timeouts
    from reverie.models.openai_chat import OpenAIChat
    from reverie.models.openai_chat_request import ChatDialect
    from reverie.models.provider_errors import Target

    url = f"{info.base_url}/v1"
    target = Target(name=name, url=url, has_key=True)
    wire = OpenAIChat(info.model, target, ChatDialect(effort="none", returns_reasoning=False, options=options))
    headers = {"content-type": "application/json", **wire.headers(info.key)}
    return HttpModel(name, wire, HttpStream(url + wire.path, headers, target, Timeouts(silence=_SILENCE_SECONDS)))
