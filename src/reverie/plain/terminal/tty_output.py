"""The terminal as it is written to: whole frames, and no exception when it is gone."""

import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from prompt_toolkit.data_structures import Size
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

_BEGIN_FRAME = "\x1b[?2026h"
_END_FRAME = "\x1b[?2026l"
_DEFAULT_SIZE = Size(rows=24, columns=80)


class TtyOutput(Vt100_Output):
    """Writes to the terminal's descriptor itself: what could not be written waits in no buffer of Python's.

    `on_lost` is called once, when the terminal turns out to be gone; nothing is written from then on.
    """

    def __init__(self, stdout: TextIO, on_lost: Callable[[], None], *, colour: bool) -> None:
        self._descriptor = stdout.fileno()
        self._encoding = stdout.encoding or "utf-8"
        self._on_lost = on_lost
        self._frames = 0
        self.lost = False
        depth = ColorDepth.DEPTH_4_BIT if colour else ColorDepth.DEPTH_1_BIT
        super().__init__(stdout, self._size, os.environ.get("TERM"), depth, enable_cpr=False)

    @contextmanager
    def frame(self) -> Iterator[None]:
        """What is written meanwhile reaches the terminal in one piece, to be shown at once (synchronized output)."""
        self._frames += 1
        try:
            yield
        finally:
            self._frames -= 1
            self.flush()

    def flush(self) -> None:
        if self._frames or not self._buffer:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        self._write(f"{_BEGIN_FRAME}{text}{_END_FRAME}".encode(self._encoding, "replace"))

    def enable_bracketed_paste(self) -> None:
        """Nothing: it is on while the face has the terminal (`take`), not only between two prints."""

    def disable_bracketed_paste(self) -> None:
        """Nothing, for the same reason."""

    def take(self) -> None:
        """The face begins to use the terminal."""
        self.write_raw("\x1b[?2004h")
        self.flush()

    def give_back(self) -> None:
        """Somebody else uses the terminal now."""
        self.write_raw("\x1b[?2004l\x1b[?7h\x1b[0m\x1b[?25h")
        self.flush()

    def _size(self) -> Size:
        """The size now; that of the oldest terminals where none is known, or none is sensible."""
        try:
            columns, rows = os.get_terminal_size(self._descriptor)
        except OSError:
            return _DEFAULT_SIZE
        return Size(rows=rows or _DEFAULT_SIZE.rows, columns=columns or _DEFAULT_SIZE.columns)

    def _write(self, content: bytes) -> None:
        left = memoryview(content)
        while left and not self.lost:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:  # somebody we share the terminal with made it non-blocking
                select.select([], [self._descriptor], [])
            except OSError:
                self.lost = True
                self._on_lost()
