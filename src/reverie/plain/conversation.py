"""A conversation, a line at a time: read, run a turn, read again."""

import asyncio
import re
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from reverie.agent.session import Session
from reverie.conversation.visible import visible

from .lines import EndOfInput, TypedLines

_PROMPT = "› "
_ENDING = ("/quit", "/exit", "quit", "exit")
_INTERRUPTED = 130
_Result = TypeVar("_Result")


async def converse(session: Session, typed: TypedLines, first: str | None) -> int:
    """Run turns until the person ends it with Ctrl-D, `/quit`, or Ctrl-C at the prompt; gives the exit status.

    Ctrl-C during a turn ends that turn only; a hang-up ends all. `first` is asked before the first line is read.
    """
    with _Signals() as signals:
        prompt = first
        while not signals.ending:
            try:
                text = await signals.around(typed.prompt(_PROMPT)) if prompt is None else prompt
            except (EndOfInput, asyncio.CancelledError):
                print()
                break
            if text.strip() in _ENDING:
                break
            if _is_command(text):
                print(f"'{visible(text.strip())}' is no command and was not sent; /quit ends, Ctrl-C ends a turn")
            elif text.strip():
                await _turn(session, text, signals)
            prompt = None
        return _INTERRUPTED if signals.ending else 0


def _is_command(text: str) -> bool:
    """A single word after a slash is meant for us; sending it to a model would cost money for nothing."""
    return re.fullmatch(r"/[\w-]*", text.strip()) is not None


async def _turn(session: Session, prompt: str, signals: "_Signals") -> None:
    try:
        await signals.around(session.turn(prompt))
    except asyncio.CancelledError:
        print("(interrupted; what was done so far is kept)")


class _Signals:
    """While it is open, signals cancel what runs `around` it instead of killing the process."""

    def __init__(self) -> None:
        self.ending = False
        self._task: asyncio.Future[Any] | None = None

    def __enter__(self) -> "_Signals":
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._interrupt)
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(number)

    async def around(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Run it so that a signal can cancel it: then CancelledError comes out here."""
        task = asyncio.ensure_future(work)
        self._task = task
        try:
            return await task
        finally:
            self._task = None

    def _interrupt(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self.ending = True
        self._interrupt()
