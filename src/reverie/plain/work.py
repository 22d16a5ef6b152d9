"""What runs for the person: a turn or a command, one at a time, and beside it the commands that may."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from .status import STOPPING

Running = asyncio.Future[Any]
_MOST_TIMES = 2
"""To stop, and not to wait for what will not."""


class Work:
    """`set_doing` is told what runs. That nothing does any more is said by who takes what ended."""

    def __init__(self, set_doing: Callable[[str], object]) -> None:
        self._set_doing = set_doing
        self._main: Running | None = None
        self._beside: list[Running] = []
        self._inner: list[Running] = []
        self._unsent = ""
        self._command = ""
        self.is_turn = False

    @property
    def is_free(self) -> bool:
        return self._main is None

    @property
    def tasks(self) -> set[Running]:
        return {*self._beside, *([self._main] if self._main else [])}

    def start_turn(self, text: str, turn: Coroutine[Any, Any, Any]) -> None:
        """`text` is what is lost when it is interrupted before it was `sent`."""
        self._unsent, self.is_turn = text, True
        self._start("waiting for the model", turn)

    def start_command(self, name: str, command: Coroutine[Any, Any, Any]) -> None:
        self._command, self.is_turn = name, False
        self._start(name, command)

    def start_beside(self, command: Coroutine[Any, Any, Any]) -> None:
        """It ends when it ends; an interrupt ends it first."""
        self._beside.append(asyncio.ensure_future(command))

    def sent(self) -> None:
        """The turn's text is in the session's hands."""
        self._unsent = ""

    def take_unsent(self) -> str:
        """The text of a turn that was interrupted before the session had it."""
        unsent, self._unsent = self._unsent, ""
        return unsent

    def take_ended(self) -> Running | None:
        """The turn or command, once, when it has ended."""
        main = self._main
        if main is None or not main.done():
            return None
        self._main, self._command, self.is_turn = None, "", False
        return main

    def take_ended_beside(self) -> list[Running]:
        ended = [task for task in self._beside if task.done()]
        self._beside = [task for task in self._beside if not task.done()]
        return ended

    def interrupt(self) -> bool:
        """Cancel what was begun last; whether there was anything. What is ending already is ended now."""
        for running in (*reversed(self._inner), *reversed(self._beside), self._main):
            if running is not None and not running.done():
                if _times_cancelled(running) < _MOST_TIMES:
                    running.cancel()
                    self._set_doing(STOPPING)
                return True
        return self._main is not None

    async def interruptible(self, doing: str, work: Awaitable[Any]) -> bool:
        """Wait for a part of a command that an interrupt may end without ending the command: False then."""
        task = asyncio.ensure_future(work)
        self._inner.append(task)
        self._set_doing(doing)
        try:
            await asyncio.wait({task})
        finally:
            self._inner.remove(task)
            task.cancel()
            await asyncio.wait({task})
            if not self.is_turn:  # the command goes on: it asks, or tells
                self._set_doing(self._command)
        if task.cancelled():
            return False
        task.result()
        return True

    def _start(self, doing: str, coroutine: Coroutine[Any, Any, Any]) -> None:
        self._main = asyncio.ensure_future(coroutine)
        self._set_doing(doing)


def _times_cancelled(running: Running) -> int:
    return running.cancelling() if isinstance(running, asyncio.Task) else 0
