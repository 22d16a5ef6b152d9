"""The output of the last calls, kept so that it can be looked at."""

from collections import OrderedDict

from reverie.conversation.events import AnyEvent, CallOutput, CallStarted

_MOST_CALLS = 20
_MOST_CHARACTERS = 200_000


class LastOutputs:
    """What the newest calls wrote, of each the end when it is long."""

    def __init__(self) -> None:
        self._about: OrderedDict[str, str] = OrderedDict()
        self._written: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}

    def note(self, event: AnyEvent) -> None:
        if isinstance(event, CallStarted):
            self._about[event.call_id] = event.summary or event.tool
            self._written[event.call_id] = [event.preview + "\n"] if event.preview else []
            self._sizes[event.call_id] = len(event.preview)
            while len(self._about) > _MOST_CALLS:
                oldest, _ = self._about.popitem(last=False)
                del self._written[oldest], self._sizes[oldest]
        elif isinstance(event, CallOutput) and event.call_id in self._written:
            self._add(event.call_id, event.text)

    def whole(self) -> str:
        """All of it, as lines: what each call was about, then what it wrote."""
        parts = []
        for call_id, about in self._about.items():
            written = "".join(self._written[call_id]).rstrip("\n")
            parts.append(f"output of {about}:\n{written or '(none)'}")
        return "\n".join(parts) or "no call has run yet"

    def _add(self, call_id: str, text: str) -> None:
        written = self._written[call_id]
        written.append(text)
        self._sizes[call_id] += len(text)
        if self._sizes[call_id] > 2 * _MOST_CHARACTERS:
            kept = "".join(written)[-_MOST_CHARACTERS:]
            self._written[call_id], self._sizes[call_id] = [f"(its beginning is cut off)\n{kept}"], len(kept)
