"""The real program in a pseudo-terminal: what a person types and sees."""

import os
import pty
import select
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.binary import COMMAND

_PATIENCE = 30.0
PROMPT = "\n> "
"""The mark of the line face, at which it waits for the person."""
ANSWER = "\nAnswer: "
"""Its mark for the answer to a question."""


class Terminal:
    """One run in a terminal. `wait_for` reads until a text shows up; nothing depends on how long that takes."""

    def __init__(self, *arguments: str, cwd: Path, environ: Mapping[str, str], typed_ahead: str = "") -> None:
        come, go = os.pipe()
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            os.read(come, 1)
            os.chdir(cwd)
            os.execve(COMMAND[0], [*COMMAND, *arguments], dict(environ))
        os.write(self._descriptor, typed_ahead.encode())
        os.write(go, b"!")
        os.close(come)
        os.close(go)
        self.screen = ""
        self._seen = 0

    def wait_for(self, text: str) -> str:
        """Read until `text` comes after what was waited for before; everything shown until then."""
        deadline = time.monotonic() + _PATIENCE
        while (found := self.screen.find(text, self._seen)) < 0:
            if not self._read(deadline):
                raise AssertionError(f"{text!r} did not come; the screen holds:\n{self.screen}")
        shown = self.screen[self._seen : found]
        self._seen = found + len(text)
        return shown

    def type(self, text: str) -> None:
        os.write(self._descriptor, text.encode(errors="surrogateescape"))

    def interrupt(self) -> None:
        self.type("\x03")

    def end(self) -> int:
        """Wait for the program's own end; its exit status (negative: the signal that ended it)."""
        deadline = time.monotonic() + _PATIENCE
        while self._read(deadline):
            pass
        return self._reap()

    def hang_up(self) -> int:
        os.close(self._descriptor)
        return self._reap()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self._reap()

    def _reap(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self, deadline: float) -> bool:
        if not select.select([self._descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            piece = os.read(self._descriptor, 65_536)
        except OSError:  # Linux: the other side is closed
            return False
        self.screen += piece.decode(errors="replace").replace("\r\n", "\n")
        return bool(piece)
