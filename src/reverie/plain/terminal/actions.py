"""What the keys of the face do."""

import asyncio
from collections.abc import Callable

from reverie.plain.face import Closed, Interrupted, ModeWanted, RewindWanted, SteerWanted, Typed

from .application import BottomApplication
from .elsewhere import Elsewhere
from .heard import HeardQueue
from .live import Live
from .narration import Narration
from .question import Question
from .typing_line import TypingLine

_AGAIN_SECONDS = 2.0
_AGAIN = "Esc again: go back to an earlier turn"
_COMMAND_MARKS = ("/", "!")


class KeyActions:
    """The `Actions` of `keys`. `hint` stands before the status for a moment.

    `print_now` prints what waits for a frame: an echo stands before anything that comes of it.
    """

    def __init__(
        self,
        heard: HeardQueue,
        application: BottomApplication,
        parts: tuple[TypingLine, Question, Live, Narration, Elsewhere],
        print_now: Callable[[], None],
    ) -> None:
        self._heard = heard
        self._application = application
        self._line, self._question, self._live, self._narration, self._elsewhere = parts
        self._print_now = print_now
        self._hint_ends: asyncio.TimerHandle | None = None
        self.hint = ""

    def send(self) -> None:
        """A command is echoed at once; so is a prompt, unless it waits for the model to be told."""
        taken = self._line.take()
        if taken is None:
            return
        line, text = taken
        self._application.begin_line()
        if not self._live.is_working or text.startswith(_COMMAND_MARKS):
            self._narration.echo(line, text)
            self._print_now()
        self._heard.put(Typed(text, self._line.taken_pieces))

    def escape(self) -> None:
        """Esc: a menu goes first, then it interrupts; on an empty line where nothing runs, twice."""
        buffer = self._line.buffer
        if buffer.complete_state and not self._question.is_open:
            buffer.cancel_completion()
        elif self._live.is_working or self._question.asked:
            self._heard.put(Interrupted())
        elif not buffer.text and self.hint:
            self._set_hint("")
            self._heard.put(RewindWanted())
        elif not buffer.text:
            self._set_hint(_AGAIN)
            self._hint_ends = asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self._set_hint, "")

    def interrupt(self) -> None:
        """Ctrl-C: clears the line, which stays in the history; else it interrupts."""
        had_text = self._question.clear() if self._question.is_open else self._line.keep()
        if not had_text:
            self._heard.put(Interrupted())

    def drop(self) -> None:
        """Ctrl-U for a question that waits: clears the line, which stays in the history."""
        self._line.keep()
        self._application.begin_line()

    def close(self) -> None:
        self._heard.close(Closed())
        self._question.close()

    def want_mode(self) -> None:
        self._heard.put(ModeWanted())

    @property
    def may_steer(self) -> bool:
        return bool(self._live.status and self._live.status.waiting)

    def want_steer(self) -> None:
        self._heard.put(SteerWanted())

    def expand_last(self) -> None:
        self._narration.expand_last()

    def clear_screen(self) -> None:
        self._application.clear_screen()

    def suspend(self) -> None:
        self._elsewhere.suspend()

    def edit_in_editor(self) -> None:
        self._elsewhere.edit()

    def stop(self) -> None:
        """Nothing is shown any more."""
        if self._hint_ends is not None:
            self._hint_ends.cancel()

    def _set_hint(self, hint: str) -> None:
        self.stop()
        self.hint = hint
        self._application.invalidate()
