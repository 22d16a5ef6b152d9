"""TerminalFace: the face in a terminal that can draw. It routes keys to what is heard, events to what is shown."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from prompt_toolkit.application.current import set_app

from reverie.conversation.events import AnyEvent
from reverie.conversation.ports import Redactor
from reverie.plain.face import (
    Asked,
    Closed,
    Heard,
    Interrupted,
    ModeWanted,
    RewindWanted,
    Status,
    SteerWanted,
    Typed,
)

from .application import BottomApplication
from .completion import InputCompleter
from .editor import NoEditor, edited
from .file_names import FileNames
from .input_history import InputHistory
from .keys import key_bindings
from .live import Live
from .narration import Narration
from .panes import Panes
from .question import Question
from .scrollback import Scrollback
from .tty_input import TtyInput
from .tty_output import TtyOutput
from .typing_line import TypingLine

_UNREAD_SECONDS = 0.25
"""Nobody has read a question so soon: what is typed meanwhile is for the line."""
_AGAIN_SECONDS = 2.0
_AGAIN = "Esc again: go back to an earlier turn"


class TerminalFace:
    """A `Face`, to be opened with `async with`. It has the terminal while it is open, and gives it back as it was.

    A terminal that is gone is `Closed(hung_up=True)`, SIGINT an interrupt; signals that end a process are left alone.
    """

    def __init__(
        self,
        history_file: Path,
        *,
        colour: bool,
        vi: bool,
        commands: Sequence[tuple[str, str]],
        root: Path,
        redactor: Redactor | None = None,
    ) -> None:
        self._heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._closed: Closed | None = None
        self._one_question = asyncio.Lock()
        self._hint = ""
        self._hint_ends: asyncio.TimerHandle | None = None
        self._ticks: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[None] | None = None
        self._output = TtyOutput(sys.stdout, self._hang_up, colour=colour)
        self._input = TtyInput(sys.stdin)
        self._line = TypingLine(InputHistory(history_file, redactor), InputCompleter(commands, FileNames(root)))
        self._question = Question()
        self._live = Live()
        self._panes = Panes(self._line.buffer, self._question, self._live, lambda: self._hint)
        keys = key_bindings(self, self._line.buffer, self._question, self._input)
        self._app = BottomApplication(self._panes.layout, keys, (self._input, self._output), vi=vi)
        self._scrollback = Scrollback(self._app)
        self._narration = Narration(
            self._scrollback.print, self._live, lambda: self._output.get_size().columns, colour=colour
        )

    async def __aenter__(self) -> Self:
        drawn = asyncio.Event()
        self._app.after_render += lambda _: drawn.set()
        self._output.take()
        self._running = asyncio.create_task(self._run())
        self._running.add_done_callback(lambda _: drawn.set())
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._hear, Interrupted())
        loop.add_signal_handler(signal.SIGCONT, self._continued)
        await drawn.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scrollback.flush()
        if self._app.is_running and not self._app.is_done:
            self._app.exit()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)
        self._output.give_back()
        for number in (signal.SIGINT, signal.SIGCONT):
            asyncio.get_running_loop().remove_signal_handler(number)
        for timer in (self._ticks, self._hint_ends):
            if timer is not None:
                timer.cancel()

    # --- what the conversation calls ---------------------------------------------------------------------------------

    def show(self, event: AnyEvent) -> None:
        self._narration.show(event)
        self._tick()
        self._app.invalidate()

    def say(self, text: str) -> None:
        self._narration.say(text)

    def set_status(self, status: Status) -> None:
        if status != self._live.status:
            self._live.status = status
            self._app.invalidate()

    async def hear(self) -> Heard:
        if self._closed is not None and self._heard.empty():
            return self._closed
        return await self._heard.get()

    async def ask(self, asked: Asked) -> str | None:
        async with self._one_question:
            if self._closed is not None:
                return None
            self._narration.asked(asked.heading, asked.text, asked.diff)
            self._question.begin(asked)
            try:
                return await self._answer()
            finally:
                self._question.end()
                self._panes.focus_input()
                self._app.invalidate()

    def put(self, text: str) -> None:
        self._live.unqueue(text)
        with set_app(self._app):
            self._line.put_first(text)

    def add_history(self, text: str) -> None:
        self._line.remember(text)

    def expand_last(self) -> None:
        self._narration.expand_last()

    # --- what keys call ----------------------------------------------------------------------------------------------

    def send(self) -> None:
        taken = self._line.take()
        if taken is None:
            return
        line, text = taken
        if self._live.is_working and not text.startswith(("/", "!")):
            self._live.queue(text)
        else:
            self._narration.echo(line, text)
        self._hear(Typed(text))

    def new_line(self) -> None:
        self._line.new_line()

    def paste(self, text: str) -> None:
        self._line.paste(text)

    def delete_before(self) -> None:
        self._line.delete_before()

    def escape(self) -> None:
        """Esc: a menu goes first, then it interrupts; on an empty line where nothing runs, twice."""
        if self._line.buffer.complete_state and not self._question.is_open:
            self._line.buffer.cancel_completion()
        elif self._live.is_working or self._question.asked:
            self._hear(Interrupted())
        elif not self._line.buffer.text:
            self._escape_again()

    def interrupt(self) -> None:
        had_text = self._question.clear() if self._question.is_open else self._line.keep()
        if not had_text:
            self._hear(Interrupted())

    def close(self) -> None:
        self._end(Closed())

    def want_mode(self) -> None:
        self._hear(ModeWanted())

    def want_steer(self) -> None:
        self._hear(SteerWanted())

    @property
    def may_steer(self) -> bool:
        return bool(self._live.status and self._live.status.waiting)

    def clear_screen(self) -> None:
        self._app.clear_screen()

    def suspend(self) -> None:
        """Ctrl-Z: the shell has the terminal until it continues us."""
        with self._app.given_away():
            os.kill(0, signal.SIGTSTP)
        self._scrollback.resume()

    def edit_in_editor(self) -> None:
        self._app.create_background_task(self._edit())

    # --- inside ------------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        """Run the application until it is ended, or the terminal is."""
        try:
            await self._app.run_async(handle_sigint=False, set_exception_handler=False)
        except (EOFError, OSError):
            self._hang_up()

    async def _answer(self) -> str | None:
        """Show the question, then let it be answered: not by keys that were meant for the line, or for no question."""
        self._scrollback.flush()
        self._app.invalidate()
        try:
            await asyncio.sleep(_UNREAD_SECONDS)
            await self._line.pause()
            self._question.open()
            self._panes.focus_question()
            self._app.invalidate()
            answer = await self._question.answer()
        except asyncio.CancelledError:
            self._narration.say("(the question is withdrawn)")
            raise
        if answer is not None:
            self._narration.answered(self._question.words(answer))
        return answer

    async def _edit(self) -> None:
        text = self._line.whole
        with self._app.given_away():
            try:
                text = await asyncio.to_thread(edited, text, os.environ)
            except NoEditor as error:
                self._narration.say(f"! {error}")
        self._line.replace(text)
        self._scrollback.resume()

    def _escape_again(self) -> None:
        if self._hint:
            self._set_hint("")
            self._hear(RewindWanted())
        else:
            self._set_hint(_AGAIN)
            self._hint_ends = asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self._set_hint, "")

    def _set_hint(self, hint: str) -> None:
        if self._hint_ends is not None:
            self._hint_ends.cancel()
        self._hint = hint
        self._app.invalidate()

    def _tick(self) -> None:
        """Draw anew each second while a time is shown."""
        if self._ticks is None and self._live.counts_seconds:
            self._ticks = asyncio.get_running_loop().call_later(1.0, self._next_tick)

    def _next_tick(self) -> None:
        self._ticks = None
        self._app.invalidate()
        self._tick()

    def _continued(self) -> None:
        """Somebody stopped and continued us: a shell may have set the terminal its own way meanwhile."""
        if self._app.is_shown:
            with self._app.given_away():
                pass

    def _hear(self, heard: Heard) -> None:
        if self._closed is None:
            self._heard.put_nowait(heard)

    def _hang_up(self) -> None:
        self._end(Closed(hung_up=True))

    def _end(self, closed: Closed) -> None:
        """Nothing more will be heard; a question that stands stays without an answer."""
        self._hear(closed)
        self._closed = self._closed or closed
        self._question.close()
