"""The diffs of edits that nobody was asked about: they are shown once the edit is made."""

from reverie.conversation.events import AnyEvent, CallFinished, CallStarted
from reverie.conversation.record import EditedFile
from reverie.plain.face import Asked


class UnaskedEdits:
    """Keeps the diffs of the calls that run; those in a question were seen there."""

    def __init__(self) -> None:
        self._previews: dict[str, str] = {}
        self._seen: set[str] = set()

    def asked(self, asked: Asked) -> None:
        """This stood in a question."""
        if asked.preview_kind == "diff":
            self._seen.add(asked.preview.strip("\n"))

    def diff(self, event: AnyEvent) -> str:
        """The diff of the edit that this event ends; empty for all others, and when it was asked about."""
        if isinstance(event, CallStarted):
            self._previews[event.call_id] = event.preview.strip("\n")
        if not isinstance(event, CallFinished):
            return ""
        preview = self._previews.pop(event.call_id, "")
        was_seen = preview in self._seen
        self._seen.discard(preview)
        return preview if isinstance(event.effect, EditedFile) and not was_seen else ""
