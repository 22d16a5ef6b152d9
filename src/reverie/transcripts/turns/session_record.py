"""The record of a session of ours that goes on: what was appended since the last look is read, nothing twice."""

from pathlib import Path

from reverie.conversation.deeds import AnyDeed
from reverie.storage.jsonl import whole_lines
from reverie.transcripts.own_entries import OwnReader

from .tracking import TurnTracker


class SessionRecord:
    """The deeds of one transcript. The first look of a resumed session reads it from the beginning.

    What is torn or damaged is passed over. Each look raises OSError when the file cannot be read: an answer that is
    judged by less than all that happened would be accused of what it did.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = OwnReader()
        self._tracker = TurnTracker("reverie", path.stem)
        self._offset = 0
        self._line = 0

    def deeds(self) -> tuple[AnyDeed, ...]:
        """All deeds of the session up to now, in order."""
        self._read_on()
        return self._tracker.deeds

    @property
    def start(self) -> int:
        """Where the deeds of the present turn begin in those that were given last; of the last turn when none runs."""
        return self._tracker.start

    def turn_deeds(self) -> tuple[AnyDeed, ...]:
        """Those of the present turn; of the last one when none runs."""
        self._read_on()
        return self._tracker.deeds[self.start :]

    def _read_on(self) -> None:
        for line in whole_lines(self._path, self._offset):
            self._offset += len(line) + 1
            self._line += 1
            if line.strip():
                for entry in self._reader.take(self._line, line):
                    self._tracker.take(entry)
