"""Reading a person's lines from the terminal without stopping the event loop."""

import asyncio
import os
import sys

_MOST_BYTES = 65_536
_PASTE_SECONDS = 0.02
"""A paste comes in pieces; nobody types the next line this soon."""


class EndOfInput(Exception):
    """The person closed the input (Ctrl-D), or the terminal is gone."""


class TypedLines:
    """What a person types, a line at a time. It reads the terminal itself: nothing waits in a buffer of Python's.

    Bytes that are not text in the terminal's encoding are replaced.
    """

    def __init__(self) -> None:
        self._descriptor = sys.stdin.fileno()
        self._encoding = sys.stdin.encoding or "utf-8"
        self._ended = False

    async def prompt(self, mark: str) -> str:
        """Show the mark and give what is typed: a line, with those that already wait after it (a pasted text).

        Raises EndOfInput; may be cancelled.
        """
        lines = [await self.answer(mark)]
        while not self._ended and await self._comes_at_once():
            try:
                lines.append(self._read())
            except EndOfInput:
                break
        return "\n".join(lines)

    async def answer(self, question: str) -> str:
        """Show the question and give the next line. Raises EndOfInput; may be cancelled."""
        sys.stdout.write(question)
        sys.stdout.flush()
        if not self._ended:
            await self._comes()
        return self._read()

    async def _comes(self) -> None:
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        loop.add_reader(self._descriptor, ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(self._descriptor)

    async def _comes_at_once(self) -> bool:
        try:
            await asyncio.wait_for(self._comes(), _PASTE_SECONDS)
        except TimeoutError:
            return False
        return True

    def _read(self) -> str:
        """One line: a terminal gives them one by one. Its end is remembered, because it does not come twice."""
        if self._ended:
            raise EndOfInput
        try:
            line = os.read(self._descriptor, _MOST_BYTES)
        except OSError:
            line = b""
        if not line:
            self._ended = True
            raise EndOfInput
        return line.decode(self._encoding, "replace").removesuffix("\n")


def forget_typed() -> None:
    """Drop what was typed so far: it was not typed in answer to a question that is only now shown."""
    import termios

    if sys.stdin.isatty():
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
