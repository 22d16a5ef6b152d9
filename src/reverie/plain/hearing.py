"""Hearing several sources at once: the face, and signals."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from .face import Heard

Source = Callable[[], Coroutine[Any, Any, Heard]]


class Hearing:
    """Each source is asked again only after what it said was taken."""

    def __init__(self, *sources: Source) -> None:
        self._asked: dict[Source, asyncio.Future[Heard] | None] = dict.fromkeys(sources)

    @property
    def tasks(self) -> "set[asyncio.Future[Heard]]":
        """One for each source; it is done when something was heard."""
        for source, asked in self._asked.items():
            self._asked[source] = asked or asyncio.ensure_future(source())
        return {asked for asked in self._asked.values() if asked is not None}

    def take(self) -> "list[asyncio.Future[Heard]]":
        """What was heard since the last time, each with its result or its error."""
        taken: list[asyncio.Future[Heard]] = []
        for source, asked in self._asked.items():
            if asked is not None and asked.done():
                taken.append(asked)
                self._asked[source] = None
        return taken

    async def stop(self) -> None:
        for asked in filter(None, self._asked.values()):
            asked.cancel()
        await asyncio.gather(*filter(None, self._asked.values()), return_exceptions=True)
