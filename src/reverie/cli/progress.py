"""How far long work is: a bar on a terminal that comes after a second and goes again."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from reverie.conversation.visible import visible_line

_PATIENCE = 1.0
_EVERY = 0.2
_BAR = 20

_Item = TypeVar("_Item")


def has_terminal() -> bool:
    """Whether a bar can be drawn on standard error."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") not in ("", "dumb")


def progress_on_stderr(doing: str, total: int) -> "Progress | None":
    """A bar for so much work; None where it could not be drawn."""
    return Progress(sys.stderr, doing, total, shutil.get_terminal_size().columns) if has_terminal() else None


class Progress:
    """Draws from a thread of its own, because the first piece of work may take long. `doing` is a word for it."""

    def __init__(self, stream: TextIO, doing: str, total: int, columns: int) -> None:
        self._stream = stream
        self._doing = doing
        self._total = max(1, total)
        self._columns = columns
        self._done = 0
        self._name = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._draw_until_ended, daemon=True)
        self._started = time.monotonic()

    def over(
        self, items: Iterable[_Item], name: Callable[[_Item], str], weight: Callable[[_Item], int] = lambda _: 1
    ) -> Iterator[_Item]:
        """The items, each counted as done, by its weight, when the next one is asked for."""
        self._thread.start()
        try:
            for item in items:
                self._name = name(item)
                yield item
                self._done += weight(item)
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
        done = min(self._done, self._total)
        full = _BAR * done // self._total
        seconds = int(time.monotonic() - self._started)
        bar = f"{'#' * full}{'-' * (_BAR - full)}"
        return f"{self._doing} [{bar}] {100 * done // self._total} % {seconds} s {visible_line(self._name)}"

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
