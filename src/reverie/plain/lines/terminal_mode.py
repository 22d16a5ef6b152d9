"""How the terminal hands over what is typed: key by key, because by whole lines it cuts them at 4,096 bytes (macOS:
1,024)."""

import sys
import termios

_LOCAL_FLAGS = 3
_CONTROL_CHARACTERS = 6


class KeyByKey:
    """The terminal's mode while a line face is open. Signals of keys (Ctrl-C, Ctrl-Z) stay the terminal's business.

    `echoes` is whether what is typed is to be shown: not where the other side (an editor's shell window) does it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before = termios.tcgetattr(descriptor)
        self.echoes = bool(self._before[_LOCAL_FLAGS] & termios.ECHO)

    def enter(self) -> None:
        """Nothing where the terminal is gone: the kernel continues (SIGCONT) whom it tells of that."""
        try:
            mode = termios.tcgetattr(self._descriptor)
        except (termios.error, OSError):
            return
        mode[_LOCAL_FLAGS] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        mode[_CONTROL_CHARACTERS][termios.VMIN] = 1
        mode[_CONTROL_CHARACTERS][termios.VTIME] = 0
        self._set(mode)

    def leave(self) -> None:
        self._set(self._before)

    def _set(self, mode: "list[int | list[bytes | int]]") -> None:
        """What was typed already is kept. A terminal that is gone needs no mode."""
        try:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, mode)
        except (termios.error, OSError):
            return


def forget_typed() -> None:
    """Drop what was typed so far: it was not typed in answer to a question that is only now shown."""
    if sys.stdin.isatty():
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
