"""TerminalFace: the face in a terminal that can draw. It routes keys to what is heard, events to what is shown."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from prompt_toolkit.application.current import set_app

from reverie.conversation.events import AnyEvent
from reverie.conversation.ports import Redactor
from reverie.plain.face import Asked, Closed, Heard, Interrupted, Keys, Status
from reverie.plain.signals import leave_interrupts

from .actions import KeyActions
from .application import BottomApplication
from .completion import InputCompleter
from .elsewhere import Elsewhere
from .file_names import FileNames
from .heard import HeardQueue
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


class TerminalFace:
    """A `Face`, to be opened with `async with`. It has the terminal while it is open, and gives it back as it was.

    A terminal that is gone is `Closed(hung_up=True)`, SIGINT an interrupt; signals that end a process are left alone.
    `commands` are (name, summary), the name without its slash; `@` completes files below `root`. `redactor` masks
    secrets before a line is kept in `history_file`.
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
        self._heard = HeardQueue()
        self._one_question = asyncio.Lock()
        self._ticks: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[None] | None = None
        self._output = TtyOutput(sys.stdout, self._hang_up, colour=colour)
        tty = TtyInput(sys.stdin)
        self._line = TypingLine(InputHistory(history_file, redactor), InputCompleter(commands, FileNames(root)))
        self._question = Question(lambda: self._line.is_begun)
        self._live = Live()
        self._panes = Panes(self._line.buffer, self._question, self._live)
        self._app = BottomApplication(self._panes.layout, (tty, self._output), vi=vi)
        self._line.is_elsewhere = lambda: not self._app.is_shown or self._app.layout.is_searching
        self._app.may_shrink = lambda: not self._live.is_working or self._question.asked is not None
        self._scrollback = Scrollback(self._app)
        self._narration = Narration(self._scrollback.print, self._live, self._columns, colour=colour)
        self._elsewhere = Elsewhere(self._app, self._scrollback, self._line, self._narration)
        parts = (self._line, self._question, self._live, self._narration, self._elsewhere)
        self._actions = KeyActions(self._heard, self._app, parts, self._scrollback.flush)
        self._panes.hint = lambda: self._actions.hint
        self._app.key_bindings = key_bindings(self._actions, self._line, self._question, tty)

    async def __aenter__(self) -> Self:
        drawn = asyncio.Event()
        self._app.after_render += lambda _: drawn.set()
        self._output.take()
        self._running = asyncio.create_task(self._run())
        self._running.add_done_callback(self._stopped)
        self._running.add_done_callback(lambda _: drawn.set())
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._interrupted)
        loop.add_signal_handler(signal.SIGCONT, self._elsewhere.continued)
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
        leave_interrupts()
        asyncio.get_running_loop().remove_signal_handler(signal.SIGCONT)
        self._actions.stop()
        if self._ticks is not None:
            self._ticks.cancel()

    @property
    def keys(self) -> Keys:
        return Keys(interrupt="Esc", mode="Shift-Tab", rewind="Esc Esc", expand="Ctrl-O", history="Up")

    def show(self, event: AnyEvent) -> None:
        self._narration.show(event)
        self._tick()
        self._app.draw_soon()

    def say(self, text: str) -> None:
        self._narration.say(text)

    def set_status(self, status: Status) -> None:
        if status != self._live.status:
            self._live.status = status
            self._app.draw_soon()

    async def hear(self) -> Heard:
        """Raises what broke the application, should anything have."""
        return await self._heard.next()

    async def ask(self, asked: Asked) -> str | None:
        async with self._one_question:
            if self._heard.is_closed:
                return None
            self._question.begin(asked)
            try:
                return await self._answer(asked)
            finally:
                self._question.end()
                self._narration.question_ends()
                self._panes.focus_input()
                self._app.begin_line()
                self._app.invalidate()

    def put(self, text: str) -> None:
        with set_app(self._app):
            self._line.put_first(text)

    def add_history(self, text: str) -> None:
        self._line.remember(text)

    def expand_last(self) -> None:
        self._narration.expand_last()

    async def _answer(self, asked: Asked) -> str | None:
        """Show the question, then let it be answered: not by keys that were meant for the line, or for no question."""
        self._app.invalidate()
        try:
            await self._show_question(asked)
            self._question.open()
            self._panes.focus_question()
            self._app.begin_line()
            self._app.invalidate()
            answer = await self._question.answer()
        except asyncio.CancelledError:
            self._narration.say("(the question is withdrawn)")
            raise
        if answer is not None:
            self._narration.answered(asked.heading, self._question.words(answer))
        return answer

    async def _show_question(self, asked: Asked) -> None:
        """Once a line that was begun is away, so that nothing that comes of it parts the question from its choices."""
        if self._line.is_begun:
            await self._line.settled(lambda: self._heard.is_closed)
        self._narration.asked(asked)
        self._scrollback.flush()
        self._app.invalidate()
        await asyncio.sleep(_UNREAD_SECONDS)
        await self._line.settled(lambda: self._heard.is_closed)

    async def _run(self) -> None:
        """Run the application until it is ended, or the terminal is."""
        try:
            await self._app.run_async(handle_sigint=False, set_exception_handler=False)
        except EOFError:
            self._hang_up()

    def _stopped(self, running: "asyncio.Task[None]") -> None:
        if not running.cancelled() and (error := running.exception()) is not None:
            self._heard.break_off(error)
            self._question.close()

    def _hang_up(self) -> None:
        self._heard.close(Closed(hung_up=True))
        self._question.close()

    def _interrupted(self) -> None:
        """SIGINT: Ctrl-C while somebody else has the terminal is theirs."""
        if self._app.is_shown:
            self._heard.put(Interrupted())

    def _tick(self) -> None:
        """Draw anew each second while a time is shown."""
        if self._ticks is None and self._live.counts_seconds:
            self._ticks = asyncio.get_running_loop().call_later(1.0, self._next_tick)

    def _next_tick(self) -> None:
        self._ticks = None
        self._app.invalidate()
        self._tick()

    def _columns(self) -> int:
        return self._output.get_size().columns
