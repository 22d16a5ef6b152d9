"""`--output-format stream-json`: every event as one JSON object a line."""

from typing import TextIO

import msgspec

from reverie.conversation.events import AnyEvent

from .streams import write_line


class StreamJson:
    """Prints events as they are; the format is `docs/stream-json.schema.json`."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._encoder = msgspec.json.Encoder()

    def __call__(self, event: AnyEvent) -> None:
        write_line(self._encoder.encode(event).decode(), self._out)
