"""The real program in a pseudo-terminal: what a person types and sees."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.e2e.binary import COMMAND, Home

_PATIENCE = 30.0
PROMPT = "\n> "
"""The mark of the line face, at which it waits for the person."""
ANSWER = "\nAnswer: "
"""Its mark for the answer to a question."""


class Terminal:
    """One run in a terminal. `wait_for` reads until a text shows up; nothing depends on how long that takes."""

    def __init__(self, *arguments: str, cwd: Path, environ: Mapping[str, str], typed_ahead: str = "") -> None:
        come, go = os.pipe()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.read(come, 1)
            os.chdir(cwd)
            os.execve(COMMAND[0], [*COMMAND, *arguments], dict(environ))
        os.write(self.descriptor, typed_ahead.encode())
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
        os.write(self.descriptor, text.encode(errors="surrogateescape"))

    def paste(self, text: str) -> None:
        """Write a large text, reading what comes meanwhile, as a terminal does."""
        rest = text.encode()
        deadline = time.monotonic() + _PATIENCE
        os.set_blocking(self.descriptor, False)
        while rest:
            readable, writable, _ = select.select([self.descriptor], [self.descriptor], [], _PATIENCE)
            assert readable or writable, "the program reads no more"
            if writable:
                with suppress(BlockingIOError):
                    rest = rest[os.write(self.descriptor, rest[:4096]) :]
            if readable:
                self._read(deadline)
        os.set_blocking(self.descriptor, True)

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def state(self) -> str:
        """The program's state as ps(1) names it: `T` is stopped."""
        found = subprocess.run(["ps", "-o", "state=", "-p", str(self.pid)], capture_output=True, text=True, check=False)
        return found.stdout.strip()[:1]

    def interrupt(self) -> None:
        self.type("\x03")

    def interrupt_to_the_end(self) -> int:
        """Ctrl-C again and again, because two that come at once may be one to the kernel; then as `end`."""
        with suppress(OSError):
            while not self._has_ended():
                self.interrupt()
        return self.end()

    def _has_ended(self) -> bool:
        return not self._read(time.monotonic() + 0.2) and self.state() in ("", "Z")

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

    def _reap(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self, deadline: float) -> bool:
        if not select.select([self.descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            piece = os.read(self.descriptor, 65_536)
        except OSError:  # Linux: the other side is closed
            return False
        self.screen += piece.decode(errors="replace").replace("\r\n", "\n")
        return bool(piece)


@contextmanager
def conversation(home: Home, *arguments: str, **environ: str) -> Iterator[Terminal]:
    """A run in a terminal, ended with the test."""
    terminal = Terminal(*arguments, cwd=home.project, environ=home.environ(**environ))
    try:
        yield terminal
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            terminal.kill()


def until(reached: Callable[[], object]) -> None:
    """Wait for something that happens outside the screen."""
    deadline = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.01)
