"""A program in a pseudo-terminal that draws: its screen, and what scrolled off it, as a person would see them."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyte

_PATIENCE = 30.0
_SYNCHRONIZED = re.compile(rb"\x1b\[\?2026[hl]")


Row = Any


class Screen(pyte.HistoryScreen):
    """A terminal's screen. Where it becomes narrower it wraps its rows anew, as nearly all terminals do, or cuts them.

    Where it becomes lower, rows at its top scroll off; what wrapped is not joined again.
    """

    def __init__(self, columns: int, rows: int, *, wraps: bool) -> None:
        self._wraps = wraps
        super().__init__(columns, rows, history=100_000, ratio=0.5)

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        lines, columns = lines or self.lines, columns or self.columns
        if not hasattr(self, "history"):  # called by the constructor
            super().resize(lines, columns)
            return
        rows: list[Row] = []
        x, y = self.cursor.x, self.cursor.y
        for number in range(self.lines):
            parts = self._divided(self.buffer[number], columns)
            if number == y:
                cursor = len(rows) + min(x // columns, len(parts) - 1), x % columns if self._wraps else x
            rows += parts
        rows = rows[: max(len(rows) - _empty_rows(rows), cursor[0] + 1)]
        above = min(max(0, len(rows) - lines), cursor[0])  # the cursor's row stays on the screen
        self.history.top.extend(rows[:above])
        self.reset_rows(rows[above : above + lines], lines, columns)
        self.cursor.y, self.cursor.x = cursor[0] - above, min(cursor[1], columns - 1)

    def reset_rows(self, rows: list[Row], lines: int, columns: int) -> None:
        self.lines, self.columns = lines, columns
        self.buffer.clear()
        for number, row in enumerate(rows):
            self.buffer[number].update(row)
        self.dirty.update(range(lines))
        self.set_margins()

    def _divided(self, row: Row, columns: int) -> list[Row]:
        used = max((column + 1 for column, cell in row.items() if cell.data != " "), default=0)
        starts = range(0, max(1, used), columns) if self._wraps else range(1)
        return [{c - start: row[c] for c in row if start <= c < start + columns} for start in starts]


def _empty_rows(rows: list[Row]) -> int:
    """How many at the end hold nothing."""
    return next((count for count, row in enumerate(reversed(rows)) if any(c.data != " " for c in row.values())), 0)


class DrawnTerminal:
    """One run. The `wait_` methods read until the screen is as wanted; nothing depends on how long that takes."""

    def __init__(
        self, argv: Sequence[str], *, cwd: Path, environ: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self.screen = Screen(columns, rows, wraps="XTERM_VERSION" not in environ)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(cwd)
            os.execve(argv[0], list(argv), dict(environ))

    def rows(self) -> list[str]:
        """What stands on the screen, without blanks at the ends of rows and empty rows at the end."""
        shown = [row.rstrip() for row in self.screen.display]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    def everything(self) -> list[str]:
        """What scrolled off, and the screen."""
        return [*map(_text_of, self.screen.history.top), *self.rows()]

    def text(self) -> str:
        return "\n".join(self.everything())

    def wait_for(self, text: str) -> None:
        """Until the text stands on the screen."""
        self.wait_until(lambda: text in "\n".join(self.rows()), repr(text))

    def wait_without(self, text: str) -> None:
        """Until the text stands on the screen no more."""
        self.wait_until(lambda: text not in "\n".join(self.rows()), f"the end of {text!r}")

    def wait_until(self, holds: Callable[[], bool], what: str = "that") -> None:
        deadline = time.monotonic() + _PATIENCE
        while not holds():
            if not self._read(deadline):
                shown = "\n".join(self.everything()[-60:])
                raise AssertionError(f"{what} did not come; the screen shows:\n{shown}")

    def wait_outside(self, reached: Callable[[], object], what: str = "that") -> None:
        """Until something happens that is not on the screen; what is drawn meanwhile is read."""
        deadline = time.monotonic() + _PATIENCE
        while not reached():
            self._read(time.monotonic() + 0.02)
            assert time.monotonic() < deadline, f"{what} did not come; the screen shows:\n{self.text()}"

    def type(self, text: str) -> None:
        """Keys as a terminal sends them: Enter is `\\r`. Reads meanwhile, as a terminal does."""
        left = text.encode()
        while left:
            readable, writable, _ = select.select([self.descriptor], [self.descriptor], [], _PATIENCE)
            if readable:
                self._read(time.monotonic())
            if writable:
                left = left[os.write(self.descriptor, left[:512]) :]

    def paste(self, text: str) -> None:
        """A text as a terminal pastes it that was asked to mark it."""
        self.type("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """The window becomes another size; the program is told by a signal."""
        while self._read(time.monotonic() + 0.05):
            pass
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self) -> list[object]:
        return termios.tcgetattr(self.descriptor)[:4]

    def end(self) -> int:
        """Wait for the program's own end; its exit status (negative: the signal that ended it)."""
        deadline = time.monotonic() + _PATIENCE
        while self._read(deadline):
            pass
        return self._reap()

    def hang_up(self) -> int:
        os.close(self.descriptor)
        return self._reap()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self._reap()
        os.close(self.descriptor)

    def _reap(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self, deadline: float) -> bool:
        if not select.select([self.descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            piece = os.read(self.descriptor, 65_536)
        except OSError:  # Linux: the other side is closed
            return False
        self.written += piece
        self._stream.feed(_SYNCHRONIZED.sub(b"", piece))
        return bool(piece)


def _text_of(row: Row) -> str:
    return "".join(row[column].data if column in row else " " for column in range(max(row, default=-1) + 1)).rstrip()
