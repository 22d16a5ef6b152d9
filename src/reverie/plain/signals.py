"""Signals that end a conversation: they are heard like what a person does, instead of killing the process."""

import asyncio
import signal
from collections.abc import Callable

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class EndingSignals:
    """Within it, SIGTERM and SIGHUP call `on_end`, and SIGINT, where no face takes it, `on_interrupt`.

    `ended` stays true once one has come, so that none is lost between two sessions. After it SIGINT is ignored: what
    is left to do is the end of the program, and a Ctrl-C too many would break it off with a traceback.
    """

    def __init__(self) -> None:
        self.ended = False
        self.on_end: Callable[[], object] = lambda: None
        self.on_interrupt: Callable[[], object] = lambda: None

    def __enter__(self) -> "EndingSignals":
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            loop.add_signal_handler(number, self._end)
        loop.add_signal_handler(signal.SIGINT, lambda: self.on_interrupt())
        return self

    def __exit__(self, *_: object) -> None:
        loop = asyncio.get_running_loop()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        for number in (*_ENDING, signal.SIGINT):
            loop.remove_signal_handler(number)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _end(self) -> None:
        self.ended = True
        self.on_end()


def leave_interrupts() -> None:
    """A face that closes hears no SIGINT any more; one that comes nevertheless breaks off nothing."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: None)
