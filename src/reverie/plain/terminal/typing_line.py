"""The line a person types in: what a key does to its text, and the whole text when it is sent."""

import asyncio
import contextlib
from collections.abc import Callable

from prompt_toolkit.buffer import Buffer

from .completion import InputCompleter
from .input_history import InputHistory
from .panes import set_text
from .pasted import PastedTexts, plain_newlines

_STILL_TYPING_SECONDS = 0.7
_CONTINUED = "\\"


class TypingLine:
    """Texts pasted into it stand as marks when they are long."""

    def __init__(self, history: InputHistory, completer: InputCompleter) -> None:
        self._history = history
        self._pasted = PastedTexts()
        self._changed = float("-inf")
        self._change = asyncio.Event()
        self.is_elsewhere: Callable[[], bool] = lambda: False
        """Whether keys go to something else that fills the line: a search, the person's editor."""
        self._taken = ""
        self._pieces: list[str] = []
        self.taken_pieces: tuple[str, ...] = ()
        """What was pasted of the text that was taken last."""
        self.buffer = Buffer(completer=completer, complete_while_typing=True, history=history, multiline=True)
        self.buffer.on_text_changed += lambda _: self._note_change()

    def take(self) -> tuple[str, str] | None:
        """Enter: the text as it stood in the line and as it is sent; None when it only ended a line, or is empty."""
        line = self.buffer.text
        if self._chooses():
            self.close_menu()
        elif self.buffer.document.text_before_cursor.endswith(_CONTINUED):
            self.buffer.delete_before_cursor()
            self.new_line()
        elif line.strip():
            self.taken_pieces = tuple(self._pieces)
            self.keep()
            self._taken = self._pasted.whole(line)
            return line, self._taken
        return None

    def _chooses(self) -> bool:
        """Whether one of several completions is marked: Enter takes it then. The only one was taken with Tab."""
        menu = self.buffer.complete_state
        return menu is not None and menu.current_completion is not None and len(menu.completions) > 1

    def keep(self) -> bool:
        """Empty the line, its text kept in the history; whether there was any."""
        line = self.buffer.text
        self._history.remember(line, self._pasted.whole(line))
        self.buffer.reset()
        self._note_change()
        self._pieces.clear()
        return bool(line)

    def remember(self, text: str) -> None:
        """Keep a text in the history; what was just taken is kept there already, as it stood in the line."""
        if text != self._taken:
            self._history.remember(self._pasted.mark(text), text)

    def new_line(self) -> None:
        self.buffer.insert_text("\n")

    def paste(self, text: str) -> None:
        self._pieces.append(plain_newlines(text))
        self.buffer.insert_text(self._pasted.mark(text))

    def delete_before(self) -> None:
        """Backspace: a mark goes as a whole."""
        before = self.buffer.document.text_before_cursor
        self.buffer.delete_before_cursor(len(self._pasted.mark_before(before)) or 1)

    def close_menu(self) -> None:
        """What was chosen in it stays in the line."""
        self.buffer.complete_state = None

    def put_first(self, text: str) -> None:
        """Put a text before what stands in the line."""
        line = self.buffer.text
        shown = self._pasted.mark(text)
        set_text(self.buffer, f"{shown}\n{line}" if line else shown)

    def replace(self, text: str) -> None:
        set_text(self.buffer, self._pasted.mark(text))

    @property
    def whole(self) -> str:
        return self._pasted.whole(self.buffer.text)

    @property
    def is_begun(self) -> bool:
        """Whether a text is in it that is not sent, or the person looks for one, or writes it elsewhere."""
        return bool(self.buffer.text) or self.is_elsewhere()

    async def settled(self, is_closed: Callable[[], bool]) -> None:
        """Return when what is typed next can be meant for a question, or nothing will be typed (`is_closed`).

        What was begun before the question stood there is sent or dropped first, however long that takes: a `y` at its
        end is no yes.
        """
        while not is_closed() and (self.is_begun or self._still_typing > 0):
            self._change.clear()
            patience = self._still_typing if self._still_typing > 0 else _STILL_TYPING_SECONDS
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._change.wait(), patience)

    @property
    def _still_typing(self) -> float:
        """Seconds for which whoever types may be in the middle of it."""
        return self._changed + _STILL_TYPING_SECONDS - asyncio.get_running_loop().time()

    def _note_change(self) -> None:
        self._changed = asyncio.get_running_loop().time()
        self._change.set()
