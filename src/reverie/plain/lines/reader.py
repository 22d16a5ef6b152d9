"""Reading what is typed without stopping the event loop: keys, then lines, then whole pasted texts."""

import asyncio
import codecs
import contextlib
import os
from collections.abc import Callable

from reverie.plain.face import Closed, Heard, Interrupted, Typed

from .burst import Burst
from .editor import LineEditor

_MOST_BYTES = 65_536
_PATIENCE = 0.03
"""Seconds. A paste comes in pieces; nobody types the next line this soon."""
_PASTE_PATIENCE = 0.15
_UNREAD_SECONDS = 0.25
"""Nobody has read a question so soon."""
_STILL_TYPING_SECONDS = 0.7
_MOST_ECHOED = 2_000

_SHELL = "!"

Echo = Callable[[str], None]


class TypedMessages:
    """What a person types on a terminal, as messages: a line, or all lines that came at once (a pasted text).

    `echo` is given what to show. A pasted shell line stands unfinished again, which `held` is told: its Enter was not
    pressed by the person. While an answer is wanted, the next line is that answer and no message.
    """

    def __init__(self, descriptor: int, encoding: str, echo: Echo, held: Callable[[], None]) -> None:
        self.editor = LineEditor()
        self._descriptor = descriptor
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._echo = echo
        self._held = held
        self.burst = Burst()
        self._pasted: list[str] = []
        self.answer_is_pasted = False
        self._heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._answer: asyncio.Future[str | None] | None = None
        self._lines: list[str] = []
        self._pause: asyncio.TimerHandle | None = None
        self._typed_at = float("-inf")
        self._change = asyncio.Event()
        self._at_once = 0
        self._closed: Closed | None = None

    def open(self) -> None:
        asyncio.get_running_loop().add_reader(self._descriptor, self._read)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._descriptor)
        if self._pause:
            self._pause.cancel()

    async def next(self) -> Heard:
        """The next message, interrupt or end, in order; may be cancelled without losing any."""
        if self._closed and self._heard.empty():
            return self._closed
        return await self._heard.get()

    async def answer(self) -> str | None:
        """The next line or pasted text, which is no message then; None when the input is closed.

        Call it once all is `settled`. What is typed for a question that is withdrawn is dropped.
        """
        if self._closed:
            return None
        self._answer = asyncio.get_running_loop().create_future()
        try:
            return await self._answer
        finally:
            self._answer = None
            self._lines.clear()
            self.editor.take()

    async def settled(self, held: Callable[[], None]) -> None:
        """Return when what is typed next can be meant for the question that has just been put.

        What was begun before is a message, which is finished first, however long that takes: a `y` in the middle of it
        is no yes. `held` is called once when the question waits for that.
        """
        await asyncio.sleep(_UNREAD_SECONDS)
        if self._is_begun:
            held()
        while not self._closed and (self._is_begun or self._still_typing > 0):
            self._change.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._change.wait(), None if self._is_begun else self._still_typing)

    def interrupt(self) -> None:
        """Ctrl-C: what was being typed is dropped, as the terminal does in its own lines."""
        self.editor.take()
        self._lines.clear()
        self._pasted.clear()
        self._change.set()
        self._heard.put_nowait(Interrupted())

    def end(self, closed: Closed) -> None:
        """Nothing will be heard after this."""
        if self._closed is None:
            self._closed = closed
            self._change.set()
            self.close()
            self._send()
            if self._answer and not self._answer.done():
                self._answer.set_result(None)
            self._heard.put_nowait(closed)

    def _read(self) -> None:
        try:
            read = os.read(self._descriptor, _MOST_BYTES)
        except OSError:
            read = b""
        if not read:
            self.end(Closed(hung_up=True))
            return
        self._typed_at = asyncio.get_running_loop().time()
        self._change.set()
        self._at_once += len(read)
        text = self._decoder.decode(read)
        self.burst.add(text)
        fed = self.editor.feed(text)
        if self._at_once <= _MOST_ECHOED:  # of a large paste only its size is shown
            self._echo(fed.echo)
        self._lines += fed.lines
        if fed.closed:
            self.end(Closed())
            return
        self._wait()

    def _wait(self) -> None:
        if self._pause:
            self._pause.cancel()
        patience = _PATIENCE if self._at_once < _MOST_ECHOED else _PASTE_PATIENCE
        self._pause = asyncio.get_running_loop().call_later(patience, self._paused)

    def _paused(self) -> None:
        """Nothing came for a moment. A pasted text whose last line is open is sent with its Enter."""
        if self._at_once > _MOST_ECHOED:
            self._echo(self._size())
        self._at_once = 0
        self._end_burst()
        if not self.editor.text:
            self._send()
        self._change.set()

    @property
    def _is_begun(self) -> bool:
        """Whether something is typed that is not sent."""
        return bool(self.editor.text or self._lines)

    @property
    def _still_typing(self) -> float:
        """Seconds for which whoever types may be in the middle of it."""
        return self._typed_at + _STILL_TYPING_SECONDS - asyncio.get_running_loop().time()

    def _size(self) -> str:
        lines = [*self._lines, *([self.editor.text] if self.editor.text else [])]
        size = f"(pasted: {sum(map(len, lines)):,} characters in {len(lines):,} lines)"
        return size if self.editor.text else size + "\n"

    def _send(self) -> None:
        self._end_burst()
        if not self._lines:
            self._pasted.clear()
            return
        text, pasted = "\n".join(self._lines), tuple(self._pasted)
        self._lines.clear()
        self._pasted.clear()
        if self._answer and not self._answer.done():
            self.answer_is_pasted = bool(pasted)
            self._answer.set_result(text)
        elif pasted and pasted[-1].endswith("\n") and text.lstrip().startswith(_SHELL) and "\n" not in text:
            self.editor.text, self._pasted = text, [text]
            self._held()
        else:
            self._heard.put_nowait(Typed(text, pasted))

    def _end_burst(self) -> None:
        if piece := self.burst.end():
            self._pasted.append(piece)
