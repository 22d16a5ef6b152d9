"""What is still being looked at, and for how long: one line on a terminal that comes after a second and goes again."""

from collections.abc import Sequence
from typing import TextIO

_PATIENCE = 1.0
_PLAIN_EVERY = 5.0


class WaitingLine:
    """Called with the subjects and the seconds. In a terminal that cannot clear a line, one plain line every 5 s."""

    def __init__(self, stream: TextIO, *, redraws: bool, columns: int = 80) -> None:
        self._stream = stream
        self._redraws = redraws
        self._columns = columns or 80
        self._shown = ""
        self._next_plain = _PATIENCE

    def __call__(self, subjects: Sequence[str], seconds: float) -> None:
        if seconds < _PATIENCE:
            return
        line = f"looking at {', '.join(subjects)}: {int(seconds)} s"
        if self._redraws:
            self._redraw(line[: self._columns - 1])
        elif seconds >= self._next_plain:
            self._next_plain = seconds + _PLAIN_EVERY
            self._write(line + "\n")

    def clear(self) -> None:
        if self._redraws:
            self._redraw("")

    def _redraw(self, line: str) -> None:
        if line != self._shown:
            self._write(f"\r\x1b[K{line}")
            self._shown = line

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
