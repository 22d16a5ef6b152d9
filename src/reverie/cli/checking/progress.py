"""How far an audit is: a bar on a terminal that comes after a second and goes again."""

import threading
import time
from collections.abc import Iterable, Iterator
from typing import TextIO

from reverie.audit.values import Note
from reverie.conversation.visible import visible_line

_PATIENCE = 1.0
_EVERY = 0.2
_BAR = 20


class Progress:
    """Draws from a thread of its own, because the first note waits for the whole project to be read."""

    def __init__(self, stream: TextIO, count: int, columns: int) -> None:
        self._stream = stream
        self._count = max(1, count)
        self._columns = columns
        self._done = 0
        self._name = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._draw_until_ended, daemon=True)
        self._started = time.monotonic()

    def over(self, notes: Iterable[Note]) -> Iterator[Note]:
        """The notes, each counted as done when the next one is asked for."""
        self._thread.start()
        try:
            for note in notes:
                self._name = note.shown
                yield note
                self._done += 1
        finally:
            self._ended.set()
            self._thread.join()

    def _draw_until_ended(self) -> None:
        if self._ended.wait(_PATIENCE):
            return
        while not self._ended.wait(_EVERY):
            self._write(f"\r\x1b[K{self._line()[: self._columns - 1]}")
        self._write("\r\x1b[K")

    def _line(self) -> str:
        full = _BAR * self._done // self._count
        seconds = int(time.monotonic() - self._started)
        bar = f"{'#' * full}{'-' * (_BAR - full)}"
        return f"checking [{bar}] {self._done}/{self._count} {seconds} s {visible_line(self._name)}"

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
