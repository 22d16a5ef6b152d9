"""A model behind HTTP: a wire format, a connection and retries, joined to a `ModelClient`."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from reverie.conversation.ports import ModelEvent, ModelRequest

from .believed_usage import believed_usage, received_tokens
from .faults import Fault
from .http_stream import HttpStream
from .retry import AttemptEvent, Retries, with_retries
from .wire import Wire


class HttpModel:
    """Implements `ModelClient` for any wire format."""

    def __init__(self, name: str, wire: Wire, stream: HttpStream, retries: Retries | None = None) -> None:
        self._name = name
        self._wire = wire
        self._stream = stream
        self._retries = retries or Retries()

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        """Load what the first request needs (HTTP, TLS) ahead of it; may run in a thread."""
        self._stream.open()

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        body = self._wire.body(request)
        async with aclosing(with_retries(lambda: self._attempt(request, body), self._retries)) as events:
            async for event in events:
                yield event

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def _attempt(self, request: ModelRequest, body: bytes) -> AsyncGenerator[AttemptEvent, None]:
        reading = self._wire.reading()
        events = characters = 0
        try:
            async with aclosing(self._stream.post(body, lambda: reading.complete)) as data:
                async for event in data:
                    events += 1
                    for delta in reading.feed(event):
                        characters += len(delta.text)
                        yield delta
            yield reading.reply()
        except Fault as fault:
            fault.usage = reading.usage
            if fault.billable or characters:
                fault.usage = believed_usage(reading.usage, request, body, received_tokens(events, characters))
            raise
