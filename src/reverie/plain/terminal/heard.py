"""What the person did, in order, until the end."""

import asyncio

from reverie.plain.face import Closed, Heard


class HeardQueue:
    """Nothing is put after the end; then `next` gives the `Closed` that ended it, again and again."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Heard] = asyncio.Queue()
        self._closed: Closed | None = None
        self._broken: BaseException | None = None

    @property
    def is_closed(self) -> bool:
        return self._closed is not None

    def put(self, heard: Heard) -> None:
        if self._closed is None:
            self._queue.put_nowait(heard)

    def close(self, closed: Closed) -> None:
        self.put(closed)
        self._closed = self._closed or closed

    def break_off(self, error: BaseException) -> None:
        """An error that nobody expected ended it; `next` raises it."""
        self._broken = error
        self.close(Closed(hung_up=True))

    async def next(self) -> Heard:
        """Waits; may be cancelled, and loses nothing then."""
        heard = self._closed if self._closed is not None and self._queue.empty() else await self._queue.get()
        if self._broken is not None:
            raise self._broken
        return heard
