"""Server-sent events, as far as model providers use them: the `data:` of each event, from bytes in any pieces.

Form: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream. Event names, ids and
comments are dropped: every wire format repeats what matters in its data. Bytes stay bytes, so an event of many
megabytes or a character split over two pieces costs nothing special.
"""


class EventData:
    """Collects the data of events. Lines end with LF, CRLF or CR."""

    def __init__(self) -> None:
        self._line: list[bytes] = []
        self._data: list[bytes] = []
        self._after_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """Give bytes as they came, get the data of the events that they completed."""
        if chunk and (self._after_cr or b"\r" in chunk):
            chunk = self._with_lf(chunk)
        if b"\n" not in chunk:
            self._line.append(chunk)
            return []
        lines = chunk.split(b"\n")
        if self._line:
            lines[0] = b"".join(self._line) + lines[0]
        rest = lines.pop()
        self._line = [rest] if rest else []
        return self._events(lines)

    def finish(self) -> list[bytes]:
        """The data of a last event that nobody closed with an empty line, as some servers leave it."""
        lines = [b"".join(self._line), b""]
        self._line = []
        return self._events(lines)

    def _events(self, lines: list[bytes]) -> list[bytes]:
        events: list[bytes] = []
        for line in lines:
            if line.startswith(b"data:"):
                self._data.append(line[6:] if line[5:6] == b" " else line[5:])
            elif not line and self._data:
                events.append(self._data[0] if len(self._data) == 1 else b"\n".join(self._data))
                self._data = []
        return events

    def _with_lf(self, chunk: bytes) -> bytes:
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        self._after_cr = chunk.endswith(b"\r")
        return chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
