"""One headless turn: signals and a reader who goes away end it cleanly."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from typing import Protocol

from reverie.conversation.events import AnyEvent, TurnEnded
from reverie.conversation.ports import Emit

from .exit_codes import FAILED, INTERRUPTED, exit_code
from .streams import CannotWrite, ReaderGone, tell_line

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Turns(Protocol):
    """Something that runs a turn: a session."""

    async def turn(self, prompt: str) -> TurnEnded: ...


class Screen:
    """Passes events to a printer until it cannot write; then keeps why, calls `on_gone` once and is silent."""

    def __init__(self, show: Emit) -> None:
        self._show = show
        self.gone: CannotWrite | None = None
        self.on_gone: Callable[[], object] = lambda: None

    def __call__(self, event: AnyEvent) -> None:
        if self.gone:
            return
        try:
            self._show(event)
        except CannotWrite as error:
            self.gone = error
            self.on_gone()


async def run_once(session: Turns, prompt: str, screen: Screen) -> int:
    """Run one turn and return the exit status. SIGINT, SIGTERM and SIGHUP interrupt it, the history stays valid.

    Output that cannot be written ends it too; when nobody is there to read it before it begins, nothing is sent.
    """
    status = INTERRUPTED if screen.gone else await _run(session, prompt, screen)
    if screen.gone is None or isinstance(screen.gone, ReaderGone):
        return status
    tell_line(f"reverie: {screen.gone}", sys.stderr)
    return FAILED


async def _run(session: Turns, prompt: str, screen: Screen) -> int:
    turn = asyncio.ensure_future(session.turn(prompt))
    screen.on_gone = turn.cancel
    loop = asyncio.get_running_loop()
    for number in _ENDING_SIGNALS:
        loop.add_signal_handler(number, turn.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            return exit_code((await turn).outcome)
        return INTERRUPTED
    finally:
        for number in _ENDING_SIGNALS:
            loop.remove_signal_handler(number)
