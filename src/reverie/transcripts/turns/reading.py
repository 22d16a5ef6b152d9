"""The turns of a whole transcript, one after the other, whatever its size."""

from collections.abc import Iterator

from reverie.transcripts.reading import TranscriptFile, read_entries

from .tracking import TurnTracker
from .turn import Turn


class Turns:
    """Iterate over it once; `damaged` is how many lines could not be read so far."""

    def __init__(self, file: TranscriptFile) -> None:
        self._file = file
        self._tracker = TurnTracker(file.form, file.session)

    @property
    def damaged(self) -> int:
        return self._tracker.damaged

    def __iter__(self) -> Iterator[Turn]:
        """Raises OSError."""
        for entry in read_entries(self._file):
            if turn := self._tracker.take(entry):
                yield turn
        if turn := self._tracker.finish():
            yield turn
